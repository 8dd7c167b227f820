package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.operations.adopt.AutoScaling.Action;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From scheduled actions of Application Auto Scaling to schedules. An action changes the range
 * until the next one; a schedule changes it for a length. Whether both give the same range is tried
 * out over the year before now; only then they are translated.
 */
final class ScheduleDraft {
  private static final Duration YEAR = Duration.ofDays(400);
  private static final int MOST_TIMES = 4_000;
  private static final String BY_HAND = "write a schedule by hand: start, for (how long), capacity";

  private final Names names;
  private final Instant now;
  private final int least;

  /**
   * @param least smallest minimum that a schedule may have: 0 if a queue can wake the service
   */
  ScheduleDraft(Names names, Instant now, int least) {
    this.names = names;
    this.now = now;
    this.least = least;
  }

  private record Timed(Action action, Cron cron, ZoneId zone) {}

  private record Time(Instant at, int index) {}

  private record Range(int min, int max) {}

  /**
   * @param range of the scalable target
   */
  List<Piece> of(List<Action> actions, CapacityRange range) {
    List<Piece> pieces = new ArrayList<>();
    List<Timed> timed = new ArrayList<>();
    for (Action action : actions) {
      Timed each = timed(action);
      if (each == null) {
        pieces.add(byHand(action, why(action)));
      } else {
        timed.add(each);
      }
    }
    if (timed.isEmpty()) {
      return pieces;
    }
    Optional<List<Schedule>> schedules =
        pieces.isEmpty() ? schedules(timed, new Range(range.min(), range.max())) : Optional.empty();
    if (schedules.isEmpty()) {
      String reason =
          pieces.isEmpty()
              ? "how long it lasts depends on the other actions"
              : "how long it lasts depends on actions that cannot be said here";
      timed.forEach(each -> pieces.add(byHand(each.action(), reason)));
      return pieces;
    }
    for (Schedule schedule : schedules.get()) {
      pieces.add(
          new Piece(
              List.of("Until the next scheduled action, at the longest."),
              written(schedule),
              false));
    }
    return pieces;
  }

  private static @Nullable Timed timed(Action action) {
    if (action.start() != null || action.end() != null) {
      return null;
    }
    Optional<Cron> cron = AwsCron.unix(action.schedule());
    try {
      ZoneId zone = ZoneId.of(action.timezone() == null ? "UTC" : action.timezone());
      return cron.map(found -> new Timed(action, found, zone)).orElse(null);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String why(Action action) {
    if (action.start() != null || action.end() != null) {
      return "it has a first or a last day";
    }
    return action.schedule().startsWith("cron(")
        ? "five fields of UNIX cron cannot say it"
        : "only cron comes again and again at fixed times";
  }

  private static Piece byHand(Action action, String why) {
    return Piece.told(
        "Scheduled action "
            + Written.name(action.name())
            + ": "
            + Written.name(action.schedule())
            + (action.timezone() == null ? "" : " " + Written.name(action.timezone()))
            + (action.start() == null ? "" : " from " + action.start())
            + (action.end() == null ? "" : " until " + action.end())
            + ", "
            + (action.min() == null ? "" : "min " + action.min() + " ")
            + (action.max() == null ? "" : "max " + action.max() + " ")
            + "is not translated ("
            + why
            + "): "
            + BY_HAND);
  }

  private Optional<List<Schedule>> schedules(List<Timed> timed, Range before) {
    List<Time> times = times(timed);
    if (times.size() > MOST_TIMES) {
      return Optional.empty();
    }
    List<Range> ranges = new ArrayList<>();
    Range range = before;
    for (Time time : times) {
      Action action = timed.get(time.index()).action();
      range =
          new Range(
              action.min() == null ? range.min() : action.min(),
              action.max() == null ? range.max() : action.max());
      ranges.add(range);
    }
    // Before every action has come once, the range may still be of another time.
    int settled = 0;
    for (int i = 0; i < timed.size(); i++) {
      int index = i;
      int first =
          times.indexOf(
              times.stream().filter(time -> time.index() == index).findFirst().orElse(null));
      if (first < 0) {
        return Optional.empty();
      }
      settled = Math.max(settled, first);
    }
    List<Schedule> schedules = new ArrayList<>();
    for (int i = 0; i < timed.size(); i++) {
      Schedule schedule = schedule(timed.get(i), i, times, ranges, settled);
      if (schedule == null) {
        return Optional.empty();
      }
      schedules.add(schedule);
    }
    // Of those in force at the same time the last one wins: so the longest comes first.
    schedules.sort(Comparator.comparing(Schedule::length).reversed());
    return same(schedules, times, ranges, settled) ? Optional.of(schedules) : Optional.empty();
  }

  private List<Time> times(List<Timed> timed) {
    List<Time> times = new ArrayList<>();
    Instant oldest = now.minus(YEAR);
    for (int i = 0; i < timed.size() && times.size() <= MOST_TIMES; i++) {
      Timed each = timed.get(i);
      Instant at = now;
      while (at != null && at.isAfter(oldest) && times.size() <= MOST_TIMES) {
        Instant found = each.cron().latest(at, each.zone(), Duration.between(oldest, at));
        if (found != null) {
          times.add(new Time(found, i));
        }
        at = found == null ? null : found.minusSeconds(1);
      }
    }
    times.sort(Comparator.comparing(Time::at));
    return times;
  }

  /** Null if its range or its length cannot be said. */
  private @Nullable Schedule schedule(
      Timed timed, int index, List<Time> times, List<Range> ranges, int settled) {
    Range range = null;
    Duration longest = Duration.ofMinutes(1);
    for (int i = settled; i < times.size(); i++) {
      if (times.get(i).index() != index) {
        continue;
      }
      if (range != null && !range.equals(ranges.get(i))) {
        return null;
      }
      range = ranges.get(i);
      if (i + 1 < times.size()) {
        Duration gap = Duration.between(times.get(i).at(), times.get(i + 1).at());
        if (gap.isZero()) {
          return null; // Two at once: which of them is the last one, nobody says.
        }
        longest = gap.compareTo(longest) > 0 ? gap : longest;
      }
    }
    if (range == null || longest.compareTo(Schedule.LONGEST) > 0) {
      return null;
    }
    int min = Math.max(least, range.min());
    return new Schedule(
        names.of(timed.action().name(), "schedule"),
        timed.cron(),
        longest,
        timed.zone(),
        min,
        Math.max(Math.max(1, min), range.max()),
        true);
  }

  /**
   * Whether the schedules give the range of the actions, at every one of them and before the next.
   */
  private boolean same(
      List<Schedule> schedules, List<Time> times, List<Range> ranges, int settled) {
    for (int i = settled; i + 1 < times.size(); i++) {
      Range wanted = ranges.get(i);
      int min = Math.max(least, wanted.min());
      int max = Math.max(Math.max(1, min), wanted.max());
      for (Instant at : List.of(times.get(i).at(), times.get(i + 1).at().minusSeconds(1))) {
        Schedule last = null;
        for (Schedule schedule : schedules) {
          last = schedule.covers(at) ? schedule : last;
        }
        if (last == null
            || !Integer.valueOf(min).equals(last.min())
            || !Integer.valueOf(max).equals(last.max())) {
          return false;
        }
      }
    }
    return true;
  }

  private static String written(Schedule schedule) {
    return "- {name: "
        + schedule.name()
        + ", start: "
        + Written.quoted(schedule.start().text())
        + ", for: "
        + Written.time(schedule.length())
        + (schedule.zone().getId().equals("UTC")
            ? ""
            : ", timezone: " + Written.quoted(schedule.zone().getId()))
        + ", capacity: {min: "
        + schedule.min()
        + ", max: "
        + schedule.max()
        + "}}";
  }
}
