/**
 * One service over days and weeks, second by second: its tasks one by one, its requests or messages
 * in bulk. The shipped reconciler or a peer scales it.
 */
@NullMarked
package io.fargateautoscaler.simulator.fleet;

import org.jspecify.annotations.NullMarked;
