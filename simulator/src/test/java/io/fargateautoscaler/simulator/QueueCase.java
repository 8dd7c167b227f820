package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.simulator.ServiceSpec.Consumer;
import io.fargateautoscaler.simulator.ServiceSpec.Counters;
import io.fargateautoscaler.simulator.ServiceSpec.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code queue-cases.csv}: a load, its consumers, and what the policy knows of them.
 *
 * @param need tasks that the load keeps busy while it is there
 * @param seconds mean time of a message
 * @param given seconds-per-message of the document; null: learned
 */
record QueueCase(
    String name,
    Shape shape,
    double need,
    double seconds,
    ServiceTime time,
    @Nullable Double given,
    Duration drain,
    Consumer consumer,
    double poison,
    int receives,
    Counters counters,
    Duration idleFor) {
  static final int START_UP = 40;
  private static final int VISIBILITY = 60;
  private static final int BURST_SECONDS = 5000;

  /** How the load changes over time; only {@code EVEN} messages do not come at random times. */
  enum Shape {
    EVEN,
    CONSTANT,
    STEP,
    BURST,
    ONOFF,
    WAKE
  }

  /** The rows of {@code queue-cases.csv}. */
  static List<QueueCase> all() {
    try (InputStream in = QueueCase.class.getResourceAsStream("/queue-cases.csv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(QueueCase::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Columns: name, shape, need, time, given, drain, consumer, poison, counters, and, if it is not 5
   * min, idle-for.
   *
   * <ul>
   *   <li>time: {@code 5}, {@code 5~1} (log-normal, spread 1), {@code 1+600:0.01} (two kinds)
   *   <li>given: a factor of the mean, or {@code learn}
   *   <li>consumer: {@code at once/held}, {@code +} if it prefetches
   *   <li>poison: {@code share x receives}; counters: {@code noise/stale seconds}
   * </ul>
   */
  static QueueCase parse(String line) {
    String[] columns = line.split(",", -1);
    String time = columns[3];
    double seconds = mean(time);
    String[] consumer = columns[6].replace("+", "").split("/", -1);
    String[] poison = columns[7].isEmpty() ? new String[] {"0", "0"} : columns[7].split("x", -1);
    String[] counters = columns[8].isEmpty() ? new String[] {"0", "0"} : columns[8].split("/", -1);
    return new QueueCase(
        columns[0],
        Shape.valueOf(columns[1]),
        Double.parseDouble(columns[2]),
        seconds,
        time(time),
        columns[4].equals("learn") ? null : seconds * Double.parseDouble(columns[4]),
        Duration.ofSeconds(Long.parseLong(columns[5])),
        new Consumer(
            Integer.parseInt(consumer[0]), Integer.parseInt(consumer[1]), columns[6].endsWith("+")),
        Double.parseDouble(poison[0]),
        Integer.parseInt(poison[1]),
        new Counters(Double.parseDouble(counters[0]), Integer.parseInt(counters[1])),
        columns.length > 9
            ? Duration.ofSeconds(Long.parseLong(columns[9]))
            : QueuePolicy.DEFAULT_IDLE_FOR);
  }

  private static double mean(String time) {
    if (time.contains("+")) {
      List<Double> parts = parts(time);
      return parts.get(0) + (parts.get(1) - parts.get(0)) * parts.get(2);
    }
    return parts(time).getFirst();
  }

  private static ServiceTime time(String time) {
    List<Double> parts = parts(time);
    return switch (parts.size()) {
      case 1 -> ServiceTime.fixed(parts.getFirst());
      case 2 -> ServiceTime.logNormal(parts.getFirst(), parts.getLast());
      default -> ServiceTime.mix(parts.get(0), parts.get(1), parts.get(2));
    };
  }

  private static List<Double> parts(String time) {
    return List.of(time.split("[+:~]", -1)).stream().map(Double::valueOf).toList();
  }

  Duration length() {
    return Duration.ofHours(seconds > 200 ? 6 : 3);
  }

  /** Messages that come at once in a burst: 5,000 of a second each, fewer if they take longer. */
  int burst() {
    return (int) Math.min(5000, BURST_SECONDS / Math.min(seconds, 100) * consumer.concurrency());
  }

  long burstAt() {
    return length().toSeconds() / 6;
  }

  private Workload arrivals() {
    long length = length().toSeconds();
    double rate = need * consumer.concurrency() / seconds;
    long half = (long) Math.max(600, 3 * seconds);
    return switch (shape) {
      case EVEN, CONSTANT -> Workload.constant(rate);
      case STEP -> second -> second < length / 6 || second >= 2 * length / 3 ? rate / 4 : rate;
      case BURST -> Workload.constant(rate / 5);
      case ONOFF -> second -> second / half % 2 == 0 ? rate : 0;
      case WAKE -> second -> second < length / 6 || second >= 2 * length / 3 ? 0 : rate;
    };
  }

  /** The fewest tasks that would begin every message in time, were they always there. */
  double most() {
    return shape == Shape.BURST
        ? need / 5 + burst() * seconds / (consumer.concurrency() * (double) drain.toSeconds())
        : need * (1 + poison * Math.max(0, receives - 1));
  }

  boolean noisy() {
    return !counters.equals(Counters.EXACT);
  }

  /** Whether messages are of two kinds. */
  boolean mixed() {
    return name.contains("+600");
  }

  @Override
  public String toString() {
    return name;
  }

  Loop loop(long seed) {
    var queue =
        new ServiceSpec.Queue(
            "orders",
            arrivals(),
            shape != Shape.EVEN,
            new Messages(time, poison, receives, VISIBILITY),
            consumer,
            counters);
    var policy =
        new QueuePolicy(
            "orders",
            "orders",
            new QueuePolicy.DrainWithin(
                drain, given == null ? null : BigDecimal.valueOf(given), consumer.concurrency()),
            idleFor,
            0,
            Direction.BOTH);
    double atFirst =
        switch (shape) {
          case CONSTANT, ONOFF -> need;
          case STEP -> need / 4;
          case BURST -> need / 5;
          case EVEN, WAKE -> 0;
        };
    Loop loop =
        Loop.queue(
            PretendAws.Settings.of(seed, Duration.ofSeconds(60)),
            (int) Math.ceil(atFirst),
            START_UP,
            queue,
            policy);
    if (shape == Shape.BURST) {
      loop.simulation().at(burstAt(), () -> loop.simulation().aws().send(Loop.SERVICE, burst()));
    }
    return loop;
  }
}
