package io.fargateautoscaler.config;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Step;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.reconcile.ServiceState;
import java.math.BigDecimal;
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
        maybe(() ->
            new ServiceState.Intent(instant(), count(), count(), "cpu", "\u00e9 \"" + count())),
        maybe(() -> "SCALE/" + count() + "/\u00e9\u2028"),
        incidents,
        maybe(this::shadow));
  }

  private Shadow shadow() {
    return new Shadow(
        count(),
        history(),
        random.nextBoolean()
            ? Map.of()
            : Map.of("orders", new Shadow.Backlog(instant(), count(), count() / 7.0)),
        ordered(at -> new Shadow.Ran(at, count())),
        maybe(() ->
            new Shadow.Look(
                instant(),
                count(),
                count(),
                count(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean())),
        day(),
        maybe(this::day),
        random.nextBoolean());
  }

  DayTally day() {
    return new DayTally(instant(), count(), count(), side(), side(), maybe(this::text));
  }

  private Side side() {
    return new Side(count() * 1_000L, count(), count());
  }

  ScalingHistory history() {
    return history(List.of("q1", "q2", "p1", "p2"));
  }

  /** A history of policies with these names. */
  ScalingHistory history(List<String> names) {
    Map<String, QueueMemory> queues = new TreeMap<>();
    Map<String, Integer> samples = new TreeMap<>();
    Map<String, Step> steps = new TreeMap<>();
    for (String name : names) {
      maybe(() -> queues.put(name, queue()));
      maybe(() -> samples.put(name, 1 + random.nextInt(6)));
      maybe(() -> steps.put(name, new Step(instant(), count())));
    }
    return ScalingHistory.NONE
        .but()
        .actions(ordered(at -> new Action(at, count(), count())))
        .lastApplied(maybe(this::count))
        .appliedAt(maybe(this::instant))
        .queues(queues)
        .samplesPerTask(samples)
        .lastSteps(steps)
        .starts(starts())
        .brake(rarely(() -> new Brake(instant(), count(), maybe(this::instant))))
        .capacity(rarely(this::trouble))
        .grewAt(maybe(this::instant))
        .shortSince(maybe(this::instant))
        .running(maybe(this::count))
        .blind(span())
        .external(maybe(() -> new External(instant(), count(), count())))
        .deployment(span())
        .paused(rarely(() -> new Pause(instant(), around(), maybe(this::text))))
        .hold(
            rarely(() ->
                new RangeHold(maybe(this::count), maybe(this::count), around(), maybe(this::text))))
        .frozen(rarely(this::frozen))
        .watchedSince(maybe(this::instant))
        .build();
  }

  private QueueMemory queue() {
    return new QueueMemory(
        ordered(at -> new QueueRead(at, count(), count(), count(), count())),
        ordered(at -> new Vote(at, count())),
        maybe(this::instant),
        count(),
        maybe(() -> new Learned(seconds(), many(this::seconds), maybe(this::instant))));
  }

  /** As the reader gives it: without needless zeros, so that equal values are equal records. */
  private BigDecimal seconds() {
    return Found.plain(BigDecimal.valueOf(1 + random.nextInt(100_000), random.nextInt(6)));
  }

  private List<Start> starts() {
    return many(() ->
        new Start(
            instant(),
            maybe(this::instant),
            random.nextBoolean(),
            random.nextBoolean(),
            maybe(this::text)));
  }

  private Trouble trouble() {
    Trouble.Kind[] kinds = Trouble.Kind.values();
    return new Trouble(around(), kinds[random.nextInt(kinds.length)], text(), text());
  }

  private Span frozen() {
    return new Span(NOW.minusSeconds(30), maybe(this::around));
  }

  private String text() {
    return "arn:aws:iam::123456789012:user/\u00e9 \"" + count() + "\"\n";
  }

  <T> List<T> many(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      items.add(item.get());
    }
    return items;
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

  private <T> @Nullable T rarely(Supplier<T> value) {
    return random.nextInt(6) == 0 ? value.get() : null;
  }

  private Instant around() {
    return NOW.plusSeconds(random.nextInt(2_000) - 1_000);
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
