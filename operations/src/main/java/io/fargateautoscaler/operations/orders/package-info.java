/** Pauses, holds and the mode: what operators order for a time. */
@NullMarked
package io.fargateautoscaler.operations.orders;

import org.jspecify.annotations.NullMarked;
