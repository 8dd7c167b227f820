package io.fargateautoscaler.operations.policies;

import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A good document that may be put in force.
 *
 * @param text as it will be put
 * @param before version of the parameter that it replaces; null: there is none
 * @param diff from that version to it, in the unified form; empty: nothing changes
 * @param remarks what its author may not have thought of
 */
public record Proposal(
    ServiceRef service,
    ServicePolicy policy,
    String text,
    @Nullable Long before,
    List<String> diff,
    List<String> remarks) {
  public Proposal {
    diff = List.copyOf(diff);
    remarks = List.copyOf(remarks);
  }

  /** Whether putting it changes anything. */
  public boolean changes() {
    return before == null || !diff.isEmpty();
  }
}
