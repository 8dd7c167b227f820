package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a policy of a tree of nodes; reads on after a problem, to find the others. */
final class PolicyAssembler {
  private static final Pattern POLICY_NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final Problems problems;
  private final @Nullable ServiceRef serviceIfAbsent;

  PolicyAssembler(Problems problems) {
    this(problems, null);
  }

  /**
   * @param serviceIfAbsent null: a document must name its service
   */
  PolicyAssembler(Problems problems, @Nullable ServiceRef serviceIfAbsent) {
    this.problems = problems;
    this.serviceIfAbsent = serviceIfAbsent;
  }

  /** The policy; null if there was a problem. */
  @Nullable ServicePolicy read(Node root, @Nullable String expectedPath) {
    int before = problems.count();
    Fields document = Fields.of(root, "", problems);
    if (document == null) {
      return null;
    }
    document.only(PolicyKeys.names(Section.DOCUMENT));
    document.value("schema", DocumentKeys.SCHEMA.scalar());
    ServiceRef service = service(document, expectedPath);
    CapacityRange capacity = capacity(document);
    Mode mode = document.value("mode", DocumentKeys.MODE.scalar(), Mode.ACTIVE);
    List<ScalingPolicy> policies = policies(document);
    boolean queue = policies.stream().anyMatch(QueuePolicy.class::isInstance);
    boolean queueOnly = queue && policies.stream().allMatch(QueuePolicy.class::isInstance);
    List<Schedule> schedules = new ScheduleAssembler(capacity, queue).read(document);
    boolean wakes =
        queue || schedules.stream().anyMatch(one -> one.min() != null && one.min() >= 1);
    if (capacity != null
        && capacity.min() == 0
        && !policies.isEmpty()
        && !wakes
        && problems.count() == before) {
      problems.add(
          lineOf(document, "capacity", "min"),
          "capacity.min",
          "0 needs a queue policy, or a schedule with a min of at least 1, which can wake the"
              + " service; allowed 1 to "
              + capacity.max());
    }
    ScaleOut scaleOut = LimitAssembler.scaleOut(document);
    ScaleIn scaleIn =
        LimitAssembler.scaleIn(document, queueOnly ? ScaleIn.QUEUE_DEFAULT : ScaleIn.DEFAULT);
    Guards guards = GuardAssembler.read(document);
    Duration respectExternal =
        document.value(
            "respect-external",
            DocumentKeys.RESPECT_EXTERNAL.scalar(),
            ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
    String wakeAlarm = document.value("wake-alarm", DocumentKeys.WAKE_ALARM.scalar());
    if (service == null || capacity == null || policies.isEmpty() || problems.count() > before) {
      return null;
    }
    return new ServicePolicy(
            service,
            capacity,
            mode,
            policies,
            schedules,
            scaleOut,
            scaleIn,
            guards,
            respectExternal)
        .wokenBy(wakeAlarm);
  }

  private static int lineOf(Fields document, String key, String below) {
    Node.Entry entry =
        document.node(key) instanceof Node.Entries entries ? entries.byKey().get(below) : null;
    return entry == null ? document.line(key) : entry.line();
  }

  private @Nullable ServiceRef service(Fields document, @Nullable String expectedPath) {
    if (serviceIfAbsent != null && !document.has("service")) {
      return serviceIfAbsent;
    }
    String text = document.required("service", DocumentKeys.SERVICE.scalar());
    if (text == null) {
      return null;
    }
    if (expectedPath != null && !text.equals(expectedPath)) {
      document.problem(
          "service", Found.value(text) + "; the parameter is for " + Found.cut(expectedPath));
    }
    return ServiceRef.parse(text).orElse(null);
  }

  private @Nullable CapacityRange capacity(Fields document) {
    if (!document.has("capacity")) {
      problems.add(document.line(), "capacity", "missing; a range is needed: {min: 2, max: 10}");
      return null;
    }
    Fields fields = document.fields("capacity");
    if (fields == null) {
      return null;
    }
    fields.only(PolicyKeys.names(Section.CAPACITY));
    Integer min = fields.required("min", DocumentKeys.MIN.scalar());
    Integer max = fields.required("max", DocumentKeys.MAX.scalar());
    if (min == null || max == null) {
      return null;
    }
    if (max < min) {
      fields.problem("max", max + " is below capacity.min (" + min + ")");
      return null;
    }
    return new CapacityRange(min, max);
  }

  private List<ScalingPolicy> policies(Fields document) {
    var policies = new ArrayList<ScalingPolicy>();
    if (!document.has("policies")) {
      problems.add(document.line(), "policies", "missing; at least one policy is needed");
      return policies;
    }
    Fields fields = document.fields("policies");
    if (fields == null) {
      return policies;
    }
    if (fields.keys().isEmpty()) {
      document.problem("policies", "empty; at least one policy is needed");
    }
    for (String name : fields.keys()) {
      if (!POLICY_NAME.matcher(name).matches()) {
        fields.problem(
            name, "the name of a policy must be [a-z][a-z0-9-]{0,31}, for example cpu or orders-1");
      } else if (PolicyKeys.RESERVED_NAMES.contains(name)) {
        fields.problem(
            name,
            "reserved; the name of a policy must not be " + Found.list(PolicyKeys.RESERVED_NAMES));
      }
      Fields policy = fields.fields(name);
      ScalingPolicy read = policy == null ? null : policy(name, policy);
      if (read != null) {
        policies.add(read);
      }
    }
    return policies;
  }

  private @Nullable ScalingPolicy policy(String name, Fields policy) {
    String type = policy.required("type", TrackingKeys.TYPE.scalar());
    return switch (type) {
      case "target-tracking" -> {
        policy.only(PolicyKeys.names(Section.TARGET_TRACKING));
        yield TargetTrackingAssembler.read(name, policy);
      }
      case "queue" -> {
        policy.only(PolicyKeys.names(Section.QUEUE));
        yield QueueAssembler.read(name, policy);
      }
      case "step" -> {
        policy.only(PolicyKeys.names(Section.STEP));
        yield StepAssembler.read(name, policy);
      }
      case null, default -> null;
    };
  }
}
