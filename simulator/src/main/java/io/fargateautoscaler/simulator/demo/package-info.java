/** The story that the demo tells, its timeline and its report. */
@NullMarked
package io.fargateautoscaler.simulator.demo;

import org.jspecify.annotations.NullMarked;
