package io.fargateautoscaler.simulator.trial;

/**
 * A document cannot be simulated.
 *
 * @param problem goes on after the document's name
 */
public record Not(String problem) implements ModelledOrNot {}
