package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;

/** Everything that a {@link Reconciler} works with. */
public record Ports(
    ScalableTarget target,
    LoadSource loads,
    AlarmSource alarms,
    StateStore store,
    Outbox outbox,
    DigestStore digests,
    Notifier notifier,
    Pulses pulses,
    TaskCosts costs,
    DecisionListener listener) {}
