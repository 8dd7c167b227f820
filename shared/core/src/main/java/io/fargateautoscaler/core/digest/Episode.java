package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.notice.NoticeDetail.Failed.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Tasks of a service that fail in one way, from the first until none did for a while.
 *
 * @param id identity of the episode, the incident of its notices
 * @param since when the first of them stopped
 * @param until when the last of them stopped
 * @param toldAt when a notice last told of them
 * @param told tasks that notices have told of
 * @param untold those that no notice has told of yet
 */
public record Episode(
    String id, Instant since, Instant until, Instant toldAt, int told, Untold untold) {

  /**
   * Tasks that wait for the next digest.
   *
   * @param count all of them
   * @param causes the causes that were seen first, with how many tasks had each; others are only in
   *     {@code count}
   * @param tasks ARNs of the newest
   */
  public record Untold(int count, List<Cause> causes, List<String> tasks) {
    static final Untold NONE = new Untold(0, List.of(), List.of());

    private static final int MOST_CAUSES = 5;
    private static final int MOST_TASKS = 3;

    public Untold {
      causes = List.copyOf(causes);
      tasks = List.copyOf(tasks);
    }

    /** These and {@code more}, which stopped in this order. */
    Untold plus(List<FailedTask> more) {
      List<Cause> next = new ArrayList<>(causes);
      List<String> newest = new ArrayList<>(tasks);
      for (FailedTask task : more) {
        count(next, cause(task));
        newest.addFirst(task.taskArn());
      }
      return new Untold(
          count + more.size(), next, newest.subList(0, Math.min(newest.size(), MOST_TASKS)));
    }

    private static void count(List<Cause> causes, Cause one) {
      for (int i = 0; i < causes.size(); i++) {
        Cause known = causes.get(i);
        if (known.cause().equals(one.cause())
            && Objects.equals(known.taskDefinition(), one.taskDefinition())) {
          causes.set(
              i,
              new Cause(
                  known.count() + 1, known.cause(), known.nextStep(), known.taskDefinition()));
          return;
        }
      }
      if (causes.size() < MOST_CAUSES) {
        causes.add(one);
      }
    }

    /** The most frequent first. */
    List<Cause> byFrequency() {
      return causes.stream().sorted(Comparator.comparingInt(Cause::count).reversed()).toList();
    }
  }

  /** With further tasks, in the order in which they stopped. */
  Episode with(List<FailedTask> failed) {
    Instant first = failed.getFirst().stoppedAt();
    Instant last = failed.getLast().stoppedAt();
    return new Episode(
        id,
        first.isBefore(since) ? first : since,
        last.isAfter(until) ? last : until,
        toldAt,
        told,
        untold.plus(failed));
  }

  /** Once all are told. */
  Episode toldBy(Instant now) {
    return new Episode(id, since, until, now, told + untold.count(), Untold.NONE);
  }

  static Cause cause(FailedTask task) {
    return new Cause(1, task.why().cause(), task.why().nextStep(), task.stop().revision());
  }

  static List<FailedTask> inOrder(Collection<FailedTask> tasks) {
    return tasks.stream()
        .sorted(Comparator.comparing(FailedTask::stoppedAt).thenComparing(FailedTask::taskArn))
        .toList();
  }
}
