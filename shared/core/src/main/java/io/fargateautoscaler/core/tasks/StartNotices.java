package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pure: the notice for a task that runs. */
final class StartNotices {
  /** Less than the day for which the outbox knows what it has told. */
  static final Duration NEWS_FOR = Duration.ofHours(1);

  private StartNotices() {}

  /**
   * The notice that a task began to run; empty if the event does not say so, the task is to stop
   * already, or it began over an hour ago.
   */
  static Optional<Notice> of(ServiceRef service, TaskFacts task, Instant now) {
    Instant startedAt = task.startedAt();
    Optional<String> id = StartUpTimes.id(task);
    if (startedAt == null
        || id.isEmpty()
        || !task.lastStatus().equals("RUNNING")
        || !"RUNNING".equals(task.desiredStatus())
        || startedAt.isBefore(now.minus(NEWS_FOR))) {
      return Optional.empty();
    }
    String revision = task.stop().revision();
    Address address = task.launch().address();
    Duration took = StartUpTimes.took(task);
    String subject =
        "["
            + service
            + "] task started"
            + (revision == null ? "" : ": " + revision)
            + (address == null ? "" : " at " + address.literal())
            + (took == null ? "" : " after " + seconds(took));
    return Optional.of(
        new Notice(
            "task-started:" + service + ":" + id.get(),
            now,
            Notice.Event.TASK_STARTED,
            Notice.Severity.INFO,
            service,
            subject,
            lines(service, task),
            null,
            new NoticeDetail.Started(
                task.taskArn(),
                revision,
                address == null ? null : address.literal(),
                startedAt,
                took)));
  }

  private static List<String> lines(ServiceRef service, TaskFacts task) {
    List<String> lines = new ArrayList<>();
    lines.add("A task of " + service + " runs since " + task.startedAt() + ".");
    String revision = task.stop().revision();
    if (revision != null) {
      lines.add("Task definition: " + revision);
    }
    Address address = task.launch().address();
    if (address != null) {
      lines.add("Address: " + address.literal());
    }
    Duration took = StartUpTimes.took(task);
    if (took != null) {
      Duration pull = StartUpTimes.pull(task);
      lines.add(
          "Start-up: "
              + seconds(took)
              + " from its creation until it ran"
              + (pull == null ? "" : ", " + seconds(pull) + " of it to pull its images"));
    }
    lines.add("Task: " + new Untrusted(task.taskArn()).forPlainText());
    return lines;
  }

  private static String seconds(Duration time) {
    return (time.toMillis() + 500) / 1000 + " s";
  }
}
