/** Recorded load: reading it, choosing a part of it, drawing arrivals from it. */
@NullMarked
package io.fargateautoscaler.simulator.load;

import org.jspecify.annotations.NullMarked;
