package io.fargateautoscaler.core.compare;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an observed service would be if this autoscaler scaled it, and what was counted of both.
 * Bounded like a {@link ScalingHistory}.
 *
 * @param desired the count that it would have
 * @param history what the decisions of the shadow remember
 * @param queues by name of queue policy
 * @param ran running counts of the service itself, each until the next, oldest first
 * @param last the newest look; null: nothing is counted until the next one
 * @param today what was counted of the present day
 * @param finished what was counted of a time that is over; the write that holds it makes a row of
 *     it
 * @param ended whether the service is observed no longer
 */
public record Shadow(
    int desired,
    ScalingHistory history,
    Map<String, Backlog> queues,
    List<Ran> ran,
    @Nullable Look last,
    DayTally today,
    @Nullable DayTally finished,
    boolean ended) {
  private static final Duration SAME_FOR = Duration.ofMinutes(3);

  public Shadow {
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
    ran = List.copyOf(ran);
  }

  /** A running count, seen first at that time. */
  public record Ran(Instant at, int running) {}

  /**
   * A queue as it would be.
   *
   * @param actual messages that there were, waiting and in flight
   * @param messages that there would be, waiting and in flight
   */
  public record Backlog(Instant at, long actual, double messages) {}

  /**
   * What both were at one look; it stands until the next.
   *
   * @param desired the service's desired count
   * @param actual its running count
   * @param shadow the running count that it would have
   */
  public record Look(
      Instant at,
      int desired,
      int actual,
      int shadow,
      boolean actualLate,
      boolean shadowLate,
      boolean hidden) {
    boolean sameAs(Look other) {
      return equals(
          new Look(
              at,
              other.desired,
              other.actual,
              other.shadow,
              other.actualLate,
              other.shadowLate,
              other.hidden));
    }
  }

  /** How many tasks would have run at an instant: those that were asked for a start-up before. */
  public int runningAt(Instant at, Duration startUp) {
    Instant asked = at.minus(startUp);
    int running = desired;
    for (Action action : history.actions().reversed()) {
      if (action.at().isAfter(at)) {
        running = action.from();
      } else if (action.at().isAfter(asked)) {
        running = Math.min(running, action.from());
      } else {
        break;
      }
    }
    return running;
  }

  /** How many tasks of the service itself ran at an instant, as far as was seen. */
  public int actualAt(Instant at) {
    int running = ran.isEmpty() ? 0 : ran.getFirst().running();
    for (Ran each : ran) {
      if (each.at().isAfter(at)) {
        break;
      }
      running = each.running();
    }
    return running;
  }

  /**
   * Whether it must be written in place of {@code before}: what stands until the next look changed,
   * or is so old that a lost run would lose more than it may.
   */
  public boolean newsAfter(@Nullable Shadow before) {
    if (before == null || finished != null || before.finished() != null || ended) {
      return true;
    }
    Look then = before.last();
    return desired != before.desired()
        || !history.equals(before.history())
        || !queues.equals(before.queues())
        || !ran.equals(before.ran())
        || (then == null) != (last == null)
        || (then != null
            && last != null
            && (!then.sameAs(last) || !last.at().isBefore(then.at().plus(SAME_FOR))));
  }
}
