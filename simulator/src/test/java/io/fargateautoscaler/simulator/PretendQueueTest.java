package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.simulator.ServiceSpec.Consumer;
import io.fargateautoscaler.simulator.ServiceSpec.Counters;
import io.fargateautoscaler.simulator.ServiceSpec.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What SQS documents of messages, and what consumers do with them. */
final class PretendQueueTest {
  private static final Consumer SINGLE = new Consumer(1, 1, false);

  private final List<PretendTask> tasks = new ArrayList<>();
  private long second;

  private static Messages taking(double seconds) {
    return new Messages(ServiceTime.fixed(seconds), 0, 0, 60);
  }

  private PretendQueue queue(Messages messages, Consumer consumer, Counters counters) {
    PretendTask task = new PretendTask("a", 1, new Revision(1, new Revision.Good()), 0, 0);
    task.state = PretendTask.State.RUNNING;
    tasks.add(task);
    return new PretendQueue(
        new ServiceSpec.Queue("orders", Workload.constant(0), false, messages, consumer, counters),
        new SplittableRandom(7));
  }

  private void run(PretendQueue queue, int seconds) {
    for (int i = 0; i < seconds; i++) {
      queue.second(second++, tasks);
    }
  }

  private static String depth(PretendQueue queue) {
    Load.QueueDepth depth = queue.depth(Instant.EPOCH, null);
    return depth.visible() + " visible, " + depth.inFlight() + " in flight";
  }

  @Test
  void a_message_is_in_flight_until_it_is_deleted() {
    PretendQueue queue = queue(taking(5), SINGLE, Counters.EXACT);
    queue.send(2, 0);

    assertThat(depth(queue)).isEqualTo("2 visible, 0 in flight");
    run(queue, 1);
    assertThat(depth(queue)).isEqualTo("1 visible, 1 in flight");
    run(queue, 9);
    assertThat(depth(queue)).isEqualTo("0 visible, 0 in flight");
    assertThat(queue.takeFlow()).isEqualTo(new Load.Flow(null, 2, 2, 2));
    assertThat(queue.waits(10).longest()).isEqualTo(5);
  }

  @Test
  void poison_comes_back_until_it_was_received_too_often() {
    Messages poison = new Messages(ServiceTime.fixed(1), 1, 2, 60);
    PretendQueue queue = queue(poison, SINGLE, Counters.EXACT);
    queue.send(1, 0);

    run(queue, 30);
    assertThat(depth(queue)).isEqualTo("0 visible, 1 in flight");
    run(queue, 170);
    assertThat(depth(queue)).isEqualTo("0 visible, 0 in flight");
    assertThat(queue.takeFlow()).isEqualTo(new Load.Flow(null, 1, 2, 0));
    assertThat(queue.workSeconds()).isEqualTo(2);
  }

  @Test
  void a_batch_waits_in_the_hands_of_its_consumer() {
    PretendQueue queue = queue(taking(10), new Consumer(1, 10, false), Counters.EXACT);
    queue.send(11, 0);

    run(queue, 15);
    assertThat(depth(queue)).isEqualTo("1 visible, 9 in flight");
    run(queue, 90);
    assertThat(queue.waits(105).longest()).isEqualTo(100);
    assertThat(queue.waits(105).partFrom(50)).isEqualTo(6.0 / 11);
  }

  @Test
  void a_prefetching_consumer_keeps_its_hands_full() {
    PretendQueue queue = queue(taking(10), new Consumer(1, 10, true), Counters.EXACT);
    queue.send(12, 0);

    run(queue, 15);

    assertThat(depth(queue)).isEqualTo("1 visible, 10 in flight");
  }

  @Test
  void parallel_work_is_done_at_once() {
    PretendQueue queue = queue(taking(10), new Consumer(10, 10, false), Counters.EXACT);
    queue.send(20, 0);

    run(queue, 20);

    assertThat(queue.takeFlow().deleted()).isEqualTo(20);
  }

  @Test
  void what_a_lost_task_held_is_visible_again_after_its_timeout() {
    PretendQueue queue = queue(taking(30), new Consumer(1, 10, false), Counters.EXACT);
    queue.send(3, 0);
    run(queue, 10);
    queue.gone(tasks.removeFirst(), 10);

    run(queue, 49);
    assertThat(depth(queue)).isEqualTo("0 visible, 3 in flight");
    run(queue, 2);
    assertThat(depth(queue)).isEqualTo("3 visible, 0 in flight");
  }

  @Test
  void a_stopping_task_finishes_and_asks_for_nothing() {
    PretendQueue queue = queue(taking(5), SINGLE, Counters.EXACT);
    queue.send(2, 0);
    run(queue, 1);
    tasks.getFirst().state = PretendTask.State.STOPPING;
    run(queue, 19);

    assertThat(depth(queue)).isEqualTo("1 visible, 0 in flight");
  }

  @Test
  void counters_may_be_old_and_wrong() {
    PretendQueue stale = queue(taking(1000), SINGLE, new Counters(0, 60));
    run(stale, 61);
    stale.send(100, second);
    run(stale, 10);
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      answers.add(depth(stale));
    }

    assertThat(answers)
        .containsExactlyInAnyOrder("0 visible, 0 in flight", "99 visible, 1 in flight");

    tasks.clear();
    PretendQueue noisy = queue(taking(1000), SINGLE, new Counters(0.2, 0));
    noisy.send(1001, second);
    run(noisy, 1);
    List<Long> told = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      told.add(noisy.depth(Instant.EPOCH, null).visible());
    }
    assertThat(told).allSatisfy(number -> assertThat(number).isBetween(800L, 1200L));
    assertThat(Set.copyOf(told)).hasSizeGreaterThan(50);
  }

  @Test
  void times_differ_around_their_mean() {
    SplittableRandom random = new SplittableRandom(7);
    ServiceTime logNormal = ServiceTime.logNormal(5, 1);
    ServiceTime mix = ServiceTime.mix(1, 600, 0.01);
    double[] sums = new double[3];
    for (int i = 0; i < 100_000; i++) {
      double one = logNormal.next(random);
      sums[0] += one / 100_000;
      sums[1] += (one - 5) * (one - 5) / 100_000;
      sums[2] += mix.next(random) / 100_000;
    }

    assertThat(sums[0]).isCloseTo(5, within(0.1));
    assertThat(Math.sqrt(sums[1])).isCloseTo(5, within(0.5));
    assertThat(sums[2]).isCloseTo(6.99, within(0.5));
  }
}
