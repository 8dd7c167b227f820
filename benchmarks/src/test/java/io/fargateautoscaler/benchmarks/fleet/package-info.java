/** A pretend account with AWS's rate limits, and ticks over it. */
@NullMarked
package io.fargateautoscaler.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
