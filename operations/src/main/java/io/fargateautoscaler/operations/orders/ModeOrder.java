package io.fargateautoscaler.operations.orders;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Fleet;
import io.fargateautoscaler.operations.Parameters;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.Waiting;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The mode of a stack. */
public final class ModeOrder {
  private static final Duration MOST = Duration.ofMinutes(3);

  private final Stack stack;
  private final Fleet fleet;
  private final Parameters parameters;
  private final AuditTrail trail;
  private final Caller caller;
  private final InstantSource clock;
  private final Waiting waiting;

  public ModeOrder(
      Stack stack,
      Fleet fleet,
      Parameters parameters,
      AuditTrail trail,
      Caller caller,
      InstantSource clock,
      Waiting waiting) {
    this.stack = stack;
    this.fleet = fleet;
    this.parameters = parameters;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * What became of an order.
   *
   * @param before the mode that was obeyed
   */
  public record Changed(Mode before, Mode now, List<String> remarks) {
    public Changed {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Sets the mode and waits until the stack obeys it, for 3 min at most.
   *
   * @throws Trouble if it does not
   */
  public Changed set(Mode mode) {
    Mode before = fleet.mode();
    String name = stack.modeParameter();
    boolean there =
        parameters.newest(name).filter(kept -> kept.text().strip().equals(word(mode))).isPresent();
    if (!there) {
      parameters.put(name, word(mode));
      trail.add(
          new Order(
              clock.instant(), null, "mode", word(before) + " → " + word(mode), caller.who()));
    }
    waiting
        .until(
            "the mode " + word(mode),
            MOST,
            () -> fleet.mode() == mode ? Optional.of(mode) : Optional.empty())
        .orElseThrow(() ->
            new Trouble(
                name
                    + " says "
                    + word(mode)
                    + ", but the stack did not take it within 3 min: look at the log of "
                    + stack.outputs().getOrDefault("PolicySyncName", "its function PolicySync")));
    return new Changed(before, mode, remarks(mode));
  }

  private List<String> remarks(Mode mode) {
    List<String> remarks = new ArrayList<>();
    String deployed = stack.parameters().get("Mode");
    if (deployed != null && !deployed.equals(word(mode))) {
      remarks.add(
          "the stack was deployed with Mode="
              + deployed
              + " and sets the mode again when that parameter changes: deploy with Mode="
              + word(mode)
              + " next time");
    }
    return remarks;
  }

  /** As documents spell it. */
  public static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
