package io.fargateautoscaler.core.reconcile;

/** Everything that a {@link Reconciler} works with. */
public record Ports(
    ScalableTarget target,
    LoadSource loads,
    AlarmSource alarms,
    StateStore store,
    Outbox outbox,
    Notifier notifier,
    Pulses pulses,
    DecisionListener listener) {}
