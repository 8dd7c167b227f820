package io.fargateautoscaler.core.notice;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a notice holds for programs, beyond its text. */
public sealed interface NoticeDetail {

  /** The decision behind the notice. */
  record Decided(DecisionRecord record) implements NoticeDetail {}

  /**
   * Tasks that failed in one way.
   *
   * @param count tasks that this notice tells of, at least 1
   * @param total tasks since the first notice of them, this one's included
   * @param since when the first of all stopped
   * @param causes the most frequent first; the counts may sum to less than {@code count}
   * @param tasks ARNs of some of them, the newest first
   */
  record Failed(
      StopClass stopClass,
      int count,
      int total,
      Instant since,
      List<Cause> causes,
      List<String> tasks)
      implements NoticeDetail {
    public Failed {
      causes = List.copyOf(causes);
      tasks = List.copyOf(tasks);
    }

    /**
     * A cause that tasks have in common.
     *
     * @param taskDefinition {@code family:revision}; null when unknown
     */
    public record Cause(
        int count, String cause, String nextStep, @Nullable String taskDefinition) {}
  }

  /**
   * A task that runs.
   *
   * @param taskDefinition {@code family:revision}; null when unknown
   * @param address its private address; null when the event names none
   * @param startUp from its creation until it ran; null when the event does not tell
   */
  record Started(
      String taskArn,
      @Nullable String taskDefinition,
      @Nullable String address,
      Instant startedAt,
      @Nullable Duration startUp)
      implements NoticeDetail {}

  /**
   * Notices that were not told, because there were too many.
   *
   * @param byEvent how many, by {@link Notice.Event#wireName()}
   */
  record Withheld(SortedMap<String, Integer> byEvent) implements NoticeDetail {
    public Withheld {
      byEvent = Collections.unmodifiableSortedMap(new TreeMap<>(byEvent));
    }
  }

  /**
   * A day of an observed service.
   *
   * @param usdPerTaskHour US dollars; null: not known
   */
  record Compared(DayTally day, @Nullable Double usdPerTaskHour) implements NoticeDetail {}
}
