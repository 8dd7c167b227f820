package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;

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
