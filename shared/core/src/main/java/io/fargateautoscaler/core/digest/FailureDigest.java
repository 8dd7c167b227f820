package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pure: what people were told of a service's failed tasks, and what they are still owed. The first
 * task of a class is told at once; those that follow are told together every {@link #EVERY}, until
 * in such a time there was none.
 *
 * @param episodes the open ones, by class
 */
public record FailureDigest(SortedMap<StopClass, Episode> episodes) {
  /** Time between two notices of one class of failures of a service. */
  public static final Duration EVERY = Duration.ofMinutes(15);

  /** Nothing has failed. */
  public static final FailureDigest NONE = new FailureDigest(Collections.emptySortedMap());

  public FailureDigest {
    episodes = Collections.unmodifiableSortedMap(new TreeMap<>(episodes));
  }

  /**
   * The state after something happened.
   *
   * @param notices what is to be told now
   */
  public record Step(FailureDigest next, List<Notice> notices) {
    public Step {
      notices = List.copyOf(notices);
    }
  }

  /** Nobody is owed anything. */
  public boolean settled() {
    return episodes.isEmpty();
  }

  /**
   * Adds tasks that failed.
   *
   * @param tasks each for the first and only time
   */
  public Step fold(ServiceRef service, Collection<FailedTask> tasks, Instant now) {
    SortedMap<StopClass, List<FailedTask>> byClass = new TreeMap<>();
    tasks.forEach(
        task -> byClass.computeIfAbsent(task.why().stopClass(), _ -> new ArrayList<>()).add(task));
    SortedMap<StopClass, Episode> next = new TreeMap<>(episodes);
    List<Notice> notices = new ArrayList<>();
    byClass.forEach((stopClass, members) -> {
      List<FailedTask> failed = Episode.inOrder(members);
      Episode open = next.get(stopClass);
      if (open == null) {
        Episode first = first(service, stopClass, failed, now);
        next.put(stopClass, first);
        notices.add(FailureNotices.first(service, stopClass, first, failed, now));
      } else {
        next.put(stopClass, open.with(failed));
      }
    });
    return new Step(new FailureDigest(next), notices);
  }

  private static Episode first(
      ServiceRef service, StopClass stopClass, List<FailedTask> failed, Instant now) {
    return new Episode(
        "task-failed:" + service + ":" + stopClass.wireName() + ":" + now,
        failed.getFirst().stoppedAt(),
        failed.getLast().stoppedAt(),
        now,
        failed.size(),
        Episode.Untold.NONE);
  }

  /** Tells together what has gathered for long enough, and ends what has not gone on. */
  public Step due(ServiceRef service, Instant now) {
    SortedMap<StopClass, Episode> next = new TreeMap<>(episodes);
    List<Notice> notices = new ArrayList<>();
    episodes.forEach((stopClass, episode) -> {
      if (now.isBefore(episode.toldAt().plus(EVERY))) {
        return;
      }
      if (episode.untold().count() > 0) {
        notices.add(FailureNotices.digest(service, stopClass, episode, now));
        next.put(stopClass, episode.toldBy(now));
      } else {
        next.remove(stopClass);
        // Nobody waits for the end of what AWS or a person did.
        if (!stopClass.passing()) {
          notices.add(FailureNotices.over(service, stopClass, episode, now));
        }
      }
    });
    return new Step(new FailureDigest(next), notices);
  }
}
