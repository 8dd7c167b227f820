package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes histories in the form that {@link HistoryReader} reads; what is absent is left out. */
final class HistoryJson {
  private HistoryJson() {}

  static ObjectNode tree(ScalingHistory history) {
    ObjectNode json = Json.object();
    if (!history.actions().isEmpty()) {
      ArrayNode actions = json.putArray("actions");
      for (ScalingHistory.Action action : history.actions()) {
        ObjectNode one = actions.addObject();
        Json.put(one, "at", action.at());
        one.put("from", action.from()).put("to", action.to());
      }
    }
    Json.put(json, "lastApplied", history.lastApplied());
    Json.put(json, "appliedAt", history.appliedAt());
    queues(json, "reads", history, queue -> !queue.reads().isEmpty(), HistoryJson::reads);
    queues(json, "votes", history, queue -> !queue.votes().isEmpty(), HistoryJson::votes);
    queues(json, "empty", history, queue -> true, HistoryJson::empty);
    queues(json, "learned", history, queue -> queue.learned() != null, HistoryJson::learned);
    if (!history.samplesPerTask().isEmpty()) {
      ObjectNode samples = json.putObject("samplesPerTask");
      history.samplesPerTask().forEach((name, count) -> samples.put(name, count));
    }
    lastSteps(json, history);
    starts(json, history);
    ScalingHistory.Brake brake = history.brake();
    if (brake != null) {
      ObjectNode one = json.putObject("brake");
      Json.put(one, "since", brake.since());
      one.put("cap", brake.cap());
      Json.put(one, "until", brake.until());
    }
    ScalingHistory.Trouble capacity = history.capacity();
    if (capacity != null) {
      ObjectNode one = json.putObject("capacity");
      Json.put(one, "at", capacity.at());
      one.put("kind", ValueType.word(capacity.kind()));
      one.put("cause", capacity.cause()).put("nextStep", capacity.nextStep());
    }
    Json.put(json, "grewAt", history.grewAt());
    Json.put(json, "shortSince", history.shortSince());
    Json.put(json, "running", history.running());
    span(json, "blind", history.blind());
    ScalingHistory.External external = history.external();
    if (external != null) {
      ObjectNode one = json.putObject("external");
      Json.put(one, "at", external.at());
      one.put("count", external.count()).put("from", external.from());
    }
    span(json, "deployment", history.deployment());
    ScalingHistory.Pause paused = history.paused();
    if (paused != null) {
      ObjectNode one = json.putObject("paused");
      Json.put(one, "from", paused.from());
      Json.put(one, "until", paused.until());
      Json.put(one, "by", paused.by());
    }
    ScalingHistory.RangeHold hold = history.hold();
    if (hold != null) {
      ObjectNode one = json.putObject("hold");
      Json.put(one, "min", hold.min());
      Json.put(one, "max", hold.max());
      Json.put(one, "until", hold.until());
      Json.put(one, "by", hold.by());
    }
    span(json, "frozen", history.frozen());
    Json.put(json, "watchedSince", history.watchedSince());
    return json;
  }

  /** Adds {@code {NAME: …}} with the queues that have something to say. */
  private static void queues(
      ObjectNode json,
      String key,
      ScalingHistory history,
      Predicate<QueueMemory> included,
      BiConsumer<ObjectNode, Named> writer) {
    ObjectNode byName = Json.object();
    history
        .queues()
        .forEach((name, queue) -> {
          if (included.test(queue)) {
            writer.accept(byName, new Named(name, queue));
          }
        });
    if (!byName.isEmpty()) {
      json.set(key, byName);
    }
  }

  private record Named(String name, QueueMemory queue) {}

  private static void reads(ObjectNode json, Named named) {
    ArrayNode reads = json.putArray(named.name());
    for (ScalingHistory.QueueRead read : named.queue().reads()) {
      ObjectNode one = reads.addObject();
      Json.put(one, "at", read.at());
      one.put("visible", read.visible());
      one.put("in-flight", read.inFlight());
      one.put("delayed", read.delayed());
      one.put("running", read.running());
    }
  }

  private static void votes(ObjectNode json, Named named) {
    ArrayNode votes = json.putArray(named.name());
    for (ScalingHistory.Vote vote : named.queue().votes()) {
      ObjectNode one = votes.addObject();
      Json.put(one, "at", vote.at());
      one.put("count", vote.count());
    }
  }

  private static void empty(ObjectNode json, Named named) {
    ObjectNode empty = json.putObject(named.name());
    Json.put(empty, "since", named.queue().emptySince());
    empty.put("reads", named.queue().emptyReads());
  }

  private static void learned(ObjectNode json, Named named) {
    ScalingHistory.Learned learned = named.queue().learned();
    if (learned != null) {
      ObjectNode one = json.putObject(named.name());
      one.set("seconds-per-message", Json.number(learned.secondsPerMessage()));
      if (!learned.samples().isEmpty()) {
        ArrayNode samples = one.putArray("samples");
        learned.samples().forEach(sample -> samples.add(Json.number(sample)));
      }
      Json.put(one, "minute", learned.minute());
    }
  }

  private static void lastSteps(ObjectNode json, ScalingHistory history) {
    if (!history.lastSteps().isEmpty()) {
      ObjectNode byName = json.putObject("lastStep");
      history
          .lastSteps()
          .forEach((name, step) -> {
            ObjectNode one = byName.putObject(name);
            Json.put(one, "at", step.at());
            one.put("desired", step.desired());
          });
    }
  }

  private static void starts(ObjectNode json, ScalingHistory history) {
    if (!history.starts().isEmpty()) {
      ArrayNode starts = json.putArray("starts");
      for (ScalingHistory.Start start : history.starts()) {
        ObjectNode one = starts.addObject();
        Json.put(one, "at", start.at());
        Json.put(one, "ended", start.ended());
        if (start.bad()) {
          one.put("bad", true);
        }
        if (start.unhealthy()) {
          one.put("unhealthy", true);
        }
        Json.put(one, "deployment", start.deployment());
      }
    }
  }

  private static void span(ObjectNode json, String key, @Nullable Span span) {
    if (span != null) {
      ObjectNode one = json.putObject(key);
      Json.put(one, "from", span.from());
      Json.put(one, "until", span.until());
    }
  }
}
