package io.fargateautoscaler.core.claim;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Map;

/** Port: where it is kept which of our services another stack scales (DynamoDB). */
public interface OtherStacks {
  /**
   * Keeps these in place of what was kept before. What is not said again is forgotten after {@link
   * Claim#LASTS}, so that claims that cannot be read hold nothing for ever.
   *
   * @param stacks name of the stack by service
   */
  void otherStacks(Map<ServiceRef, String> stacks);
}
