package io.fargateautoscaler.core.claim;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import java.util.SortedSet;

/** Port: where the stacks of one account and Region say what they scale (SSM parameters). */
public interface ClaimBoard {
  /**
   * The claims of all stacks, our own too. Text that is no claim is left out.
   *
   * @throws RuntimeException if they cannot be read in full
   */
  List<Claim> all();

  /** Makes our own claims name exactly these services; none: there is no claim of ours then. */
  void write(SortedSet<ServiceRef> services);
}
