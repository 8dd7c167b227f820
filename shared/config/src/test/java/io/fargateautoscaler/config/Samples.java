package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.reconcile.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values, the same for the same seed. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Random random;

  Samples(long seed) {
    random = new Random(seed);
  }

  static ServicePolicy policy() {
    return PolicyReader.read(
            """
            service: shop/web
            capacity: {min: 0, max: 40}
            policies:
              cpu: {type: target-tracking, metric: cpu, target: 60}
              requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000}
              orders: {type: queue, queue: orders, seconds-per-message: 0.5}
            """,
            null)
        .policy()
        .orElseThrow();
  }

  ServiceState state() {
    Map<String, ServiceState.Incident> incidents = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      incidents.put("event-" + i, new ServiceState.Incident("id \"" + i + "\"\n", instant()));
    }
    return new ServiceState(
        random.nextLong(1_000_000_000_000L),
        history(),
        maybe(() -> new ServiceState.Intent(instant(), count(), count())),
        maybe(() -> "SCALE/" + count() + "/\u00e9\u2028"),
        incidents);
  }

  ScalingHistory history() {
    Map<String, QueueMemory> queues = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      queues.put("q" + i, queue());
    }
    Map<String, Integer> samples = new TreeMap<>();
    for (int i = random.nextInt(2); i > 0; i--) {
      samples.put("p" + i, 1 + random.nextInt(6));
    }
    return ScalingHistory.NONE
        .but()
        .actions(ordered(at -> new Action(at, count(), count())))
        .lastApplied(maybe(this::count))
        .appliedAt(maybe(this::instant))
        .queues(queues)
        .samplesPerTask(samples)
        .blind(span())
        .external(maybe(() -> new External(instant(), count(), count())))
        .deployment(span())
        .paused(maybe(() -> new ScalingHistory.Pause(instant(), instant(), null)))
        .watchedSince(maybe(this::instant))
        .build();
  }

  private QueueMemory queue() {
    return new QueueMemory(
        ordered(at -> new QueueRead(at, count(), count(), count(), count())),
        ordered(at -> new Vote(at, count())),
        maybe(this::instant),
        count(),
        null);
  }

  private <T> List<T> ordered(java.util.function.Function<Instant, T> maker) {
    List<T> items = new ArrayList<>();
    Instant at = instant();
    for (int i = random.nextInt(4); i > 0; i--) {
      at = at.plusMillis(1 + random.nextInt(100_000));
      items.add(maker.apply(at));
    }
    return items;
  }

  private @Nullable Span span() {
    return maybe(() -> new Span(instant(), maybe(this::instant)));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private Instant instant() {
    return NOW.minusMillis(random.nextInt(10_000_000)).plusNanos(random.nextInt(2) * 123_456L);
  }

  private int count() {
    return random.nextInt(100);
  }
}
