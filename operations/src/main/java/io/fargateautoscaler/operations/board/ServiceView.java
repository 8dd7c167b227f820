package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service as people think of it.
 *
 * @param mode in force: the stricter of document and stack
 * @param min of the range in force now
 * @param max of the range in force now
 * @param rangeFrom {@code document}, {@code schedule:NAME} or {@code hold}
 * @param now the present decision as a sentence, for example {@code GATE: scale-in possible in 1
 *     min}
 * @param hold code of the present hold; null: it scales, or nothing was decided yet
 * @param would in observe mode the count that it would have; null: not in observe mode, or the same
 * @param orders pauses and holds in force, as sentences with who and until when
 * @param course desired and running count over the last hour, oldest first
 * @param decisions newest first
 */
public record ServiceView(
    ServiceRef service,
    Mode mode,
    long policyVersion,
    int min,
    int max,
    String rangeFrom,
    int desired,
    int running,
    int pending,
    String now,
    @Nullable String hold,
    @Nullable Integer would,
    @Nullable String otherScaler,
    boolean deploying,
    List<String> orders,
    List<LoadView> loads,
    List<TaskView> tasks,
    List<CountPoint> course,
    List<DecisionView> decisions,
    List<FailureView> failures,
    @Nullable CostView cost) {
  public ServiceView {
    orders = List.copyOf(orders);
    loads = List.copyOf(loads);
    tasks = List.copyOf(tasks);
    course = List.copyOf(course);
    decisions = List.copyOf(decisions);
    failures = List.copyOf(failures);
  }

  /**
   * The load of one policy against its target.
   *
   * @param policy its name in the document
   * @param text for example {@code cpu 78 % of 60 %} or {@code orders: 240 messages wait}
   * @param needs the count that this policy asks for; null: it is blind or abstains
   * @param points the load as the count of tasks that it needs, over the last hour, oldest first
   */
  public record LoadView(
      String policy, String text, @Nullable Integer needs, List<LoadPoint> points) {
    public LoadView {
      points = List.copyOf(points);
    }
  }

  /** Tasks that the load of one period needs at target; not rounded. */
  public record LoadPoint(Instant at, double tasks) {}

  /**
   * One task.
   *
   * @param id its last part, at most 32 characters
   * @param state {@code pending}, {@code starting}, {@code running}, {@code stopping} or {@code
   *     failed}
   * @param since when it got there
   * @param revision {@code family:revision}
   */
  public record TaskView(String id, String state, Instant since, String revision) {}

  /** Counts at one instant. */
  public record CountPoint(Instant at, int desired, int running) {}

  /**
   * One decision or order in short.
   *
   * @param text the sentence that {@code explain} begins with
   * @param from null: nothing changed
   * @param to null: nothing changed
   */
  public record DecisionView(
      Instant at, @Nullable Integer from, @Nullable Integer to, String text) {}

  /**
   * Tasks of one class that failed in the last hour.
   *
   * @param stopClass as in docs/failures.md
   * @param text its newest reason, one line
   */
  public record FailureView(String stopClass, int count, Instant newest, String text) {}

  /**
   * What the running tasks cost, in US dollars.
   *
   * @param perHour of all running tasks now
   * @param perMonth the same for 730 h
   * @param source of the prices, with date
   */
  public record CostView(double perTaskHour, double perHour, double perMonth, String source) {}
}
