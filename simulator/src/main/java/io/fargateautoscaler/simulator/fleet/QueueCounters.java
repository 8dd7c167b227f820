package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.simulator.peers.Look;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What SQS says of a queue: numbers of some seconds ago, and CloudWatch's last full minute. */
final class QueueCounters {
  /** Answers are up to so many seconds old. */
  private static final int STALE = 20;

  private static final int RING = 32;

  private final World world;
  private final QueueEngine queue;
  private final SplittableRandom random;
  private final long[] visible = new long[RING];
  private final long[] inFlight = new long[RING];
  private final Series<Load.Flow> flows;

  QueueCounters(World world, QueueEngine queue, long seed) {
    this.world = world;
    this.queue = queue;
    random = new SplittableRandom(seed);
    flows = new Series<>(60, 600, Delays.minutes(seed));
    world.observe(this::second);
  }

  private void second() {
    int now = world.now();
    visible[now % RING] = queue.visible();
    inFlight[now % RING] = queue.inFlight();
    if (flows.ends(now)) {
      double[] flow = queue.takeFlow();
      flows.add(new Load.Flow(world.clock.at(now - 60), flow[0], flow[1], flow[2]), now - 60);
    }
  }

  /** Where the numbers of a recent second stand. */
  private int seen(int now) {
    return Math.max(0, now - random.nextInt(STALE + 1)) % RING;
  }

  /** As a peer reads them. */
  Look.Queue look() {
    int seen = seen(world.now());
    return new Look.Queue(visible[seen], inFlight[seen], 0);
  }

  /** What GetQueueAttributes answers, with the newest minute of CloudWatch. */
  Load.QueueDepth depth() {
    int now = world.now();
    int seen = seen(now);
    return new Load.QueueDepth(
        world.clock.instant(), visible[seen], inFlight[seen], 0, newestFlow(now));
  }

  private Load.@Nullable Flow newestFlow(int now) {
    var published = flows.visible(now, 600);
    return published.isEmpty() ? null : published.getLast();
  }
}
