package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.decision.CrashLoopBrake;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pure: what task events say about the starts of a service's tasks, for the guards.
 *
 * <p>A start that a health check ended is never bad: overload fails health checks too, and then the
 * service needs more tasks. Nor is one for which AWS had no capacity: nothing is wrong with it.
 */
public final class StartFacts {
  /** The brake looks at less. */
  public static final Duration KEPT = Duration.ofMinutes(30);

  /** So many of a service; more would make its row too large. */
  public static final int MOST = 1000;

  private static final Pattern DEPLOYMENT = Pattern.compile("ecs-svc/\\d{1,40}");

  /** A start further in the future is no fact. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private static final Comparator<Start> FIRST =
      Comparator.comparing((Start start) -> start.ended() == null ? start.at() : start.ended())
          .thenComparing(Start::at)
          .thenComparing(Start::bad)
          .thenComparing(Start::unhealthy)
          .thenComparing(start -> Objects.toString(start.deployment(), ""));

  private static final Comparator<Map.Entry<String, Start>> NEWEST =
      Comparator.comparing((Map.Entry<String, Start> entry) -> entry.getValue().newest())
          .reversed()
          .thenComparing(Map.Entry::getKey);

  private StartFacts() {}

  /**
   * What an event tells; empty if the task neither runs nor has stopped.
   *
   * @param told when it was told, for a stop without a time
   */
  public static Optional<Start> of(TaskFacts task, Instant told) {
    Instant started = task.startedAt();
    if (!task.stopped()) {
      return started != null && task.lastStatus().equals("RUNNING")
          ? Optional.of(new Start(started, null, false, false, deployment(task)))
          : Optional.empty();
    }
    Classified why = task.classified();
    Instant ended = ended(task, told);
    boolean early = started == null || ended.isBefore(started.plus(CrashLoopBrake.GOOD_AFTER));
    return Optional.of(
        new Start(
            started == null ? ended : started,
            ended,
            early && why.ownFault(),
            started != null && why.stopClass() == StopClass.HEALTH_CHECK,
            deployment(task)));
  }

  /** Of a service's task, ECS names the deployment in {@code startedBy}; others say anything. */
  private static @Nullable String deployment(TaskFacts task) {
    String by = task.startedBy();
    return by != null && DEPLOYMENT.matcher(by).matches() ? by : null;
  }

  /** A task that is on its way down for a while was of no use in that time. */
  private static Instant ended(TaskFacts task, Instant told) {
    if (task.stoppingAt() != null) {
      return task.stoppingAt();
    }
    return task.stoppedAt() == null ? told : task.stoppedAt();
  }

  /** Whether a start is so new that it is kept. */
  public static boolean matters(Start start, Instant now) {
    return start.newest().isAfter(now.minus(KEPT))
        && !start.newest().isAfter(now.plus(CLOCKS_DIFFER));
  }

  /**
   * Both together, by task, without what is too old or too much. Order and copies make no
   * difference.
   */
  public static SortedMap<String, Start> joined(
      Map<String, Start> one, Map<String, Start> other, Instant now) {
    SortedMap<String, Start> all = new TreeMap<>(one);
    other.forEach((task, start) -> all.merge(task, start, StartFacts::truer));
    all.values().removeIf(start -> !matters(start, now));
    if (all.size() <= MOST) {
      return all;
    }
    SortedMap<String, Start> newest = new TreeMap<>();
    all.entrySet().stream()
        .sorted(NEWEST)
        .limit(MOST)
        .forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableSortedMap(newest);
  }

  /** A task that has stopped never runs again. */
  public static Start truer(Start one, Start other) {
    if ((one.ended() == null) != (other.ended() == null)) {
      return one.ended() == null ? other : one;
    }
    return FIRST.compare(one, other) <= 0 ? one : other;
  }
}
