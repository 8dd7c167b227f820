package io.fargateautoscaler.core.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks the container that a stop is about. When one ends the others are signalled, so an exit code
 * of a signal says less than any other failure; a reason of its own says most.
 */
final class EndedContainer {
  private static final int REASON = 3;

  private EndedContainer() {}

  /** Null if several ended alike and none says anything. */
  static StopFacts.@Nullable Container of(List<StopFacts.Container> containers) {
    StopFacts.Container best = null;
    for (StopFacts.Container each : containers) {
      if (best == null || weight(each) > weight(best)) {
        best = each;
      }
    }
    return best == null || (weight(best) == 0 && containers.size() > 1) ? null : best;
  }

  private static int weight(StopFacts.Container container) {
    return exitWeight(container.exitCode()) + (container.reason() == null ? 0 : REASON);
  }

  private static int exitWeight(@Nullable Integer exit) {
    return switch (exit) {
      case null -> 0;
      case 0 -> 1;
      case 130, 143 -> 4;
      case 137 -> 6;
      default -> 8;
    };
  }
}
