package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.policy.ServicePolicy;
import java.util.ArrayList;
import java.util.List;

/** The desired counts of a run so far. */
final class Counts {
  /** More changes than fit into any time that is asked for. */
  private static final int KEPT = 64;

  private record Change(int second, int from, int to) {}

  private final List<Change> changes = new ArrayList<>();
  private final List<Integer> turnsIn = new ArrayList<>();
  private int desired = -1;
  private int direction;

  /** The desired count; {@code first} if this is asked for the first time. */
  int startAt(int first) {
    desired = desired < 0 ? first : desired;
    return desired;
  }

  void changed(int second, int to) {
    int now = Integer.compare(to, desired);
    if (now < 0 && direction > 0) {
      turnsIn.add(second);
    }
    direction = now;
    changes.add(new Change(second, desired, to));
    desired = to;
    if (changes.size() > KEPT) {
      changes.removeFirst();
    }
    if (turnsIn.size() > 3) {
      turnsIn.removeFirst();
    }
  }

  /** The desired count at the end of a second. */
  int at(int second) {
    for (Change change : changes) {
      if (change.second() > second) {
        return change.from();
      }
    }
    return desired;
  }

  /** Long ago if there was none. */
  int lastChange() {
    return changes.isEmpty() ? Integer.MIN_VALUE / 2 : changes.getLast().second();
  }

  /** Counts a second turn from out to in within two windows. */
  void cycles(int second, ServicePolicy policy, Broken broken) {
    if (turnsIn.size() < 3 || turnsIn.getLast() != second) {
      return;
    }
    long most = 2 * policy.scaleIn().stabilization().toSeconds();
    broken.saw("in, out, in, out, in", (double) (most - second + turnsIn.getFirst()), 0, second);
  }
}
