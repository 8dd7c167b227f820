package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.observation.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One service's metrics as CloudWatch shows them: one point a minute, or of the tasks' CPU every 20
 * s too, some time after its end. A task that ran for a part of the time gives a whole sample.
 * Where no task ran there is no point.
 */
final class PretendMetrics {
  private static final Duration KEPT = Duration.ofMinutes(40);
  private static final Duration FINE = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private record Sample(double value, Instant visibleAt) {}

  private record Cpu(Instant at, List<Sample> samples) {}

  private record Minute(
      Instant at, Instant sumsVisibleAt, double requests, boolean healthy, Load.Flow flow) {}

  /**
   * How metrics are published.
   *
   * @param delay after the end of the period
   * @param sums delay of sums
   * @param late part of the samples, 0 to 1, that comes half a period later than the others
   */
  record Publishing(Duration delay, Duration sums, double late) {}

  private final Publishing publishing;
  private final SplittableRandom random;
  private final List<Minute> minutes = new ArrayList<>();
  private final List<Cpu> cpu = new ArrayList<>();
  private final List<Cpu> fineCpu = new ArrayList<>();
  private @Nullable Instant outageUntil;

  PretendMetrics(Publishing publishing, SplittableRandom random) {
    this.publishing = publishing;
    this.random = random;
  }

  /** The tasks' own metrics of the minutes that begin before {@code until} never appear. */
  void outage(Instant until) {
    outageUntil = until;
  }

  void minute(Instant at, List<Double> values, double requests, boolean healthy, Load.Flow flow) {
    Instant oldest = at.minus(KEPT);
    publish(cpu, at, MINUTE, values);
    minutes.add(new Minute(at, at.plus(MINUTE).plus(publishing.sums()), requests, healthy, flow));
    minutes.removeIf(minute -> minute.at().isBefore(oldest));
  }

  void finePeriod(Instant at, List<Double> values) {
    publish(fineCpu, at, FINE, values);
  }

  private void publish(List<Cpu> to, Instant at, Duration period, List<Double> values) {
    Instant visible = at.plus(period).plus(publishing.delay());
    Instant oldest = at.minus(KEPT);
    List<Sample> samples = new ArrayList<>();
    if (outageUntil == null || !at.isBefore(outageUntil)) {
      for (double value : values) {
        boolean late = publishing.late() > 0 && random.nextDouble() < publishing.late();
        samples.add(new Sample(value, late ? visible.plus(period.dividedBy(2)) : visible));
      }
    }
    to.add(new Cpu(at, samples));
    to.removeIf(point -> point.at().isBefore(oldest));
  }

  /** Of the finest period there is. */
  Load.PerTask cpu(Instant now, Duration window) {
    boolean fine = !fineCpu.isEmpty();
    List<Load.Point> points = new ArrayList<>();
    for (Cpu point : fine ? fineCpu : cpu) {
      double sum = 0;
      int seen = 0;
      for (Sample sample : point.samples()) {
        if (!sample.visibleAt().isAfter(now)) {
          sum += sample.value();
          seen++;
        }
      }
      if (seen > 0 && !point.at().isBefore(now.minus(window))) {
        points.add(new Load.Point(point.at(), sum / seen, seen));
      }
    }
    return new Load.PerTask(points, fine ? FINE : MINUTE);
  }

  /** Request sums are absent at zero; the witness is the count of healthy hosts. */
  Load.Total requests(Instant now, Duration window) {
    List<Load.Sum> points = new ArrayList<>();
    boolean witness = false;
    for (Minute minute : since(now.minus(window))) {
      if (!minute.sumsVisibleAt().isAfter(now)) {
        witness = minute.healthy();
        if (minute.requests() > 0) {
          points.add(new Load.Sum(minute.at(), minute.requests()));
        }
      }
    }
    return new Load.Total(points, Duration.ofMinutes(1), witness);
  }

  /** The last full minute of a queue; null while there is none. */
  Load.@Nullable Flow flow(Instant now) {
    for (Minute minute : minutes.reversed()) {
      if (!minute.sumsVisibleAt().isAfter(now)) {
        Load.Flow flow = minute.flow();
        return new Load.Flow(minute.at(), flow.sent(), flow.received(), flow.deleted());
      }
    }
    return null;
  }

  private List<Minute> since(Instant oldest) {
    return minutes.stream().filter(minute -> !minute.at().isBefore(oldest)).toList();
  }
}
