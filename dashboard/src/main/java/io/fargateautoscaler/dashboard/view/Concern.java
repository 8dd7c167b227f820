package io.fargateautoscaler.dashboard.view;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.operations.board.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether somebody should look at a service.
 *
 * @param level 0: all is well, 1: something is going on, 2: something is wrong
 * @param flags in a few words each, the worst first
 */
record Concern(int level, List<Flag> flags) {
  /** Something to know of a service. */
  record Flag(String text, boolean bad) {}

  private static final Map<String, String> WRONG =
      Map.of(
          "BLIND", "blind",
          "CRASH_LOOP", "crash loop",
          "CAPACITY", "no capacity",
          "AT_MAX", "at max",
          "STATE_LOST", "state lost",
          "NOT_ELIGIBLE", "not eligible");

  private static final Map<String, String> GOING_ON =
      Map.of(
          "PARKED", "parked",
          "EXTERNAL", "raised by hand",
          "OTHER_SCALER", "other scaler",
          "PAUSED", "paused",
          "FROZEN", "frozen",
          "VETOED", "vetoed");

  /** The codes of holds that have words here. */
  static final Set<String> NAMED =
      Stream.of(WRONG, GOING_ON)
          .flatMap(each -> each.keySet().stream())
          .collect(Collectors.toSet());

  static Concern of(ServiceView service) {
    List<Flag> flags = new ArrayList<>();
    String hold = service.hold() == null ? "" : service.hold();
    String wrong = WRONG.get(hold);
    if (wrong != null) {
      flags.add(new Flag(wrong, true));
    }
    int failed = service.failures().stream().mapToInt(ServiceView.FailureView::count).sum();
    if (failed > 0) {
      flags.add(new Flag(failed + " failed", true));
    }
    String goingOn = GOING_ON.get(hold);
    if (goingOn != null) {
      flags.add(new Flag(goingOn, false));
    }
    if (service.otherScaler() != null && !hold.equals("OTHER_SCALER")) {
      flags.add(new Flag("other scaler", false));
    }
    if (service.deploying()) {
      flags.add(new Flag("deploying", false));
    }
    if (service.mode() != Mode.ACTIVE) {
      flags.add(new Flag(mode(service.mode()), false));
    }
    if (!service.orders().isEmpty() && !hold.equals("PAUSED")) {
      flags.add(new Flag("order", false));
    }
    boolean bad = flags.stream().anyMatch(Flag::bad);
    return new Concern(bad ? 2 : flags.isEmpty() ? 0 : 1, List.copyOf(flags));
  }

  /** As the policy document writes it. */
  static String mode(Mode mode) {
    return switch (mode) {
      case OFF -> "off";
      case OBSERVE -> "observe";
      case ACTIVE -> "active";
    };
  }
}
