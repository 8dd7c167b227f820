package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One run over some services: all are looked at, slice by slice, then each takes its {@link Turn}:
 * scale-outs, what stays, scale-ins. What there is no time for is left to the next run.
 */
final class Pass {
  /** What one call to CloudWatch can tell, and what the memory holds of answers at a time. */
  static final int SLICE = 100;

  private final Ports ports;
  private final StackState stack;
  private final InstantSource clock;
  private final Reconciler.Settings settings;
  private final TimeShare time;
  private final Counts counts;
  private final Map<ServiceRef, Duration> wantPulses = new TreeMap<>();
  private int left;
  private @Nullable ServiceRef next;

  Pass(
      Ports ports,
      InstantSource clock,
      StackState stack,
      Reconciler.Settings settings,
      Instant deadline) {
    this.ports = ports;
    this.clock = clock;
    this.stack = stack;
    this.settings = settings;
    this.time = new TimeShare(clock, deadline);
    this.counts = new Counts(ports.listener());
  }

  Counts counts() {
    return counts;
  }

  /** How many services were left to the next run. */
  int left() {
    return left;
  }

  /** The service with which the next run should begin; null: none was left. */
  @Nullable ServiceRef next() {
    return next;
  }

  /** How often services should be looked at before the next tick. */
  Map<ServiceRef, Duration> wantPulses() {
    return wantPulses;
  }

  /**
   * Runs over the services of {@code hints}.
   *
   * @param first where the last run stopped; null: it reached all
   */
  void run(Map<ServiceRef, Trigger> hints, @Nullable ServiceRef first) {
    Rotation rotation = Rotation.of(hints.keySet(), first);
    List<ServiceRef> unseen = new ArrayList<>();
    List<Turn> decided = look(rotation, hints, unseen);
    for (Turn turn : decided) {
      turn.pulseEvery(settings.pulseEvery())
          .ifPresent(every -> wantPulses.put(turn.service(), every));
    }
    if (first == null) {
      // More tasks cannot wait for fewer. Who was left the last time comes first, whatever it asks.
      decided.sort(Comparator.comparing((Turn turn) -> -turn.change()));
    }
    List<ServiceRef> waiting = act(decided);
    waiting.addAll(unseen);
    left += unseen.size();
    next = rotation.earliest(waiting);
  }

  private List<Turn> look(
      Rotation rotation, Map<ServiceRef, Trigger> hints, List<ServiceRef> unseen) {
    Look look = new Look(ports, clock, stack, counts);
    List<Turn> decided = new ArrayList<>();
    Map<List<ServiceRef>, RuntimeException> lost = new LinkedHashMap<>();
    List<List<ServiceRef>> slices = rotation.slices(SLICE);
    int looked = 0;
    while (looked < slices.size() && time.look()) {
      List<ServiceRef> slice = slices.get(looked++);
      try {
        decided.addAll(look.at(slice, hints));
      } catch (RuntimeException trouble) {
        lost.put(slice, trouble);
      }
    }
    if (looked > 0 && lost.size() == looked) {
      throw lost.values().iterator().next();
    }
    lost.forEach((slice, trouble) -> slice.forEach(service -> counts.fail(service, trouble)));
    slices.subList(looked, slices.size()).forEach(unseen::addAll);
    return decided;
  }

  /** Acts as long as there is time; the services with which the next run should go on. */
  private List<ServiceRef> act(List<Turn> decided) {
    Instant outsUntil = time.outsUntil();
    List<ServiceRef> outs =
        finish(decided.stream().filter(turn -> turn.change() > 0).toList(), outsUntil);
    List<ServiceRef> holds =
        finish(decided.stream().filter(turn -> turn.change() == 0).toList(), time.deadline());
    // The changes that AWS takes in a minute belong to those that need more.
    List<ServiceRef> ins =
        finish(
            decided.stream().filter(turn -> turn.change() < 0).toList(),
            outs.isEmpty() ? time.deadline() : Instant.MIN);
    left = outs.size() + holds.size() + ins.size();
    return outs.isEmpty() ? holds.isEmpty() ? ins : holds : outs;
  }

  /** Those for which no time was left. */
  private List<ServiceRef> finish(List<Turn> turns, Instant until) {
    ConcurrentLinkedQueue<ServiceRef> late = new ConcurrentLinkedQueue<>();
    settings
        .lanes()
        .each(
            turns,
            turn -> {
              if (time.isBefore(until)) {
                counts.guarded(turn.service(), () -> counts.add(turn.finish()));
              } else {
                late.add(turn.service());
              }
            });
    return new ArrayList<>(late);
  }
}
