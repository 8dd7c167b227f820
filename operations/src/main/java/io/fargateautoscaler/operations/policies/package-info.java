/** Puts policy documents in force. */
@NullMarked
package io.fargateautoscaler.operations.policies;

import org.jspecify.annotations.NullMarked;
