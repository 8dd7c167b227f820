package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import java.util.Map;

/** Port: where policy-sync puts the policies in force (DynamoDB). */
public interface PolicyStore {
  /** Versions of the policies in force, by service. */
  Map<ServiceRef, Long> inForce();

  /** Puts a policy in force, with the notices that this causes, in one transaction. */
  void put(PolicyDocument document, List<Notice> notices);

  /** Releases a service: its policy is gone, its count stays. */
  void release(ServiceRef service, List<Notice> notices);

  /** Sets the stack's mode. */
  void mode(Mode mode);
}
