/** Fronts, ratios and tables against figures that were worked out by hand. */
@NullMarked
package io.fargateautoscaler.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
