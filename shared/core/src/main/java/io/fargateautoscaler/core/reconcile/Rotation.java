package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Services in a circle, so that a run that is cut short goes on where the last one stopped.
 *
 * @param order each service once
 */
record Rotation(List<ServiceRef> order) {
  Rotation {
    order = List.copyOf(order);
  }

  /**
   * In the order of their names, begun with {@code first} or the one after it.
   *
   * @param first need not be among them; null: the first name
   */
  static Rotation of(Collection<ServiceRef> services, @Nullable ServiceRef first) {
    TreeSet<ServiceRef> sorted = new TreeSet<>(services);
    if (first == null) {
      return new Rotation(List.copyOf(sorted));
    }
    List<ServiceRef> order = new ArrayList<>(sorted.tailSet(first));
    order.addAll(sorted.headSet(first));
    return new Rotation(order);
  }

  /** The order cut into pieces of {@code size} services; the last may be smaller. */
  List<List<ServiceRef>> slices(int size) {
    List<List<ServiceRef>> slices = new ArrayList<>();
    for (int from = 0; from < order.size(); from += size) {
      slices.add(order.subList(from, Math.min(from + size, order.size())));
    }
    return slices;
  }

  /** The one of {@code left} that comes first; null if there is none. */
  @Nullable ServiceRef earliest(Collection<ServiceRef> left) {
    Set<ServiceRef> wanted = new HashSet<>(left);
    for (ServiceRef service : order) {
      if (wanted.contains(service)) {
        return service;
      }
    }
    return null;
  }
}
