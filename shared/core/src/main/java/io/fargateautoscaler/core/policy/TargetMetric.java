package io.fargateautoscaler.core.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a target-tracking policy measures. */
public sealed interface TargetMetric {
  /** Period of the metric's points. */
  Duration period();

  /** Whether a point is the sum over all tasks; otherwise it is an average per task. */
  boolean total();

  /** Whether the metric cannot exceed 100, so that a value near it hides demand. */
  default boolean capped() {
    return false;
  }

  /** The unit for people, with a leading blank; empty if unknown. */
  default String unit() {
    return "";
  }

  /** ECS {@code CPUUtilization} or {@code MemoryUtilization}, percent of what the task reserved. */
  record Utilization(Resource resource) implements TargetMetric {
    @Override
    public Duration period() {
      return Duration.ofMinutes(1);
    }

    @Override
    public boolean total() {
      return false;
    }

    @Override
    public boolean capped() {
      return true;
    }

    @Override
    public String unit() {
      return " %";
    }
  }

  /** A resource of a Fargate task. */
  enum Resource {
    CPU,
    MEMORY
  }

  /**
   * ALB {@code RequestCount} of the service's target group, requests per task and minute.
   *
   * @param targetGroup the metric's dimension {@code targetgroup/NAME/ID}; null: taken from the
   *     service
   * @param loadBalancer the metric's dimension {@code app/NAME/ID}; null until it has been found
   */
  record AlbRequestsPerTask(@Nullable String targetGroup, @Nullable String loadBalancer)
      implements TargetMetric {
    @Override
    public Duration period() {
      return Duration.ofMinutes(1);
    }

    @Override
    public boolean total() {
      return true;
    }

    @Override
    public String unit() {
      return " requests a minute";
    }
  }

  /**
   * Any CloudWatch metric.
   *
   * @param statistic the CloudWatch statistic that is read, for example {@code Sum}
   * @param total true: a point is the load of the whole service; false: average per task × tasks
   * @param period a multiple of 60 s, or 10, 20 or 30 s for high-resolution metrics
   */
  record Custom(
      String namespace,
      String name,
      Map<String, String> dimensions,
      String statistic,
      boolean total,
      Duration period)
      implements TargetMetric {
    public Custom {
      dimensions = Map.copyOf(dimensions);
    }
  }

  /**
   * CloudWatch metric math whose result is the load of the whole service.
   *
   * @param expression over the names of {@code metrics}
   * @param metrics by name; at least one
   */
  record Expression(String expression, Map<String, Input> metrics, Duration period)
      implements TargetMetric {
    public Expression {
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    @Override
    public boolean total() {
      return true;
    }
  }

  /** One metric that an expression reads. */
  record Input(String namespace, String name, Map<String, String> dimensions, String statistic) {
    public Input {
      dimensions = Map.copyOf(dimensions);
    }
  }
}
