package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.Hints;
import io.fargateautoscaler.simulator.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The way of an event: decoded, then to the recorder of tasks, and a hint to the reconciler. */
final class Delivery {
  private final EventDecoder decoder = new EventDecoder(EventTexts.ACCOUNT, EventTexts.REGION);
  private final Simulation simulation;
  private final TaskRecorder recorder;
  private int events;
  private int duplicates;
  private int lost;

  Delivery(Simulation simulation) {
    this.simulation = simulation;
    this.recorder = simulation.recorder();
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
    List<TaskRecorder.Told> told = new ArrayList<>();
    for (Decoded each : batch) {
      if (each instanceof Decoded.TaskChange(_, TaskFacts task) && task != null) {
        Instant time = each.time();
        told.add(
            new TaskRecorder.Told("", task, time == null ? simulation.clock().instant() : time));
      }
      Hints.of(each).stream()
          .flatMap(name -> ServiceRef.parse(name).stream())
          .forEach(services::add);
    }
    recorder.record(told, List.of());
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
