package io.fargateautoscaler.simulator.gallery;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.FailureSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The notices about tasks, from events as AWS sends them. */
final class GalleryFailures {
  private static final String EXAMPLE =
      "/io/fargateautoscaler/simulator/demo/events/synthetic/task-oom.json";

  private final EventDecoder decoder = new EventDecoder(null, null);

  /** Those of an example. */
  static Stream<Notice> examples() {
    try (InputStream in = GalleryFailures.class.getResourceAsStream(EXAMPLE)) {
      String event = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      String renamed =
          event
              .replace("DemoTrafficGen01-ClusterEB0386A7-sCRgDrfn5BP9", "shop")
              .replace("DemoTrafficGen01-ServiceD69D759B-EfyMIBhdCKVk", "checkout");
      return new GalleryFailures().of(renamed).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What people are told of the failed tasks in an event. */
  List<Notice> of(String event) {
    return decoder
        .decode(event)
        .leaves()
        .map(GalleryFailures::failed)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Notice> failed(Decoded leaf) {
    if (leaf.ignored() != null
        || !(leaf instanceof Decoded.TaskChange(_, var task))
        || task == null) {
      return Optional.empty();
    }
    FailureSummary summary = FailureSummary.of(task);
    return summary == null
        ? Optional.empty()
        : ServiceRef.parse(summary.service()).map(service -> notice(service, summary, leaf.time()));
  }

  private static Notice notice(ServiceRef service, FailureSummary summary, @Nullable Instant time) {
    TaskFacts task = summary.task();
    Classified why = summary.classified();
    Instant stopped = task.stoppedAt();
    Instant at = stopped != null ? stopped : time != null ? time : Stage.START;
    List<String> lines = new ArrayList<>();
    lines.add("1 task of " + service + " failed: " + why.cause() + ".");
    lines.add("What to do: " + why.nextStep() + ".");
    lines.add("Task: " + new Untrusted(task.taskArn()).forPlainText());
    lines.add("Stopped at: " + at + (task.startedAt() == null ? " (it never ran)" : ""));
    Untrusted reason = task.stop().stoppedReason();
    if (reason != null) {
      lines.add("Reason: " + reason.forPlainText());
    }
    return new Notice(
        "task-failed:" + service + ":" + why.stopClass().wireName() + ":" + at,
        at,
        Notice.Event.TASK_FAILED,
        why.stopClass().passing() ? Notice.Severity.INFO : Notice.Severity.WARNING,
        service,
        "[" + service + "] 1 task failed: " + why.stopClass().words(),
        lines,
        null,
        null);
  }
}
