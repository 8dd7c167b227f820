package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks to give to a peer. */
record Sight(Look look) {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);

  static Sight of(int desired, int running) {
    return new Sight(
        new Look(START, desired, running, new CapacityRange(0, 100), false, List.of(), null));
  }

  Sight within(int min, int max) {
    return new Sight(look.with(new CapacityRange(min, max)));
  }

  Sight at(long second) {
    return changed(START.plusSeconds(second), look.deploying(), look.queue());
  }

  Sight deploying() {
    return changed(look.at(), true, look.queue());
  }

  Sight queue(long visible, long inFlight, long delayed) {
    return changed(look.at(), look.deploying(), new Look.Queue(visible, inFlight, delayed));
  }

  private Sight changed(Instant at, boolean deploying, Look.@Nullable Queue queue) {
    return new Sight(
        new Look(
            at, look.desired(), look.running(), look.range(), deploying, look.points(), queue));
  }

  /** Points one after another, the newest of which ended {@code age} ago. */
  Sight points(Duration period, Duration age, List<Double> values) {
    List<Look.Point> points = new ArrayList<>();
    Instant start = look.at().minus(age).minus(period.multipliedBy(values.size()));
    for (double value : values) {
      points.add(new Look.Point(start, period, value));
      start = start.plus(period);
    }
    return new Sight(look.with(points));
  }

  /** Without the points that are not numbers. */
  Sight known() {
    return new Sight(
        look.with(look.points().stream().filter(point -> !Double.isNaN(point.value())).toList()));
  }

  /** Points of a minute that an alarm just begins to count, see {@link #numbers}. */
  Sight minutes(String values) {
    return points(MINUTE, Alarm.OF_MINUTES.lag(), numbers(values)).known();
  }

  /** {@code 40*12 70 -}: twelve of 40, then one of 70, then a missing one. */
  static List<Double> numbers(String values) {
    List<Double> numbers = new ArrayList<>();
    for (String part : values.split(" ", -1)) {
      List<String> pair = Arrays.asList(part.split("\\*", -1));
      int times = pair.size() == 1 ? 1 : Integer.parseInt(pair.getLast());
      double value = pair.getFirst().equals("-") ? Double.NaN : Double.parseDouble(pair.getFirst());
      for (int i = 0; i < times; i++) {
        numbers.add(value);
      }
    }
    return numbers;
  }
}
