/** A policy document on a recorded load, beside other autoscalers. */
@NullMarked
package io.fargateautoscaler.simulator.trial;

import org.jspecify.annotations.NullMarked;
