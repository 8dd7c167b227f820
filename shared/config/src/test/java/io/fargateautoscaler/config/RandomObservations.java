package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Random observations of what a policy reads. */
final class RandomObservations {
  private final Random random;

  RandomObservations(Random random) {
    this.random = random;
  }

  Observation observation(ServicePolicy policy) {
    Map<String, Load> loads = new TreeMap<>();
    for (ScalingPolicy one : policy.policies()) {
      if (random.nextInt(30) > 0) {
        loads.put(one.name(), random.nextInt(12) == 0 ? missing() : load(one));
      }
    }
    Map<String, AlarmState> alarms = new TreeMap<>();
    policy.guards().vetoScaleIn().forEach(name -> alarms.put(name, pick(AlarmState.values())));
    policy.guards().vetoScaleOut().forEach(name -> alarms.put(name, pick(AlarmState.values())));
    return new Observation(Samples.NOW, service(), loads, alarms);
  }

  private ServiceStatus service() {
    int desired = random.nextInt(8) == 0 ? 0 : random.nextInt(60);
    int running = Math.max(0, desired - random.nextInt(6) + random.nextInt(3));
    return new ServiceStatus(
        desired,
        running,
        Math.max(0, desired - running),
        random.nextInt(20) == 0
            ? pick(ServiceStatus.Lifecycle.values())
            : ServiceStatus.Lifecycle.ACTIVE,
        random.nextInt(10) == 0
            ? pick(ServiceStatus.Controller.values())
            : ServiceStatus.Controller.ECS,
        pick(ServiceStatus.Deployment.values()),
        random.nextBoolean() ? null : at(60),
        random.nextBoolean() ? null : "ecs-svc/" + random.nextInt(100),
        random.nextBoolean() ? List.of() : List.of("arn:x"),
        random.nextInt(20) == 0 ? "application-auto-scaling" : null);
  }

  private static Load missing() {
    return new Load.Missing("AccessDenied: \"no\"\n\u00e9");
  }

  private Load load(ScalingPolicy policy) {
    return switch (policy) {
      case QueuePolicy _ -> depth();
      case StepPolicy _ -> alarmed();
      case TargetTrackingPolicy tracking when tracking.metric().total() ->
          new Load.Total(
              points(20, at -> new Load.Sum(at, value())),
              tracking.metric().period(),
              random.nextBoolean());
      case TargetTrackingPolicy tracking ->
          new Load.PerTask(
              points(20, at -> new Load.Point(at, value(), random.nextInt(60))),
              tracking.metric().period());
    };
  }

  private Load depth() {
    return new Load.QueueDepth(
        random.nextInt(10) == 0 ? at(20) : Samples.NOW,
        messages(),
        messages(),
        messages(),
        random.nextBoolean() ? null : flow());
  }

  private Load.Flow flow() {
    return new Load.Flow(nullable(at(5)), value(), value(), value());
  }

  private Load alarmed() {
    return new Load.Alarmed(
        random.nextBoolean() ? AlarmState.ALARM : pick(AlarmState.values()),
        nullable(value()),
        points(5, at -> new Load.Value(at, value())),
        Duration.ofSeconds(10L * (1 + random.nextInt(30))));
  }

  private long messages() {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(3_000);
  }

  private <T> List<T> points(int most, Function<Instant, T> maker) {
    List<T> points = new ArrayList<>();
    int minutes = random.nextInt(most);
    for (int i = 0; i < minutes; i++) {
      points.add(maker.apply(Samples.NOW.minus(Duration.ofMinutes(i + 1L))));
    }
    return points;
  }

  /** Also what AWS should never send, which a decision must refuse. */
  private double value() {
    return switch (random.nextInt(60)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> -1.5;
      case 3 -> 1e16;
      case 4 -> 1e-7;
      default -> random.nextBoolean() ? random.nextInt(100) : random.nextDouble() * 5_000;
    };
  }

  private Instant at(int minutes) {
    return Samples.NOW.minusSeconds(random.nextInt(minutes * 60));
  }

  private <T> @Nullable T nullable(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
