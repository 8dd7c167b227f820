/** How fast decisions are; run with the profile {@code benchmark}. */
@NullMarked
package io.fargateautoscaler.benchmarks;

import org.jspecify.annotations.NullMarked;
