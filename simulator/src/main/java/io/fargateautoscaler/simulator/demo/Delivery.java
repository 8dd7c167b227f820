package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.FailureSummary;
import io.fargateautoscaler.events.Hints;
import io.fargateautoscaler.simulator.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The way of an event: decoded, then a hint to the reconciler, and a notice of a failed task. */
final class Delivery {
  private static final long WINDOW_SECONDS = 900;

  private final EventDecoder decoder = new EventDecoder(EventTexts.ACCOUNT, EventTexts.REGION);
  private final Simulation simulation;
  private int events;
  private int duplicates;
  private int lost;

  Delivery(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Delivers an event in so many copies of one batch. */
  Decoded deliver(String event, int copies) {
    events += copies;
    duplicates += copies - 1;
    List<Decoded> batch = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      batch.add(decoder.decode(event));
    }
    Set<ServiceRef> services = new TreeSet<>();
    for (Decoded each : batch) {
      if (each instanceof Decoded.TaskChange(_, TaskFacts task) && task != null) {
        notice(task).ifPresent(simulation.outbox()::add);
      }
      Hints.of(each).stream()
          .flatMap(name -> ServiceRef.parse(name).stream())
          .forEach(services::add);
    }
    Decoded first = batch.getFirst();
    if (!services.isEmpty()) {
      String ref = first.ref();
      simulation.hint(services, new Trigger(kind(first), ref == null ? "" : ref));
    }
    return first;
  }

  /** An event that never arrives. */
  void lose() {
    lost++;
  }

  private static Trigger.Kind kind(Decoded event) {
    return switch (event.kind()) {
      case ALARM -> Trigger.Kind.ALARM;
      case ECS_TASK -> Trigger.Kind.TASK;
      case ECS_DEPLOYMENT -> Trigger.Kind.DEPLOYMENT;
      case ECS_SERVICE -> Trigger.Kind.SERVICE;
      default -> Trigger.Kind.MANUAL;
    };
  }

  private Optional<Notice> notice(TaskFacts task) {
    FailureSummary failure = FailureSummary.of(task);
    if (failure == null || task.stoppedAt() == null) {
      return Optional.empty();
    }
    Classified why = failure.classified();
    String id =
        "task-failed:"
            + failure.service()
            + ":"
            + why.stopClass().wireName()
            + ":"
            + task.taskDefinition()
            + ":"
            + task.stoppedAt().getEpochSecond() / WINDOW_SECONDS;
    return Optional.of(
        new Notice(
            id,
            simulation.clock().instant(),
            Notice.Event.TASK_FAILED,
            Notice.Severity.WARNING,
            ServiceRef.parse(failure.service()).orElse(null),
            "[" + failure.service() + "] task failed: " + why.stopClass().words(),
            List.of(
                "Cause: " + why.cause() + ".",
                "What to do: " + why.nextStep() + ".",
                "Task definition: " + task.taskDefinition(),
                "Reason: " + reason(task)),
            null,
            null));
  }

  /** The reason in one harmless line; a container's own reason says more than the task's. */
  static String reason(TaskFacts task) {
    Untrusted reason =
        task.stop().containers().stream()
            .map(StopFacts.Container::reason)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(task.stop().stoppedReason());
    return reason == null ? "no reason given" : reason.forPlainText();
  }

  int events() {
    return events;
  }

  int duplicates() {
    return duplicates;
  }

  int lost() {
    return lost;
  }
}
