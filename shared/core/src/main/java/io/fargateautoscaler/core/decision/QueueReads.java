package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one queue, oldest first; at least one. Means and slope are asked for several times in a
 * decision, so they are kept. Not shared.
 */
final class QueueReads {
  private static final BigDecimal HOLDS_TOO_MUCH = new BigDecimal("1.1");
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final List<QueueRead> all;
  private final BigDecimal meanInFlight;
  private final BigDecimal meanRunning;
  private @Nullable Slope slope;

  private record Slope(Duration over, BigDecimal value) {}

  QueueReads(List<QueueRead> all) {
    this.all = all;
    this.meanInFlight = meanOfLastMinute(all, QueueRead::inFlight);
    this.meanRunning = meanOfLastMinute(all, QueueRead::running);
  }

  /** The past reads and the present one. */
  static QueueReads of(List<QueueRead> past, Load.QueueDepth depth, int running) {
    List<QueueRead> all = new ArrayList<>();
    for (QueueRead read : past) {
      if (read.at().isBefore(depth.at())) {
        all.add(read);
      }
    }
    all.sort(Comparator.comparing(QueueRead::at));
    all.add(new QueueRead(depth.at(), depth.visible(), depth.inFlight(), depth.delayed(), running));
    return new QueueReads(List.copyOf(all));
  }

  List<QueueRead> all() {
    return all;
  }

  QueueRead newest() {
    return all.getLast();
  }

  /** As it was at the read with this index. */
  QueueReads upTo(int index) {
    return new QueueReads(all.subList(0, index + 1));
  }

  /** F: mean in flight of the last 60 s. */
  BigDecimal meanInFlight() {
    return meanInFlight;
  }

  /** r: mean running of the last 60 s. */
  BigDecimal meanRunning() {
    return meanRunning;
  }

  /** F > 1.1 × c × r: consumers hold more than they work on, so in flight tells nothing. */
  boolean holdTooMuch(int concurrency) {
    BigDecimal working =
        BigDecimal.valueOf(concurrency).multiply(meanRunning()).multiply(HOLDS_TOO_MUCH);
    return meanInFlight().compareTo(working) > 0;
  }

  /**
   * ⌈F / c⌉: tasks that messages in flight keep busy; 0 where in flight tells nothing and the flow,
   * which then counts instead, is there.
   */
  int inFlightFloor(int concurrency, Load.@Nullable Flow flow) {
    return flow != null && holdTooMuch(concurrency)
        ? 0
        : Numbers.ceil(meanInFlight().divide(BigDecimal.valueOf(concurrency), Numbers.PRECISION));
  }

  private static BigDecimal meanOfLastMinute(List<QueueRead> all, ToLongFunction<QueueRead> part) {
    Instant start = all.getLast().at().minus(MINUTE);
    long sum = 0;
    int count = 0;
    for (QueueRead read : all) {
      if (!read.at().isBefore(start)) {
        sum += part.applyAsLong(read);
        count++;
      }
    }
    return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), Numbers.PRECISION);
  }

  /**
   * g: growth of visible and in flight, messages per second over the last {@code over}: the middle
   * of the rates between neighbouring reads; of two the smaller, without any 0. Of five or more the
   * two largest do not count: an old number between two new ones makes the same burst come twice.
   */
  BigDecimal slope(Duration over) {
    Slope known = slope;
    if (known == null || !known.over().equals(over)) {
      known = new Slope(over, slopeOf(over));
      slope = known;
    }
    return known.value();
  }

  private BigDecimal slopeOf(Duration over) {
    Instant start = newest().at().minus(over);
    List<BigDecimal> rates = new ArrayList<>();
    QueueRead earlier = null;
    for (QueueRead read : all) {
      if (read.at().isBefore(start)) {
        continue;
      }
      if (earlier != null && read.at().isAfter(earlier.at())) {
        long change = read.visible() + read.inFlight() - earlier.visible() - earlier.inFlight();
        BigDecimal seconds = Numbers.seconds(Duration.between(earlier.at(), read.at()));
        if (seconds.signum() > 0) {
          rates.add(BigDecimal.valueOf(change).divide(seconds, Numbers.PRECISION));
        }
      }
      earlier = read;
    }
    rates.sort(Comparator.naturalOrder());
    return switch (rates.size()) {
      case 0 -> BigDecimal.ZERO;
      case 1, 2 -> rates.getFirst();
      default -> mean(rates.subList(1, rates.size() - (rates.size() < 5 ? 1 : 2)));
    };
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), Numbers.PRECISION);
  }
}
