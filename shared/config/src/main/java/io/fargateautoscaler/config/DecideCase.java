package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code decide}: what a decision reads. The line may also be a whole decision record.
 *
 * @param id empty if the line has none
 */
public record DecideCase(
    String id,
    ServicePolicy policy,
    Mode stackMode,
    Observation observation,
    ScalingHistory history) {
  /** Longest line, in characters. */
  public static final int MAX_LENGTH = 1_048_576;

  private static final ServiceRef DEMO = new ServiceRef("demo", "service");
  private static final List<String> KEYS =
      List.of("id", "policy", "stackMode", "observation", "history");
  private static final List<String> RECORD_KEYS =
      List.of(
          "schema",
          "at",
          "service",
          "trigger",
          "recommended",
          "trace",
          "decision",
          "applied",
          "why");
  private static final ValueType<String> ID =
      ValueType.text("(?s).{0,500}", "a text of at most 500 characters");

  /**
   * A line that was read, or why it was not.
   *
   * @param id null if it could not be read
   * @param error all problems in one text; null if there is a value
   */
  public record Result(@Nullable String id, Optional<DecideCase> value, @Nullable String error) {}

  /** Reads a line. Never throws, whatever the line. */
  public static Result read(String line) {
    if (line.length() > MAX_LENGTH) {
      return new Result(null, Optional.empty(), "longer than " + MAX_LENGTH + " characters");
    }
    var problems = new Problems();
    Fields fields =
        TreeReader.json(line, problems).map(node -> Fields.of(node, "", problems)).orElse(null);
    if (fields == null) {
      return failed(null, problems);
    }
    String id = fields.value("id", ID);
    boolean recorded =
        fields.node("policy") instanceof Node.Entries policy
            && policy.byKey().containsKey("document");
    var known = new ArrayList<>(KEYS);
    if (recorded) {
      known.addAll(RECORD_KEYS);
    }
    fields.only(known);
    ServicePolicy policy = policy(fields, problems, recorded);
    Mode stackMode = fields.value("stackMode", ValueType.words(Mode.class), Mode.ACTIVE);
    Observation observation = observation(fields, policy, recorded);
    ScalingHistory history = history(fields, observation, recorded);
    if (problems.any() || policy == null || observation == null) {
      return failed(id, problems);
    }
    ScalingHistory complete = recorded ? history : withEmptiness(history, observation, policy);
    String name = id == null ? "" : id;
    return new Result(
        id, Optional.of(new DecideCase(name, policy, stackMode, observation, complete)), null);
  }

  private static Result failed(@Nullable String id, Problems problems) {
    String error = problems.all().stream().map(Problem::toString).collect(Collectors.joining("; "));
    return new Result(id, Optional.empty(), error);
  }

  private static @Nullable ServicePolicy policy(
      Fields fields, Problems problems, boolean recorded) {
    Fields outer = recorded ? fields.fields("policy") : fields;
    String key = recorded ? "document" : "policy";
    Node document = outer == null ? null : outer.node(key);
    if (document == null) {
      fields.problem("policy", "missing; the policy document as JSON is needed");
      return null;
    }
    // Its own list, so that paths within the document can be told from those of the line.
    var inPolicy = new Problems();
    ServicePolicy policy = new PolicyAssembler(inPolicy, DEMO).read(document, null);
    for (Problem problem : inPolicy.all()) {
      String path = problem.path().isEmpty() ? "policy" : "policy." + problem.path();
      problems.add(problem.line(), path, problem.message());
    }
    return policy;
  }

  private static @Nullable Observation observation(
      Fields fields, @Nullable ServicePolicy policy, boolean recorded) {
    if (!fields.has("observation")) {
      fields.problem("observation", "missing; now, service and loads are needed");
      return null;
    }
    Fields below = fields.fields("observation");
    return below == null ? null : new ObservationReader(policy, recorded).read(below);
  }

  private static ScalingHistory history(
      Fields fields, @Nullable Observation observation, boolean recorded) {
    Fields history = fields.fields("history");
    if (history != null) {
      history.only(HistoryReader.KEYS);
    }
    ScalingHistory read =
        HistoryReader.read(
            history, observation == null ? 0 : observation.service().running(), !recorded);
    RangeHold hold = read.hold();
    Fields held = history == null || hold == null ? null : history.fields("hold");
    Integer min = hold == null ? null : hold.min();
    Integer max = hold == null ? null : hold.max();
    // A record is read as it was decided, whatever it holds.
    if (!recorded && held != null && min != null && max != null && max < min) {
      held.problem("max", max + " is below min (" + min + ")");
    }
    return read;
  }

  /** Adds since when queues are empty, as the reads before the newest one show it. */
  private static ScalingHistory withEmptiness(
      ScalingHistory history, Observation observation, ServicePolicy policy) {
    var queues = new TreeMap<>(history.queues());
    for (ScalingPolicy one : policy.policies()) {
      if (one instanceof QueuePolicy
          && observation.loads().get(one.name()) instanceof Load.QueueDepth newest) {
        QueueMemory memory = queues.getOrDefault(one.name(), QueueMemory.NONE);
        if (memory.emptySince() == null && memory.emptyReads() == 0) {
          queues.put(one.name(), withEmptiness(memory, newest));
        }
      }
    }
    return history.but().queues(queues).build();
  }

  private static QueueMemory withEmptiness(QueueMemory memory, Load.QueueDepth newest) {
    Instant since = null;
    int reads = 0;
    for (ScalingHistory.QueueRead read : memory.reads()) {
      if (!read.at().isBefore(newest.at())) {
        continue;
      }
      boolean empty = read.visible() == 0 && read.inFlight() == 0 && read.delayed() == 0;
      reads = empty ? reads + 1 : 0;
      if (!empty) {
        since = null;
      } else if (since == null) {
        since = read.at();
      }
    }
    return new QueueMemory(memory.reads(), memory.votes(), since, reads, memory.learned());
  }
}
