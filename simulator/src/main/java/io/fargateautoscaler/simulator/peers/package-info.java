/**
 * How other autoscalers decide, to compare with: the published rules with their published defaults.
 * Where a rule is not published, its class says what is assumed. None has a clock or does I/O: a
 * peer knows what its {@link io.fargateautoscaler.simulator.peers.Look} shows and what it remembers
 * of earlier ones.
 */
@NullMarked
package io.fargateautoscaler.simulator.peers;

import org.jspecify.annotations.NullMarked;
