package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.reconcile.Notice;
import io.fargateautoscaler.events.StopKind;
import io.fargateautoscaler.events.TaskFacts;
import io.fargateautoscaler.events.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pure: the notice for a group of failed tasks. */
final class FailureNotices {
  private static final int MOST_CONTAINERS = 4;
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
    String subject = "[" + group.service() + "] " + tasks + " failed: " + words(group.kind());
    return new Notice(
        group.noticeId(),
        now,
        Notice.Event.TASK_FAILED,
        severity(group.kind()),
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
            + words(group.kind())
            + ".");
    lines.add("Task definition: " + plain(group.taskDefinition()));
    lines.add((count == 1 ? "Task: " : "First of them: ") + plain(task.taskArn()));
    lines.add("Stopped at: " + first.stoppedAt());
    if (task.startedAt() == null) {
      lines.add("It never ran.");
    }
    if (task.stopCode() != null) {
      lines.add("Stop code: " + plain(task.stopCode()));
    }
    if (task.stoppedReason() != null) {
      lines.add("Reason: " + cut(task.stoppedReason().forPlainText()));
    }
    task.containers().stream()
        .filter(container -> container.exitCode() != null || container.reason() != null)
        .limit(MOST_CONTAINERS)
        .forEach(container -> lines.add(container(container)));
    lines.add("More of the same are told after 15 minutes at the earliest.");
    return lines;
  }

  private static String container(TaskFacts.ContainerExit container) {
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

  private static String words(StopKind kind) {
    return switch (kind) {
      case FAILED_TO_START -> "could not start";
      case CRASHED -> "crashed";
      case OUT_OF_MEMORY -> "out of memory";
      case EXITED_ZERO -> "ended by itself";
      case HEALTH_CHECK -> "health check failed";
      case BY_PERSON -> "stopped by a person";
      case PLATFORM -> "stopped by AWS";
      case EXPECTED, UNKNOWN -> "unknown cause";
    };
  }

  /** ECS replaces these tasks, and nothing is to be mended. */
  private static Notice.Severity severity(StopKind kind) {
    return kind == StopKind.BY_PERSON || kind == StopKind.PLATFORM
        ? Notice.Severity.INFO
        : Notice.Severity.WARNING;
  }

  private static String plain(String text) {
    return cut(new Untrusted(text).forPlainText());
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_REASON) {
      return text;
    }
    int end = LONGEST_REASON - 3;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }
}
