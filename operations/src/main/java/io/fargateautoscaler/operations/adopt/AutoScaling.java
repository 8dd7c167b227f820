package io.fargateautoscaler.operations.adopt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Application Auto Scaling has for a service.
 *
 * @param target null: the service is not registered there
 * @param unread why it could not be read; null: it was
 */
public record AutoScaling(
    @Nullable Target target,
    List<Tracking> tracking,
    List<Steps> steps,
    List<Other> others,
    List<Action> actions,
    @Nullable String unread) {
  /** Nothing is registered. */
  public static final AutoScaling NONE =
      new AutoScaling(null, List.of(), List.of(), List.of(), List.of(), null);

  public AutoScaling {
    tracking = List.copyOf(tracking);
    steps = List.copyOf(steps);
    others = List.copyOf(others);
    actions = List.copyOf(actions);
  }

  /**
   * The range, and what is suspended.
   *
   * @param in scale-in by policies is suspended
   * @param out scale-out by policies is suspended
   * @param scheduled scheduled actions are suspended
   */
  public record Target(int min, int max, boolean in, boolean out, boolean scheduled) {
    /** Whether it does nothing any more. */
    public boolean suspended() {
      return in && out && scheduled;
    }
  }

  /**
   * A target-tracking policy.
   *
   * @param predefined name of a predefined metric; null: {@code custom} or {@code math}
   * @param label resource label of a predefined metric; null: none
   * @param custom null: another kind of metric
   * @param math queries of metric math; empty: another kind of metric
   * @param outCooldown seconds; null: AWS's default
   * @param inCooldown seconds; null: AWS's default
   * @param scaleIn false: it only scales out
   */
  public record Tracking(
      String name,
      double target,
      @Nullable String predefined,
      @Nullable String label,
      @Nullable Metric custom,
      List<Query> math,
      @Nullable Integer outCooldown,
      @Nullable Integer inCooldown,
      boolean scaleIn) {
    public Tracking {
      math = List.copyOf(math);
    }
  }

  /** A metric with one statistic. */
  public record Metric(
      String namespace, String name, Map<String, String> dimensions, String statistic) {
    public Metric {
      dimensions = Map.copyOf(dimensions);
    }
  }

  /**
   * One query of metric math.
   *
   * @param expression null: {@code metric}
   * @param metric null: {@code expression}
   */
  public record Query(String id, @Nullable String expression, @Nullable Metric metric) {}

  /**
   * A step-scaling policy.
   *
   * @param adjustment {@code ChangeInCapacity}, {@code PercentChangeInCapacity} or {@code
   *     ExactCapacity}
   * @param cooldown seconds; null: AWS's default
   * @param atLeast least number of tasks that a percentage changes; null: none
   * @param aggregation {@code Average}, {@code Minimum} or {@code Maximum}
   * @param alarms those that call it
   */
  public record Steps(
      String name,
      String adjustment,
      List<Step> steps,
      @Nullable Integer cooldown,
      @Nullable Integer atLeast,
      String aggregation,
      List<Alarm> alarms) {
    public Steps {
      steps = List.copyOf(steps);
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * One step; bounds are distances from the alarm's threshold.
   *
   * @param lower null: none
   * @param upper null: none
   */
  public record Step(@Nullable Double lower, @Nullable Double upper, int adjustment) {}

  /** An alarm and the side of its threshold on which it rings. */
  public record Alarm(String name, Side side) {}

  /** Where an alarm rings. */
  public enum Side {
    ABOVE,
    BELOW,
    /** A composite alarm, or one with a band. */
    NEITHER,
    /** There is no such alarm. */
    MISSING
  }

  /** A policy of a kind that is not known here, such as {@code PredictiveScaling}. */
  public record Other(String name, String type) {}

  /**
   * A scheduled action.
   *
   * @param schedule {@code cron(…)}, {@code at(…)} or {@code rate(…)}
   * @param timezone null: UTC
   * @param start null: at once
   * @param end null: never
   * @param min null: as before
   * @param max null: as before
   */
  public record Action(
      String name,
      String schedule,
      @Nullable String timezone,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable Integer min,
      @Nullable Integer max) {}
}
