package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.simulator.peers.Look;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What SQS says of a queue: numbers of some seconds ago, and CloudWatch's last full minute. */
final class QueueCounters {
  /** Answers are up to so many seconds old. */
  private static final int STALE = 20;

  private static final int RING = 32;

  private record Numbers(long visible, long inFlight) {}

  private final World world;
  private final QueueEngine queue;
  private final SplittableRandom random;
  private final Numbers[] past = new Numbers[RING];
  private final Series<Load.Flow> flows;

  QueueCounters(World world, QueueEngine queue, long seed) {
    this.world = world;
    this.queue = queue;
    random = new SplittableRandom(seed);
    flows = new Series<>(60, 600, Delays.minutes(seed));
    Arrays.fill(past, new Numbers(0, 0));
    world.observe(this::second);
  }

  private void second() {
    int now = world.now();
    past[now % RING] = new Numbers(queue.visible(), queue.inFlight());
    if (flows.ends(now)) {
      double[] flow = queue.takeFlow();
      flows.add(new Load.Flow(world.clock.at(now - 60), flow[0], flow[1], flow[2]), now - 60);
    }
  }

  private Numbers seen(int now) {
    return past[Math.max(0, now - random.nextInt(STALE + 1)) % RING];
  }

  /** As a peer reads them. */
  Look.Queue look() {
    Numbers seen = seen(world.now());
    return new Look.Queue(seen.visible(), seen.inFlight(), 0);
  }

  /** What GetQueueAttributes answers, with the newest minute of CloudWatch. */
  Load.QueueDepth depth() {
    int now = world.now();
    Numbers seen = seen(now);
    return new Load.QueueDepth(
        world.clock.instant(), seen.visible(), seen.inFlight(), 0, newestFlow(now));
  }

  private Load.@Nullable Flow newestFlow(int now) {
    var visible = flows.visible(now, 600);
    return visible.isEmpty() ? null : visible.getLast();
  }
}
