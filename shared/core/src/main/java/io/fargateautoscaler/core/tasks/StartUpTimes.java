package io.fargateautoscaler.core.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pure: how long a service's tasks take to start, from what their events say.
 *
 * <p>The join of what is kept is the same whatever order the events come in, and however often: a
 * task is kept once, by its id.
 */
public final class StartUpTimes {
  /** Older tasks say little of today's image. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** So many tasks of a revision; the newest count. */
  public static final int MOST_TASKS = 100;

  /** So many revisions; the newest count. */
  public static final int MOST_REVISIONS = 3;

  /** What takes longer is no start-up but a mistake of a clock. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** It stands in a table row whose size is bounded. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private static final Comparator<StartUp> FIRST =
      Comparator.comparing(StartUp::startedAt)
          .thenComparing(StartUp::revision)
          .thenComparing(StartUp::took);

  private static final Comparator<Map.Entry<String, StartUp>> NEWEST =
      Comparator.comparing((Map.Entry<String, StartUp> entry) -> entry.getValue().startedAt())
          .reversed()
          .thenComparing(Map.Entry::getKey);

  private StartUpTimes() {}

  /** What an event tells; empty if the task never ran, or it is not said of what or since when. */
  public static Optional<StartUp> of(TaskFacts task) {
    Instant startedAt = task.startedAt();
    String revision = task.stop().revision();
    Duration took = took(task);
    return startedAt == null || revision == null || took == null
        ? Optional.empty()
        : Optional.of(
            new StartUp(startedAt.truncatedTo(ChronoUnit.MILLIS), revision, took, pull(task)));
  }

  /** The last part of a task's ARN; empty if it is no id. */
  public static Optional<String> id(TaskFacts task) {
    String arn = task.taskArn();
    return Optional.of(arn.substring(arn.lastIndexOf('/') + 1))
        .filter(id -> ID.matcher(id).matches());
  }

  /** From a task's creation until it ran; null if that is not known, negative or over 1 h. */
  public static @Nullable Duration took(TaskFacts task) {
    return between(task.stop().createdAt(), task.startedAt());
  }

  /** How long a task's images were pulled; null if that is not known, negative or over 1 h. */
  public static @Nullable Duration pull(TaskFacts task) {
    return between(task.launch().pullStartedAt(), task.launch().pullStoppedAt());
  }

  private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant until) {
    if (from == null || until == null) {
      return null;
    }
    Duration time = Duration.between(from, until).truncatedTo(ChronoUnit.MILLIS);
    return time.isNegative() || time.compareTo(LONGEST) > 0 ? null : time;
  }

  /** Both together, without what is too old or too much. */
  public static StartUps joined(StartUps one, StartUps other, Instant now) {
    SortedMap<String, StartUp> all = new TreeMap<>(one.tasks());
    other.tasks().forEach((task, startUp) -> all.merge(task, startUp, StartUpTimes::truer));
    Instant oldest = later(later(one.after(), other.after()), now.minus(KEPT));
    all.values()
        .removeIf(startUp ->
            !startUp.startedAt().isAfter(oldest)
                || startUp.startedAt().isAfter(now.plus(CLOCKS_DIFFER)));
    // A revision that comes back after three others must not count what was dropped of it already
    // in one order of events and not in another: with it goes all that is as old.
    Instant after =
        later(
            later(one.after(), other.after()),
            newestFirst(all)
                .skip(MOST_REVISIONS)
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Instant.EPOCH));
    all.values().removeIf(startUp -> !startUp.startedAt().isAfter(after));
    return new StartUps(after, newestOfEach(all));
  }

  private static SortedMap<String, StartUp> newestOfEach(SortedMap<String, StartUp> all) {
    Map<String, Integer> taken = new HashMap<>();
    SortedMap<String, StartUp> newest = new TreeMap<>();
    all.entrySet().stream()
        .sorted(NEWEST)
        .filter(entry -> taken.merge(entry.getValue().revision(), 1, Integer::sum) <= MOST_TASKS)
        .forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
    return newest;
  }

  /** Copies of an event say the same; from whatever says something else the same is chosen. */
  public static StartUp truer(StartUp one, StartUp other) {
    StartUp first = FIRST.compare(one, other) <= 0 ? one : other;
    Duration pull =
        Stream.of(Optional.ofNullable(one.pull()), Optional.ofNullable(other.pull()))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new StartUp(first.startedAt(), first.revision(), first.took(), pull);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Revisions with their newest start. */
  private static Stream<Map.Entry<String, Instant>> newestFirst(Map<String, StartUp> tasks) {
    Map<String, Instant> newest = new TreeMap<>();
    tasks
        .values()
        .forEach(
            startUp -> newest.merge(startUp.revision(), startUp.startedAt(), StartUpTimes::later));
    return newest.entrySet().stream()
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed());
  }

  /** A summary of each revision, that of the newest start first. */
  public static List<StartUpSummary> summaries(StartUps known) {
    return newestFirst(known.tasks())
        .map(entry ->
            summary(
                entry.getKey(),
                known.tasks().values().stream()
                    .filter(startUp -> startUp.revision().equals(entry.getKey()))
                    .toList()))
        .toList();
  }

  /** The summary of the revision whose task was the last to start; null when nothing is known. */
  public static @Nullable StartUpSummary newest(StartUps known) {
    return summaries(known).stream().findFirst().orElse(null);
  }

  private static StartUpSummary summary(String revision, List<StartUp> tasks) {
    List<Duration> took = sorted(tasks, StartUp::took);
    List<Duration> pulls = sorted(tasks, StartUp::pull);
    return new StartUpSummary(
        revision,
        took.size(),
        rank(took, 50),
        rank(took, 95),
        pulls.isEmpty() ? null : rank(pulls, 50),
        pulls.isEmpty() ? null : rank(pulls, 95));
  }

  private static List<Duration> sorted(
      List<StartUp> tasks, Function<StartUp, @Nullable Duration> time) {
    return tasks.stream().map(time).filter(Objects::nonNull).sorted().collect(Collectors.toList());
  }

  /** The nearest rank: the smallest value that so many percent do not exceed. */
  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
