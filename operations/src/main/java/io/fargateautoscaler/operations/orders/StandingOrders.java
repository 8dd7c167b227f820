package io.fargateautoscaler.operations.orders;

import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Fleet;
import io.fargateautoscaler.operations.Managed;
import io.fargateautoscaler.operations.ManagedServices;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Pauses and holds. Each is in force from the next look on, within a minute. */
public final class StandingOrders {
  private final String stack;
  private final Fleet fleet;
  private final AuditTrail trail;
  private final Caller caller;
  private final InstantSource clock;

  public StandingOrders(
      String stack, Fleet fleet, AuditTrail trail, Caller caller, InstantSource clock) {
    this.stack = stack;
    this.fleet = fleet;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Lets the count of a service stand for a time.
   *
   * @param one null: all services
   * @param length 1 min to 30 d
   * @param reason for those who ask later; null: none
   * @throws Refusal if there is no such service, or the length is not allowed
   */
  public List<Ordered> pause(
      @Nullable ServiceRef one, @Nullable Duration length, @Nullable String reason) {
    Duration lasts = Lengths.allowed(length);
    SortedMap<ServiceRef, Managed> services = ManagedServices.of(fleet, stack, one);
    Mode mode = fleet.mode();
    Instant now = now();
    Pause pause = new Pause(now, now.plus(lasts), caller.who());
    List<Ordered> done = new ArrayList<>();
    services.forEach((service, managed) -> {
      fleet.order(service, orders -> orders.paused(pause));
      List<String> remarks = modeRemarks(managed, mode);
      Pause before = managed.orders().pause();
      if (before != null && before.covers(now)) {
        remarks.add("it takes the place of the pause until " + before.until() + by(before.by()));
      }
      done.add(
          ordered(service, "pause", "paused until " + pause.until(), pause.until(), remarks));
    });
    keep(
        one,
        "pause",
        "for "
            + Lengths.text(lasts)
            + ", until "
            + pause.until()
            + (reason == null ? "" : ": " + reason));
    return done;
  }

  /**
   * Ends a pause, and lets a service scale again whose count somebody set to 0.
   *
   * @param one null: all services
   * @throws Refusal if there is no such service
   */
  public List<Ordered> resume(@Nullable ServiceRef one) {
    SortedMap<ServiceRef, Managed> services = ManagedServices.of(fleet, stack, one);
    Mode mode = fleet.mode();
    Instant now = clock.instant();
    List<Ordered> done = new ArrayList<>();
    services.forEach((service, managed) -> {
      fleet.order(service, orders -> orders.resume(now));
      Pause pause = managed.orders().pause();
      boolean paused = pause != null && pause.covers(now);
      List<String> remarks = modeRemarks(managed, mode);
      String sentence =
          paused
              ? "resumed"
              : managed.parked() ? "resumed: no longer parked at 0 tasks" : "was not paused";
      done.add(ordered(service, "resume", sentence, null, remarks));
    });
    keep(one, "resume", one == null ? "all services" : done.getFirst().sentence());
    return done;
  }

  /**
   * Holds another range for a time.
   *
   * @param min 0 to 5000; null: as the document says
   * @param max likewise
   * @param length 1 min to 30 d
   * @throws Refusal if there is no such service, or the range or the length is not allowed
   */
  public Ordered hold(
      ServiceRef service,
      @Nullable Integer min,
      @Nullable Integer max,
      @Nullable Duration length) {
    HeldRange range = HeldRange.of(min, max);
    Duration lasts = Lengths.allowed(length);
    Managed managed = managed(service);
    Instant now = now();
    RangeHold hold = new RangeHold(min, max, now.plus(lasts), caller.who());
    fleet.order(service, orders -> orders.held(hold));
    List<String> remarks = modeRemarks(managed, fleet.mode());
    remarks.addAll(range.remarks(managed.document().policy().capacity()));
    RangeHold before = managed.orders().hold();
    if (before != null && now.isBefore(before.until())) {
      remarks.add("it takes the place of the hold until " + before.until() + by(before.by()));
    }
    String sentence =
        "held at "
            + range.inForce(managed.document().policy(), hold, now)
            + " until "
            + hold.until();
    keep(
        service,
        "hold",
        range.text() + " for " + Lengths.text(lasts) + ", until " + hold.until());
    return ordered(service, "hold", sentence, hold.until(), remarks);
  }

  /**
   * Takes a hold back.
   *
   * @throws Refusal if there is no such service
   */
  public Ordered release(ServiceRef service) {
    Managed managed = managed(service);
    RangeHold before = managed.orders().hold();
    boolean held = before != null && clock.instant().isBefore(before.until());
    fleet.order(service, orders -> orders.held(null));
    var range = managed.document().policy().capacity();
    String sentence =
        (held ? "hold released" : "was not held")
            + ": the document's "
            + range.min()
            + " to "
            + range.max()
            + " tasks and its schedules count";
    keep(service, "release-hold", held ? "before its end at " + before.until() : "none was there");
    return ordered(service, "release-hold", sentence, null, List.of());
  }

  private Managed managed(ServiceRef service) {
    return ManagedServices.of(fleet, stack, service).firstEntry().getValue();
  }

  private Ordered ordered(
      ServiceRef service,
      String order,
      String sentence,
      @Nullable Instant until,
      List<String> remarks) {
    return new Ordered(service, order, sentence, until, caller.who(), remarks);
  }

  private void keep(@Nullable ServiceRef service, String what, String detail) {
    trail.add(new Order(clock.instant(), service, what, detail, caller.who()));
  }

  private static List<String> modeRemarks(Managed managed, Mode stack) {
    List<String> remarks = new ArrayList<>();
    Mode mode = managed.document().policy().mode().strictest(stack);
    if (mode != Mode.ACTIVE) {
      remarks.add(
          "its mode is "
              + ModeOrder.word(mode)
              + ": it changes no count of this service, ordered or not");
    }
    return remarks;
  }

  private static String by(@Nullable String who) {
    return who == null ? "" : " by " + who;
  }

  /** In seconds, as people read them. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
