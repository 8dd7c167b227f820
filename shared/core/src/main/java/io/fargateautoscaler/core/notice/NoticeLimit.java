package io.fargateautoscaler.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pure: keeps a storm from people. Only so many notices are told in any {@link #WITHIN}; further
 * ones are withheld and counted, and one notice tells how many they were.
 *
 * <p>Notices that are a record of each change or each task, for programs that count on every one of
 * them, are not limited.
 *
 * @param told instants of the notices of the last {@link #WITHIN}, oldest first
 * @param withheld what was withheld since it was last told; null: nothing
 */
public record NoticeLimit(List<Instant> told, @Nullable Withheld withheld) {
  /** So many, unless the operator wants it otherwise. */
  public static final int MOST = 20;

  public static final Duration WITHIN = Duration.ofMinutes(15);

  /** Nothing was told yet. */
  public static final NoticeLimit NONE = new NoticeLimit(List.of(), null);

  private static final int NAMED_SERVICES = 10;

  /** More are not kept, so that the state stays small. */
  private static final int MOST_SERVICES = 100;

  private static final Set<String> UNLIMITED =
      Set.of(
          Notice.Event.SCALED.wireName(),
          Notice.Event.WOULD_SCALE.wireName(),
          Notice.Event.TASK_STARTED.wireName(),
          Notice.Event.WITHHELD.wireName());

  public NoticeLimit {
    told = List.copyOf(told);
  }

  /**
   * Notices that were not told.
   *
   * @param byEvent how many, by {@link Notice.Event#wireName()}
   * @param services those whose notices they were, as {@code cluster/service}; 100 at most
   */
  public record Withheld(
      Instant since, SortedMap<String, Integer> byEvent, SortedSet<String> services) {
    public Withheld {
      byEvent = Collections.unmodifiableSortedMap(new TreeMap<>(byEvent));
      services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    }

    int count() {
      return byEvent.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Whether notices of that event, by {@link Notice.Event#wireName()}, count. */
  public static boolean limits(String event) {
    return !UNLIMITED.contains(event);
  }

  /** Whether one more may be told if {@code most} may in all. */
  public boolean admits(int most, Instant now) {
    return recent(now).size() < most;
  }

  private List<Instant> recent(Instant now) {
    Instant from = now.minus(WITHIN);
    return told.stream().filter(at -> at.isAfter(from)).toList();
  }

  /** Once one more is told. */
  public NoticeLimit tell(Instant now) {
    List<Instant> next = new ArrayList<>(recent(now));
    next.add(now);
    Collections.sort(next);
    return new NoticeLimit(next, withheld);
  }

  /** Once it turned out that the one of {@code at} was not told. */
  public NoticeLimit untell(Instant at) {
    List<Instant> next = new ArrayList<>(told);
    next.remove(at);
    return new NoticeLimit(next, withheld);
  }

  /** Once {@code message} is withheld. */
  public NoticeLimit withhold(Outbox.Message message, Instant now) {
    SortedMap<String, Integer> byEvent =
        new TreeMap<>(withheld == null ? Collections.emptySortedMap() : withheld.byEvent());
    byEvent.merge(message.event(), 1, Integer::sum);
    SortedSet<String> services =
        new TreeSet<>(withheld == null ? Collections.emptySortedSet() : withheld.services());
    if (!message.service().isEmpty() && services.size() < MOST_SERVICES) {
      services.add(message.cluster() + "/" + message.service());
    }
    return new NoticeLimit(
        told, new Withheld(withheld == null ? now : withheld.since(), byEvent, services));
  }

  /** Once the withheld ones are told of. */
  public NoticeLimit settled() {
    return new NoticeLimit(told, null);
  }

  /** The notice of what was withheld, {@link #WITHIN} after the first of them. */
  public Optional<Notice> due(int most, Instant now) {
    return withheld == null || now.isBefore(withheld.since().plus(WITHIN))
        ? Optional.empty()
        : Optional.of(notice(withheld, most, now));
  }

  private static Notice notice(Withheld withheld, int most, Instant now) {
    int count = withheld.count();
    String notices = count == 1 ? "notice was" : "notices were";
    String minutes = WITHIN.toMinutes() + " min";
    return new Notice(
        "withheld:" + withheld.since(),
        now,
        Notice.Event.WITHHELD,
        Notice.Severity.WARNING,
        null,
        count + " more withheld: too many notices at once",
        List.of(
            count
                + " more "
                + notices
                + " withheld since "
                + withheld.since()
                + ", because at most "
                + most
                + " are told in "
                + minutes
                + ".",
            Notice.TO_DO
                + "mend what the told ones name first; the stack's log has every decision."
                + " The parameter NoticeLimit sets how many are told.",
            "Withheld: "
                + withheld.byEvent().entrySet().stream()
                    .map(entry -> entry.getValue() + " x " + entry.getKey())
                    .collect(Collectors.joining(", ")),
            "Services: " + services(withheld.services())),
        null,
        new NoticeDetail.Withheld(withheld.byEvent()));
  }

  private static String services(SortedSet<String> services) {
    String named = services.stream().limit(NAMED_SERVICES).collect(Collectors.joining(", "));
    int more = services.size() - NAMED_SERVICES;
    String least = services.size() == MOST_SERVICES ? "at least " : "";
    return more > 0 ? named + " and " + least + more + " more" : named;
  }
}
