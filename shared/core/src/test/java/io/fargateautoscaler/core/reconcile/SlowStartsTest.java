package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A queue that asks for more than tasks can give that take so long to start. */
final class SlowStartsTest {
  private static final String LINE =
      "orders: drain-within is 30 s, but tasks of worker:12 take 48.3 s to start (median of 1): "
          + "messages that wait for a new task wait longer.";

  private final World world = new World();

  private static QueuePolicy within(long seconds) {
    return new QueuePolicy(
        "orders",
        "orders",
        new QueuePolicy.DrainWithin(Duration.ofSeconds(seconds), BigDecimal.ONE, 1),
        QueuePolicy.DEFAULT_IDLE_FOR,
        0,
        Direction.BOTH);
  }

  private Notice first(QueuePolicy policy, long millis, long messages) {
    ServiceRef service = world.service("worker", 1, policy, Guards.DEFAULT);
    world.loads.put(service, new Load.QueueDepth(world.now, messages, 0, 0, null));
    world.store.startUps(
        service,
        _ ->
            new StartUps(
                Instant.EPOCH,
                Map.of(
                    "1a",
                    new StartUp(
                        world.now.minusSeconds(60),
                        "worker:12",
                        Duration.ofMillis(millis),
                        null))));
    world.tick();
    return world.notices.getFirst();
  }

  @Test
  void theFirstNoticeSaysSoWithBothNumbers() {
    Notice watching = first(within(30), 48_250, 0);

    assertThat(watching.event()).isEqualTo(Notice.Event.WATCHING);
    assertThat(watching.lines()).contains(LINE);
  }

  @Test
  void aScaleOutForTheQueueSaysSoToo() {
    first(within(30), 48_250, 100);

    assertThat(world.notices)
        .filteredOn(notice -> notice.event() == Notice.Event.SCALED)
        .singleElement()
        .satisfies(notice -> assertThat(notice.lines()).contains(LINE));
  }

  @Test
  void nothingIsSaidWhereTasksAreFastEnough() {
    assertThat(first(within(49), 48_250, 0).lines()).noneMatch(line -> line.contains("median"));
  }

  @Test
  void theLimitItselfIsFastEnough() {
    assertThat(first(within(48), 48_000, 0).lines()).noneMatch(line -> line.contains("median"));
  }

  @Test
  void aQueueWithoutSuchAGoalHasNothingToMiss() {
    assertThat(first(World.tenATask("orders"), 48_250, 0).lines())
        .noneMatch(line -> line.contains("median"));
  }
}
