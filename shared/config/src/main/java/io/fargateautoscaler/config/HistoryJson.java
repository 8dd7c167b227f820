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
    if (!history.samplesPerTask().isEmpty()) {
      ObjectNode samples = json.putObject("samplesPerTask");
      history.samplesPerTask().forEach((name, count) -> samples.put(name, count));
    }
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

  private static void span(ObjectNode json, String key, @Nullable Span span) {
    if (span != null) {
      ObjectNode one = json.putObject(key);
      Json.put(one, "from", span.from());
      Json.put(one, "until", span.until());
    }
  }
}
