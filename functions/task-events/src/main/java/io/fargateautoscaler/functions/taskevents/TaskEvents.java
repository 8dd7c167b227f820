package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.aws.SqsBatch;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.core.tasks.StartRecorder;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads batches of events and hands what they say to the recorders. */
final class TaskEvents {
  private final EventDecoder decoder;
  private final TaskRecorder recorder;
  private final StartRecorder starts;
  private final InstantSource clock;

  TaskEvents(
      EventDecoder decoder, TaskRecorder recorder, StartRecorder starts, InstantSource clock) {
    this.decoder = decoder;
    this.recorder = recorder;
    this.starts = starts;
    this.clock = clock;
  }

  /**
   * What became of a batch.
   *
   * @param giveBack ids of the messages that the queue must keep: unreadable, or not dealt with
   * @param counts number of messages or tasks, by what they were
   * @param trouble one line for each thing that went wrong
   */
  record Result(Set<String> giveBack, SortedMap<String, Integer> counts, List<String> trouble) {}

  /** Deals with a batch; never throws. */
  Result handle(List<SqsBatch.Message> messages) {
    Reading reading = new Reading(clock.instant());
    messages.forEach(reading::read);
    reading.add(recorder.record(reading.told, reading.said));
    reading.add(starts.record(reading.told));
    return new Result(reading.giveBack, reading.counts, reading.trouble);
  }

  private final class Reading {
    private final Instant now;
    private final List<TaskRecorder.Told> told = new ArrayList<>();
    private final List<TaskRecorder.Said> said = new ArrayList<>();
    private final Set<String> giveBack = new TreeSet<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();

    Reading(Instant now) {
      this.now = now;
    }

    void read(SqsBatch.Message message) {
      decoder.decode(message.body()).leaves().forEach(event -> read(message.id(), event));
    }

    private void read(String message, Decoded event) {
      String ignored = event.ignored();
      boolean unread =
          event instanceof Decoded.Unrecognised
              || (event instanceof Decoded.TaskChange(_, var task) && task == null);
      if (event instanceof Decoded.ServiceChange action && action.tellsFacts()) {
        read(message, action);
        count("service action", 1);
      } else if (unread && !event.replayed() && !isForeign(ignored)) {
        // It may carry facts: the dead-letter queue keeps it for a person.
        giveBack.add(message);
        count("unreadable", 1);
      } else if (ignored != null) {
        count("ignored: " + ignored, 1);
      } else if (event instanceof Decoded.TaskChange(_, var task) && task != null) {
        Instant time = event.time();
        told.add(new TaskRecorder.Told(message, task, time == null ? now : time));
      } else {
        count("ignored: no task event", 1);
      }
    }

    private void read(String message, Decoded.ServiceChange action) {
      Instant at = action.time();
      if (at != null) {
        // One without a time would be news each time that a copy of it is read.
        CapacityFacts.of(action.facts(), at)
            .ifPresent(trouble ->
                action.services().stream()
                    .flatMap(name -> ServiceRef.parse(name).stream())
                    .forEach(
                        service -> said.add(new TaskRecorder.Said(message, service, trouble))));
      }
    }

    void add(TaskRecorder.Result result) {
      giveBack.addAll(result.giveBack());
      result.counts().forEach(this::count);
      trouble.addAll(result.trouble());
    }

    private void count(String what, int number) {
      counts.merge(what, number, Integer::sum);
    }
  }

  private static boolean isForeign(@Nullable String ignored) {
    return ignored != null && ignored.startsWith("foreign ");
  }
}
