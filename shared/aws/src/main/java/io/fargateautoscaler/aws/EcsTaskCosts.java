package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.cost.FargatePrices;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.cost.TaskSize;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Costs of tasks by what ECS says of their size. What was read counts for an hour; a task
 * definition never changes. After a failure ECS is left alone for a minute.
 */
public final class EcsTaskCosts implements TaskCosts {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int MOST = 2_000;

  private final EcsClient ecs;
  private final FargatePrices prices;
  private final InstantSource clock;
  private final Map<ServiceRef, Known> services = new Bounded<>();
  private final Map<String, Optional<TaskSize>> definitions = new Bounded<>();
  private Instant failedAt = Instant.EPOCH;

  private record Known(Instant at, OptionalDouble usd) {}

  /** The oldest entry gives way. */
  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }

  public EcsTaskCosts(EcsClient ecs, FargatePrices prices, InstantSource clock) {
    this.ecs = ecs;
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public String prices() {
    return prices.source();
  }

  @Override
  public synchronized OptionalDouble usdPerTaskHour(ServiceRef service) {
    Instant now = clock.instant();
    Known known = services.get(service);
    if (known != null && now.isBefore(known.at().plus(FRESH))) {
      return known.usd();
    }
    if (now.isBefore(failedAt.plus(AFTER_FAILURE))) {
      return OptionalDouble.empty();
    }
    try {
      OptionalDouble usd = read(service);
      services.put(service, new Known(now, usd));
      return usd;
    } catch (RuntimeException e) {
      // The port never throws: what is told without its cost is told all the same.
      failedAt = now;
      return OptionalDouble.empty();
    }
  }

  private OptionalDouble read(ServiceRef ref) {
    DescribeServicesResponse response =
        ecs.describeServices(request -> request.cluster(ref.cluster()).services(ref.service()));
    if (response.services().isEmpty()) {
      return OptionalDouble.empty();
    }
    Service service = response.services().getFirst();
    OptionalDouble spot = spotShare(service);
    String arn = service.taskDefinition();
    if (spot.isEmpty() || arn == null) {
      return OptionalDouble.empty();
    }
    Optional<TaskSize> size = definitions.get(arn);
    if (size == null) {
      size =
          size(ecs.describeTaskDefinition(request -> request.taskDefinition(arn)).taskDefinition());
      definitions.put(arn, size);
    }
    return size.map(task ->
            OptionalDouble.of(
                prices.usdPerTaskHour(
                    new TaskSize(
                        task.cpuUnits(), task.memoryMib(), task.arm(), spot.getAsDouble()))))
        .orElse(OptionalDouble.empty());
  }

  /** Empty: it does not run on Fargate alone. */
  private static OptionalDouble spotShare(Service service) {
    if (service.capacityProviderStrategy().isEmpty()) {
      return service.launchType() == LaunchType.FARGATE
          ? OptionalDouble.of(0)
          : OptionalDouble.empty();
    }
    int desired = service.desiredCount() == null ? 0 : service.desiredCount();
    double base = 0;
    double spotBase = 0;
    double weight = 0;
    double spotWeight = 0;
    for (CapacityProviderStrategyItem item : service.capacityProviderStrategy()) {
      boolean spot = "FARGATE_SPOT".equals(item.capacityProvider());
      if (!spot && !"FARGATE".equals(item.capacityProvider())) {
        return OptionalDouble.empty();
      }
      int itsBase = item.base() == null ? 0 : item.base();
      int itsWeight = item.weight() == null ? 0 : item.weight();
      base += itsBase;
      weight += itsWeight;
      spotBase += spot ? itsBase : 0;
      spotWeight += spot ? itsWeight : 0;
    }
    double byWeight = weight == 0 ? 0 : spotWeight / weight;
    if (desired == 0) {
      return OptionalDouble.of(byWeight);
    }
    double fixed = Math.min(base, desired);
    double onSpot = Math.min(spotBase, fixed) + (desired - fixed) * byWeight;
    return OptionalDouble.of(onSpot / desired);
  }

  /** Empty: its price is another than that of Linux, or its size is not said. */
  private static Optional<TaskSize> size(TaskDefinition definition) {
    var platform = definition.runtimePlatform();
    String system = platform == null ? null : platform.operatingSystemFamilyAsString();
    if (system != null && !system.equals("LINUX")) {
      return Optional.empty();
    }
    int cpu = number(definition.cpu());
    int memory = number(definition.memory());
    boolean arm = platform != null && "ARM64".equals(platform.cpuArchitectureAsString());
    return cpu > 0 && memory > 0
        ? Optional.of(new TaskSize(cpu, memory, arm, 0))
        : Optional.empty();
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
