package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.observation.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One service's metrics as CloudWatch shows them: one point a minute, some time after its end. A
 * task that ran for a part of the minute gives a whole sample. Where no task ran there is no point.
 */
final class PretendMetrics {
  private static final int KEPT_MINUTES = 40;

  private record Sample(double value, Instant visibleAt) {}

  private record Minute(
      Instant at,
      List<Sample> cpu,
      Instant sumsVisibleAt,
      double requests,
      boolean healthy,
      Load.Flow flow) {}

  /**
   * How metrics are published.
   *
   * @param delay after the end of the minute
   * @param late part of the samples, 0 to 1, that comes {@code later} than the others
   */
  record Publishing(Duration delay, double late, Duration later) {}

  private final Publishing publishing;
  private final SplittableRandom random;
  private final List<Minute> minutes = new ArrayList<>();
  private @Nullable Instant outageUntil;

  PretendMetrics(Publishing publishing, SplittableRandom random) {
    this.publishing = publishing;
    this.random = random;
  }

  /** The tasks' own metrics of the minutes that begin before {@code until} never appear. */
  void outage(Instant until) {
    outageUntil = until;
  }

  void minute(Instant at, List<Double> cpu, double requests, boolean healthy, Load.Flow flow) {
    Instant visible = at.plusSeconds(60).plus(publishing.delay());
    List<Sample> samples = new ArrayList<>();
    if (outageUntil == null || !at.isBefore(outageUntil)) {
      for (double value : cpu) {
        boolean late = random.nextDouble() < publishing.late();
        samples.add(new Sample(value, late ? visible.plus(publishing.later()) : visible));
      }
    }
    minutes.add(new Minute(at, samples, visible, requests, healthy, flow));
    if (minutes.size() > KEPT_MINUTES) {
      minutes.removeFirst();
    }
  }

  Load.PerTask cpu(Instant now, Duration window) {
    List<Load.Point> points = new ArrayList<>();
    for (Minute minute : since(now.minus(window))) {
      double[] seen =
          minute.cpu().stream()
              .filter(sample -> !sample.visibleAt().isAfter(now))
              .mapToDouble(Sample::value)
              .toArray();
      if (seen.length > 0) {
        double sum = 0;
        for (double value : seen) {
          sum += value;
        }
        points.add(new Load.Point(minute.at(), sum / seen.length, seen.length));
      }
    }
    return new Load.PerTask(points, Duration.ofMinutes(1));
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
