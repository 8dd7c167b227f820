package io.fargateautoscaler.config;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random policies that a document can say, of every kind. */
final class RandomPolicies {
  private static final List<String> CRONS =
      List.of("* * * * *", "0 20 * * MON-FRI", "*/7 8-18/2 1,15 jan-JUN 0", "30 2 31 * 7");
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Paris", "America/St_Johns", "Etc/GMT+12");

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  ServicePolicy policy() {
    List<ScalingPolicy> policies = new ArrayList<>();
    int most = 1 + random.nextInt(4);
    for (int i = 0; i < most; i++) {
      policies.add(one("p-" + i));
    }
    boolean queue = policies.stream().anyMatch(QueuePolicy.class::isInstance);
    int min = queue ? random.nextInt(4) : 1 + random.nextInt(4);
    var capacity = new CapacityRange(min, min + 1 + random.nextInt(60));
    return new ServicePolicy(
        new ServiceRef("shop", "web_" + random.nextInt(9)),
        capacity,
        random.nextInt(8) == 0 ? pick(Mode.values()) : Mode.ACTIVE,
        policies,
        schedules(capacity, queue),
        new ScaleOut(
            random.nextBoolean()
                ? new StepLimit.Unlimited()
                : new StepLimit.Limited(upTo(10_000), upTo(5_000), seconds(1, 3_600))),
        new ScaleIn(
            random.nextInt(8) > 0,
            seconds(0, 10_800),
            seconds(0, 600),
            random.nextBoolean()
                ? new StepLimit.Unlimited()
                : new StepLimit.Limited(upTo(100), upTo(5_000), Duration.ZERO)),
        guards(),
        seconds(0, 2_592_000),
        random.nextInt(4) == 0 ? "wake \"up\"" : null);
  }

  private ScalingPolicy one(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> tracking(name);
      case 1 -> queue(name);
      default -> step(name);
    };
  }

  private ScalingPolicy tracking(String name) {
    TargetMetric metric =
        switch (random.nextInt(5)) {
          case 0 -> new TargetMetric.Utilization(pick(TargetMetric.Resource.values()));
          case 1 ->
              new TargetMetric.AlbRequestsPerTask(
                  random.nextBoolean() ? null : "targetgroup/web/0123456789abcdef",
                  random.nextBoolean() ? null : "app/lb/0123456789abcdef");
          case 2 -> {
            TargetMetric.Input input = input();
            yield new TargetMetric.Custom(
                input.namespace(),
                input.name(),
                input.dimensions(),
                input.statistic(),
                random.nextBoolean(),
                period());
          }
          default -> expression();
        };
    BigDecimal target =
        metric instanceof TargetMetric.Utilization
            ? BigDecimal.valueOf(10 + random.nextInt(76))
            : decimal(1_000_000);
    return new TargetTrackingPolicy(
        name,
        metric,
        target,
        Found.plain(BigDecimal.valueOf(random.nextInt(91), 2)),
        seconds(0, 900),
        pick(Direction.values()));
  }

  private TargetMetric expression() {
    Map<String, TargetMetric.Input> metrics = new TreeMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      metrics.put("m_" + i, input());
    }
    return new TargetMetric.Expression(
        String.join(" + ", metrics.keySet()) + " * \"x\"", metrics, period());
  }

  private TargetMetric.Input input() {
    return new TargetMetric.Input(
        "Shop/" + random.nextInt(5),
        "Busy: \"it\"",
        random.nextBoolean() ? Map.of() : Map.of("App", "x y", "B", "~"),
        pick("Sum", "Average", "p99.9"));
  }

  private Duration period() {
    return pick(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5));
  }

  private ScalingPolicy queue(String name) {
    int concurrency = upTo(10);
    QueuePolicy.Goal goal =
        switch (random.nextInt(3)) {
          case 0 -> new QueuePolicy.DrainWithin(seconds(1, 3_600), null, concurrency);
          case 1 -> new QueuePolicy.DrainWithin(seconds(1, 3_600), decimal(100), concurrency);
          default ->
              new QueuePolicy.MessagesPerTask(
                  decimal(1_000),
                  Found.plain(BigDecimal.valueOf(random.nextInt(91), 2)),
                  concurrency);
        };
    return new QueuePolicy(
        name,
        "orders.fifo",
        goal,
        seconds(0, 600),
        random.nextInt(3) == 0 ? random.nextInt(100) : 0,
        pick(Direction.values()));
  }

  private ScalingPolicy step(String name) {
    List<StepPolicy.Step> steps = new ArrayList<>();
    int distance = 0;
    for (int i = random.nextInt(4); i >= 0; i--) {
      StepPolicy.Adjust adjust = pick(StepPolicy.Adjust.values());
      boolean percent =
          adjust == StepPolicy.Adjust.ADD_PERCENT || adjust == StepPolicy.Adjust.REMOVE_PERCENT;
      steps.add(
          new StepPolicy.Step(
              Found.plain(BigDecimal.valueOf(distance, 1)),
              adjust,
              percent ? decimal(100) : BigDecimal.valueOf(upTo(20)),
              percent ? random.nextInt(5) : 0));
      distance += upTo(500);
    }
    return new StepPolicy(
        name,
        "alarm \"" + random.nextInt(3) + "\" \u00e9",
        seconds(0, 3_600),
        pick(StepPolicy.Side.values()),
        steps,
        pick(Direction.values()));
  }

  private List<Schedule> schedules(CapacityRange capacity, boolean queue) {
    List<Schedule> schedules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Integer max = random.nextBoolean() ? null : Math.max(1, capacity.min()) + random.nextInt(90);
      int highest = max == null ? capacity.max() : max;
      int least = queue ? 0 : 1;
      Integer min =
          random.nextBoolean() ? null : least + random.nextInt(Math.max(1, highest - least));
      boolean nothing = min == null && max == null;
      schedules.add(
          new Schedule(
              "s-" + i,
              new Cron(pick(CRONS)),
              seconds(60, 2_678_400),
              ZoneId.of(pick(ZONES)),
              min,
              max,
              !nothing && random.nextBoolean()));
    }
    return schedules;
  }

  private Guards guards() {
    return new Guards(
        random.nextBoolean()
            ? Guards.CrashLoop.DEFAULT
            : new Guards.CrashLoop(upTo(4), upTo(100), seconds(60, 1_800)),
        names(),
        names(),
        seconds(300, 3_600),
        seconds(0, 7_200));
  }

  private List<String> names() {
    return random.nextInt(3) > 0 ? List.of() : List.of("db-high", "caf\u00e9 \"2\"");
  }

  private BigDecimal decimal(int most) {
    return Found.plain(BigDecimal.valueOf(1 + random.nextInt(most), random.nextInt(3)));
  }

  private Duration seconds(int least, int most) {
    return Duration.ofSeconds(least + random.nextInt(most - least + 1));
  }

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
