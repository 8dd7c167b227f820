package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Port: where policy-sync puts the policies in force (DynamoDB). */
public interface PolicyStore {
  /** Versions of the policies in force, by service. */
  Map<ServiceRef, Long> inForce();

  /**
   * Puts a policy in force, with the notices that this causes, in one transaction.
   *
   * @param modified when the parameter was written
   * @return false if a later one is in force, put there by a run that overtook this one; then
   *     nothing was written
   */
  boolean put(PolicyDocument document, Instant modified, List<Notice> notices);

  /** Releases a service: its policy is gone, its count stays. */
  void release(ServiceRef service, List<Notice> notices);

  /**
   * Sets the stack's mode.
   *
   * @param modified when the parameter was written
   * @return false if a later one is set; then nothing was written
   */
  boolean mode(Mode mode, Instant modified);
}
