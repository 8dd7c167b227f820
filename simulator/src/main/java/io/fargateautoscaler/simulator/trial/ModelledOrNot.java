package io.fargateautoscaler.simulator.trial;

/** Whether a policy document can be simulated. */
public sealed interface ModelledOrNot permits Modelled, Not {}
