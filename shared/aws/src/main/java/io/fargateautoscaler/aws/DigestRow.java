package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.digest.Episode;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.NoticeDetail.Failed.Cause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a service's digest of failed tasks: open episodes by class. */
final class DigestRow {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final System.Logger LOG = System.getLogger(DigestRow.class.getName());

  private static final Map<String, StopClass> CLASSES =
      Stream.of(StopClass.values())
          .collect(Collectors.toUnmodifiableMap(StopClass::wireName, each -> each));

  private DigestRow() {}

  static String write(FailureDigest digest) {
    ObjectNode json = MAPPER.createObjectNode();
    digest
        .episodes()
        .forEach((stopClass, episode) -> write(json.putObject(stopClass.wireName()), episode));
    return json.toString();
  }

  private static void write(ObjectNode json, Episode episode) {
    json.put("id", episode.id());
    json.put("since", episode.since().toString());
    json.put("until", episode.until().toString());
    json.put("toldAt", episode.toldAt().toString());
    json.put("told", episode.told());
    json.put("untold", episode.untold().count());
    ArrayNode causes = json.putArray("causes");
    for (Cause cause : episode.untold().causes()) {
      ObjectNode each = causes.addObject();
      each.put("count", cause.count());
      each.put("cause", cause.cause());
      each.put("nextStep", cause.nextStep());
      if (cause.taskDefinition() != null) {
        each.put("taskDefinition", cause.taskDefinition());
      }
    }
    episode.untold().tasks().forEach(json.putArray("tasks")::add);
  }

  /** The episodes; one that cannot be read is logged and left out. */
  static FailureDigest read(String text) {
    SortedMap<StopClass, Episode> episodes = new TreeMap<>();
    try {
      MAPPER
          .readTree(text)
          .properties()
          .forEach(entry ->
              Optional.ofNullable(CLASSES.get(entry.getKey()))
                  .flatMap(stopClass -> episode(entry.getValue()))
                  .ifPresentOrElse(
                      episode -> episodes.put(CLASSES.get(entry.getKey()), episode),
                      () -> lost(entry.toString())));
    } catch (JsonProcessingException e) {
      lost(e.toString());
    }
    return new FailureDigest(episodes);
  }

  private static void lost(String what) {
    LOG.log(System.Logger.Level.ERROR, "a digest is lost: {0}", Reasons.line(what));
  }

  private static Optional<Episode> episode(JsonNode json) {
    List<Cause> causes = new ArrayList<>();
    for (JsonNode each : json.path("causes")) {
      JsonNode definition = each.path("taskDefinition");
      causes.add(
          new Cause(
              each.path("count").asInt(),
              each.path("cause").asText(),
              each.path("nextStep").asText(),
              definition.isTextual() ? definition.asText() : null));
    }
    List<String> tasks = new ArrayList<>();
    json.path("tasks").forEach(task -> tasks.add(task.asText()));
    int untold = json.path("untold").asInt();
    if (untold > 0 && (causes.isEmpty() || tasks.isEmpty())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Episode(
              json.path("id").asText(),
              Instant.parse(json.path("since").asText()),
              Instant.parse(json.path("until").asText()),
              Instant.parse(json.path("toldAt").asText()),
              json.path("told").asInt(),
              new Episode.Untold(untold, causes, tasks)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
