package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.simulator.peers.Look;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers of SQS that lag behind, and the last full minute of CloudWatch. */
final class QueueCountersTest {
  private static World world() {
    FleetSpec spec = FleetSpec.of(new FleetSpec.Queue(1, 1, 60), 23);
    return new World(spec, Offered.of(_ -> 3, 100_000, spec.work()), 2, 1);
  }

  private static QueueEngine queue(World world) {
    return (QueueEngine) world.engine;
  }

  @Test
  void an_answer_is_as_old_as_it_may_be_and_no_older() {
    World world = world();
    QueueCounters counters = new QueueCounters(world, queue(world), 1);
    Set<Long> ages = new HashSet<>();
    for (int second = 0; second < 3000; second++) {
      world.second();
      if (second > 100) {
        // One message a second is added to those that wait, so their number tells its time.
        long behind = queue(world).visible() - counters.look().visible();
        assertThat(behind).isBetween(0L, 20L);
        ages.add(behind);
      }
    }
    assertThat(ages).hasSize(21);
  }

  @Test
  void before_the_first_second_there_was_nothing() {
    World world = world();
    QueueCounters counters = new QueueCounters(world, queue(world), 1);
    world.second();

    for (int i = 0; i < 100; i++) {
      assertThat(counters.look().visible()).isIn(0L, queue(world).visible());
    }
  }

  @Test
  void both_kinds_of_readers_see_the_same_queue() {
    World world = world();
    QueueCounters ours = new QueueCounters(world, queue(world), 5);
    QueueCounters theirs = new QueueCounters(world, queue(world), 5);
    for (int second = 0; second < 500; second++) {
      world.second();
      Load.QueueDepth depth = ours.depth();
      Look.Queue look = theirs.look();
      assertThat(depth.visible()).isEqualTo(look.visible());
      assertThat(depth.inFlight()).isEqualTo(look.inFlight());
      assertThat(depth.at()).isEqualTo(world.clock.instant());
    }
  }

  @Test
  void a_minute_of_flow_is_there_one_to_two_minutes_after_its_end() {
    World world = world();
    QueueCounters counters = new QueueCounters(world, queue(world), 1);
    boolean seen = false;
    for (int second = 1; second <= 1200; second++) {
      world.second();
      Load.Flow flow = counters.depth().flow();
      if (flow == null) {
        assertThat(second).isLessThanOrEqualTo(180);
        continue;
      }
      seen = true;
      assertThat(flow.sent()).isEqualTo(180);
      long begin = world.clock.secondOf(java.util.Objects.requireNonNull(flow.at()));
      assertThat(second - begin - 60).isBetween(60L, 180L);
      assertThat(begin % 60).isZero();
    }
    assertThat(seen).isTrue();
  }
}
