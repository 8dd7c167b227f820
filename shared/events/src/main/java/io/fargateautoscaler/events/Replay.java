package io.fargateautoscaler.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in one JSON line per event what the product would make of it. */
public final class Replay {

  private final EventDecoder decoder;
  private final JsonMapper mapper;

  public Replay(EventDecoder decoder) {
    this.decoder = decoder;
    // Pure ASCII: nothing in the line can move the cursor of a terminal.
    mapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  }

  /**
   * The line for one event, without a line break: {@code file}, {@code kind}, {@code services},
   * {@code hints}, and {@code failure} and {@code ignored} where there is one.
   */
  public String line(String file, String body) {
    Decoded event = decoder.decode(body);
    ObjectNode line = mapper.createObjectNode();
    line.put("file", file);
    line.put("kind", event.kind().wireName());
    add(line.putArray("services"), event.services());
    add(line.putArray("hints"), Hints.of(event));
    FailureSummary failure =
        event.leaves().map(Replay::failure).filter(Objects::nonNull).findFirst().orElse(null);
    if (failure != null) {
      addFailure(line.putObject("failure"), failure);
    }
    String ignored = ignored(event);
    if (ignored != null) {
      line.put("ignored", ignored);
    }
    try {
      return mapper.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  private static void add(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static @Nullable FailureSummary failure(Decoded event) {
    return event.ignored() == null
            && event instanceof Decoded.TaskChange(_, var task)
            && task != null
        ? FailureSummary.of(task)
        : null;
  }

  private static void addFailure(ObjectNode json, FailureSummary failure) {
    json.put("service", failure.service());
    json.put("class", failure.kind().wireName());
    Untrusted reason = failure.reason();
    if (reason != null) {
      json.put("reason", reason.forLog());
    }
    if (failure.stopCode() != null) {
      json.put("stopCode", failure.stopCode());
    }
    if (failure.taskDefinition() != null) {
      json.put("taskDefinition", failure.taskDefinition());
    }
  }

  /** Why nothing follows: for an envelope only when nothing follows from any event in it. */
  private static @Nullable String ignored(Decoded event) {
    List<Decoded> leaves = event.leaves().toList();
    boolean all = leaves.stream().allMatch(leaf -> leafIgnored(leaf) != null);
    return all ? leafIgnored(leaves.getFirst()) : null;
  }

  private static @Nullable String leafIgnored(Decoded leaf) {
    boolean nameless = leaf instanceof Decoded.AlarmChange && leaf.services().isEmpty();
    return leaf.ignored() == null && nameless ? "no service named" : leaf.ignored();
  }
}
