package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.SortedSet;

/** The mode of the whole stack and the services that have a policy. */
public record StackState(Mode mode, SortedSet<ServiceRef> services) {}
