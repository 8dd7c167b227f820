package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pure: the notice for a group of failed tasks. */
final class FailureNotices {
  private static final int MOST_CONTAINERS = 3;
  private static final int LONGEST_REASON = 300;

  private FailureNotices() {}

  /**
   * The notice.
   *
   * @param failures at least one, all of {@code group}
   */
  static Notice of(Failure.Group group, List<Failure> failures, Instant now) {
    Failure first = failures.getFirst();
    String tasks = failures.size() == 1 ? "task" : failures.size() + " tasks";
    String subject = "[" + group.service() + "] " + tasks + " failed: " + group.kind().words();
    return new Notice(
        group.noticeId(),
        now,
        Notice.Event.TASK_FAILED,
        group.kind().passing() ? Notice.Severity.INFO : Notice.Severity.WARNING,
        group.service(),
        new Untrusted(subject).forSubject(),
        lines(group, first, failures.size()),
        null,
        null);
  }

  private static List<String> lines(Failure.Group group, Failure first, int count) {
    TaskFacts task = first.task();
    List<String> lines = new ArrayList<>();
    lines.add(
        (count == 1 ? "A task" : count + " tasks")
            + " of "
            + group.service()
            + " stopped unexpectedly: "
            + group.kind().words()
            + ".");
    lines.add("Cause: " + first.why().cause() + ".");
    lines.add("What to do: " + first.why().nextStep() + ".");
    lines.add("Task definition: " + plain(group.taskDefinition()));
    lines.add((count == 1 ? "Task: " : "First of them: ") + plain(task.taskArn()));
    lines.add(
        "Stopped at: " + first.stoppedAt() + (task.startedAt() == null ? " (it never ran)" : ""));
    StopFacts stop = task.stop();
    if (stop.stopCode() != null) {
      lines.add("Stop code: " + plain(stop.stopCode()));
    }
    if (stop.stoppedReason() != null) {
      lines.add("Reason: " + cut(stop.stoppedReason().forPlainText()));
    }
    stop.containers().stream()
        .filter(container -> container.exitCode() != null || container.reason() != null)
        .limit(MOST_CONTAINERS)
        .forEach(container -> lines.add(container(container)));
    lines.add("More of the same are told after 15 minutes at the earliest.");
    return lines;
  }

  private static String container(StopFacts.Container container) {
    StringBuilder line = new StringBuilder("Container ");
    line.append(container.name() == null ? "without a name" : plain(container.name())).append(':');
    if (container.exitCode() != null) {
      line.append(" exit code ").append(container.exitCode());
    }
    if (container.reason() != null) {
      line.append(' ').append(cut(container.reason().forPlainText()));
    }
    return line.toString();
  }

  private static String plain(String text) {
    return cut(new Untrusted(text).forPlainText());
  }

  private static String cut(String text) {
    return Untrusted.cut(text, LONGEST_REASON);
  }
}
