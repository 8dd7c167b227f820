package io.fargateautoscaler.operations;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: what the account knows of ECS services. */
public interface AccountServices {
  /** Whether a service is there. */
  enum Presence {
    ACTIVE,
    /** Deleted, perhaps with tasks that still end. */
    GOING,
    MISSING,
    NO_CLUSTER
  }

  /** Of each of these. */
  Map<ServiceRef, Presence> presence(Collection<ServiceRef> services);

  /** Those of these whose Application Auto Scaling target is suspended, in order. */
  List<ServiceRef> suspended(Collection<ServiceRef> services);
}
