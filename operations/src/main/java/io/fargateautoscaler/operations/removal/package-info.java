/** Takes a stack away. */
@NullMarked
package io.fargateautoscaler.operations.removal;

import org.jspecify.annotations.NullMarked;
