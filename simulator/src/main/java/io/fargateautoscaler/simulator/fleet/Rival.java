package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.peers.Look;
import io.fargateautoscaler.simulator.peers.Peer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer on a world: it sees one metric of the kind that its original reads. */
final class Rival implements Autoscaler {
  /** What a peer reads. */
  enum Metric {
    /** CPU of CloudWatch, by the minute. */
    CPU_OF_MINUTES(60, 25),
    /** CPU of CloudWatch, every 20 s. */
    CPU_OF_20_SECONDS(20, 20),
    /** CPU as a metrics server scrapes it. */
    CPU_OF_15_SECONDS(15, 4),
    /** Requests in all tasks at once, by the second. */
    CONCURRENCY(1, 61),
    /** No metric, but the numbers of a queue if there is one. */
    NONE(60, 0);

    private final int period;
    private final int points;

    Metric(int period, int points) {
      this.period = period;
      this.points = points;
    }
  }

  /** Of points that a metrics server scrapes, in seconds. */
  private static final int SCRAPE_DELAY = 15;

  private final World world;
  private final Peer peer;
  private final Metric metric;
  private final CapacityRange range;
  private final double usdPerSecond;
  private final int interval;
  private final Series<Look.Point> series;
  private final @Nullable QueueCounters counters;

  Rival(World world, Peer peer, Metric metric, CapacityRange range, double usdPerMonth, long seed) {
    this.world = world;
    this.peer = peer;
    this.metric = metric;
    this.range = range;
    this.usdPerSecond = usdPerMonth / Duration.ofHours(730).toSeconds();
    interval = (int) peer.interval().toSeconds();
    series =
        new Series<>(
            metric.period,
            metric.points * metric.period,
            switch (metric) {
              case CPU_OF_MINUTES -> Delays.minutes(seed);
              case CPU_OF_20_SECONDS -> Delays.FINE;
              case CPU_OF_15_SECONDS -> _ -> SCRAPE_DELAY;
              case CONCURRENCY, NONE -> _ -> 0;
            });
    counters =
        metric == Metric.NONE && world.engine instanceof QueueEngine queue
            ? new QueueCounters(world, queue, seed)
            : null;
    world.observe(this::publish);
  }

  private void publish() {
    int now = world.now();
    if (metric == Metric.NONE || !series.ends(now)) {
      return;
    }
    int begin = now - metric.period;
    if (metric == Metric.CONCURRENCY) {
      add(begin, world.engine.concurrency());
    } else {
      Samples.Reported reported = world.samples.of(begin, now);
      if (reported.count() > 0) {
        add(begin, reported.average());
      }
    }
  }

  private void add(int begin, double value) {
    series.add(
        new Look.Point(world.clock.at(begin), Duration.ofSeconds(metric.period), value), begin);
  }

  @Override
  public void second() {
    int now = world.now();
    if (now % interval != 0) {
      return;
    }
    int desired = world.tasks.desired();
    int wanted = peer.desired(look(now, desired));
    if (wanted != desired) {
      world.tasks.desire(wanted, now);
    }
  }

  private Look look(int now, int desired) {
    List<Look.Point> points =
        metric == Metric.NONE ? List.of() : series.visible(now, metric.points * metric.period);
    return new Look(
        world.clock.instant(),
        desired,
        world.tasks.running(),
        range,
        false,
        points,
        counters == null ? null : counters.look());
  }

  @Override
  public double usd() {
    return usdPerSecond * world.now();
  }
}
