package io.fargateautoscaler.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.ClassifiedTrouble;
import io.fargateautoscaler.core.failure.ServiceClassifier;
import io.fargateautoscaler.core.failure.ServiceTrouble;
import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.text.Untrusted;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in one JSON line per event what the product would make of it. */
public final class Replay {

  private static final String NO_POLICY = "service without a policy";

  private final EventDecoder decoder;
  private final JsonMapper mapper;
  private final Set<String> known = new TreeSet<>();
  private final Map<String, Set<String>> byAlarm = new TreeMap<>();

  public Replay(EventDecoder decoder) {
    this(decoder, List.of());
  }

  /**
   * With the policies that are in force: an alarm that one of them names belongs to its service,
   * and nothing follows for other services. Without any, every service counts.
   */
  public Replay(EventDecoder decoder, Collection<ServicePolicy> policies) {
    this.decoder = decoder;
    for (ServicePolicy policy : policies) {
      String service = policy.service().toString();
      known.add(service);
      for (String alarm : policy.alarmNames()) {
        byAlarm.computeIfAbsent(alarm, _ -> new TreeSet<>()).add(service);
      }
    }
    // Pure ASCII: nothing in the line can move the cursor of a terminal.
    mapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  }

  /**
   * The line for one event, without a line break: {@code file}, {@code kind}, {@code services},
   * {@code hints} (services to look at), {@code failure} that people are told of, {@code trouble}
   * of a service, and {@code ignored}, which says why there are no hints. Of the events in an
   * envelope the first failure and the first trouble stand there.
   */
  public String line(String file, String body) {
    Decoded event = decoder.decode(body);
    ObjectNode line = mapper.createObjectNode();
    line.put("file", file);
    line.put("kind", event.kind().wireName());
    add(line.putArray("services"), event.leaves().flatMap(leaf -> services(leaf).stream()));
    add(line.putArray("hints"), event.leaves().flatMap(leaf -> hints(leaf).stream()));
    FailureSummary failure =
        event.leaves().map(Replay::failure).filter(Objects::nonNull).findFirst().orElse(null);
    if (failure != null) {
      addFailure(line.putObject("failure"), failure);
    }
    ClassifiedTrouble trouble =
        event.leaves().map(Replay::trouble).filter(Objects::nonNull).findFirst().orElse(null);
    if (trouble != null) {
      addTrouble(line.putObject("trouble"), trouble);
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

  private static void add(ArrayNode array, Stream<String> values) {
    values.distinct().forEach(array::add);
  }

  /** The services that an event names, and those whose policies name its alarm. */
  private Set<String> services(Decoded leaf) {
    Set<String> services = new LinkedHashSet<>(leaf.services());
    if (leaf instanceof Decoded.AlarmChange alarm && alarm.alarmName() != null) {
      services.addAll(byAlarm.getOrDefault(alarm.alarmName(), Set.of()));
    }
    return services;
  }

  private Set<String> hints(Decoded leaf) {
    Set<String> hints = new LinkedHashSet<>(Hints.of(leaf));
    if (leaf instanceof Decoded.AlarmChange && leaf.ignored() == null) {
      hints.addAll(services(leaf));
    }
    if (needsPolicy(leaf)) {
      hints.removeIf(service -> !service.equals(Hints.ALL) && !known.contains(service));
    }
    return hints;
  }

  /** A change of a document is worth a look before there is a policy. */
  private boolean needsPolicy(Decoded leaf) {
    return !known.isEmpty() && !(leaf instanceof Decoded.ParameterChange);
  }

  private static @Nullable FailureSummary failure(Decoded event) {
    return event.ignored() == null
            && event instanceof Decoded.TaskChange(_, var task)
            && task != null
        ? FailureSummary.of(task)
        : null;
  }

  private static void addFailure(ObjectNode json, FailureSummary failure) {
    Classified classified = failure.classified();
    StopFacts stop = failure.task().stop();
    json.put("service", failure.service());
    json.put("class", classified.stopClass().wireName());
    json.put("cause", classified.cause());
    json.put("next", classified.nextStep());
    Untrusted reason = stop.stoppedReason();
    if (reason != null) {
      json.put("reason", reason.forLog());
    }
    if (stop.stopCode() != null) {
      json.put("stopCode", stop.stopCode());
    }
    if (stop.taskDefinition() != null) {
      json.put("taskDefinition", stop.taskDefinition());
    }
  }

  private static @Nullable ClassifiedTrouble trouble(Decoded event) {
    if (event.ignored() != null || !(event instanceof Decoded.ServiceChange change)) {
      return null;
    }
    ClassifiedTrouble classified = ServiceClassifier.classify(change.facts());
    return classified.trouble() == ServiceTrouble.NONE ? null : classified;
  }

  private static void addTrouble(ObjectNode json, ClassifiedTrouble trouble) {
    json.put("class", trouble.trouble().wireName());
    json.put("cause", trouble.cause());
    json.put("next", trouble.nextStep());
  }

  /** Why there is no look: for an envelope only when no event in it leads to one. */
  private @Nullable String ignored(Decoded event) {
    List<Decoded> leaves = event.leaves().toList();
    boolean all = leaves.stream().allMatch(leaf -> leafIgnored(leaf) != null);
    return all ? leafIgnored(leaves.getFirst()) : null;
  }

  private @Nullable String leafIgnored(Decoded leaf) {
    if (leaf.ignored() != null) {
      return leaf.ignored();
    }
    Set<String> services = services(leaf);
    if (services.isEmpty()) {
      return leaf instanceof Decoded.AlarmChange ? "no service named" : null;
    }
    boolean without = needsPolicy(leaf) && services.stream().noneMatch(known::contains);
    return without ? NO_POLICY : null;
  }
}
