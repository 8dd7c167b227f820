/** A pretend AWS in virtual time around the shipped decisions. */
@NullMarked
package io.fargateautoscaler.simulator;

import org.jspecify.annotations.NullMarked;
