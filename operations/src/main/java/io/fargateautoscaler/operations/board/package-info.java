/** What a stack and its services look like now. */
@NullMarked
package io.fargateautoscaler.operations.board;

import org.jspecify.annotations.NullMarked;
