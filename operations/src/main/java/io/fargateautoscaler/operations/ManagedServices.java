package io.fargateautoscaler.operations;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the services of a stack that somebody means. */
public final class ManagedServices {
  private ManagedServices() {}

  /**
   * The one that is named, or all.
   *
   * @param one null: all
   * @throws Refusal if it has no policy in the stack, or no service has one
   */
  public static SortedMap<ServiceRef, Managed> of(
      Fleet fleet, String stack, @Nullable ServiceRef one) {
    SortedMap<ServiceRef, Managed> all = fleet.services();
    if (all.isEmpty()) {
      throw new Refusal("no service has a policy in force in the stack " + stack);
    }
    if (one == null) {
      return all;
    }
    Managed managed = all.get(one);
    if (managed == null) {
      List<String> near =
          NearNames.of(one.toString(), all.keySet().stream().map(ServiceRef::toString).toList());
      throw new Refusal(
          one
              + " has no policy in force in the stack "
              + stack
              + (near.isEmpty()
                  ? "; ./autoscaler mode lists those that have one"
                  : "; did you mean " + String.join(", ", near) + "?"));
    }
    return new TreeMap<>(Map.of(one, managed));
  }
}
