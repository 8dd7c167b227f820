/** Compares policies on loads: what was measured, and what follows from it. */
@NullMarked
package io.fargateautoscaler.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
