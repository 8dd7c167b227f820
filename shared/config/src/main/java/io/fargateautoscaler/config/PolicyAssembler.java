package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepLimit;
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
    onlyKnown(document, Section.DOCUMENT);
    document.value("schema", DocumentKeys.SCHEMA.scalar());
    ServiceRef service = service(document, expectedPath);
    CapacityRange capacity = capacity(document);
    Mode mode = document.value("mode", DocumentKeys.MODE.scalar(), Mode.ACTIVE);
    List<ScalingPolicy> policies = policies(document);
    boolean queueOnly =
        !policies.isEmpty() && policies.stream().allMatch(QueuePolicy.class::isInstance);
    if (capacity != null
        && capacity.min() == 0
        && !policies.isEmpty()
        && policies.stream().noneMatch(QueuePolicy.class::isInstance)
        && problems.count() == before) {
      problems.add(
          lineOf(document, "capacity", "min"),
          "capacity.min",
          "0 needs a queue policy, which can wake the service; allowed 1 to " + capacity.max());
    }
    ScaleOut scaleOut = scaleOut(document);
    ScaleIn scaleIn = scaleIn(document, queueOnly ? ScaleIn.QUEUE_DEFAULT : ScaleIn.DEFAULT);
    Guards guards = guards(document);
    Duration respectExternal =
        document.value(
            "respect-external",
            DocumentKeys.RESPECT_EXTERNAL.scalar(),
            ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
    if (service == null || capacity == null || policies.isEmpty() || problems.count() > before) {
      return null;
    }
    return new ServicePolicy(
        service, capacity, mode, policies, List.of(), scaleOut, scaleIn, guards, respectExternal);
  }

  private static int lineOf(Fields document, String key, String below) {
    return document.node(key) instanceof Node.Entries entries
            && entries.byKey().get(below) instanceof Node.Entry entry
        ? entry.line()
        : document.line(key);
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
    onlyKnown(fields, Section.CAPACITY);
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
    if (policy.node("type") instanceof Node.Scalar(_, var text) && text.equals("step")) {
      policy.problem(
          "type", "step is not supported in this version; allowed " + Found.list(PolicyKeys.TYPES));
      return null;
    }
    String type = policy.required("type", TrackingKeys.TYPE.scalar());
    return switch (type) {
      case "target-tracking" -> {
        onlyKnown(policy, Section.TARGET_TRACKING);
        yield new TargetTrackingAssembler(this).read(name, policy);
      }
      case "queue" -> {
        onlyKnown(policy, Section.QUEUE);
        yield QueueAssembler.read(name, policy);
      }
      case null, default -> null;
    };
  }

  private ScaleOut scaleOut(Fields document) {
    Fields fields = document.fields("scale-out");
    if (fields == null) {
      return ScaleOut.DEFAULT;
    }
    onlyKnown(fields, Section.SCALE_OUT);
    if (fields.has("stabilization")
        && fields.node("stabilization") instanceof Node.Scalar(_, var text)
        && ValueType.parseDuration(text) instanceof Duration given
        && !given.isZero()) {
      fields.problem(
          "stabilization", Found.value(text) + " is not supported in this version; allowed 0s");
    } else {
      fields.value("stabilization", LimitKeys.OUT_STABILIZATION.scalar());
    }
    if (isUnlimited(fields)) {
      return new ScaleOut(new StepLimit.Unlimited());
    }
    Fields step = step(fields);
    if (step == null) {
      return ScaleOut.DEFAULT;
    }
    onlyKnown(step, Section.SCALE_OUT_STEP);
    return new ScaleOut(
        new StepLimit.Limited(
            step.value("percent", LimitKeys.OUT_PERCENT.scalar(), 300),
            step.value("tasks", LimitKeys.OUT_TASKS.scalar(), 4),
            step.value("per", LimitKeys.OUT_PER.scalar(), Duration.ofSeconds(60))));
  }

  private ScaleIn scaleIn(Fields document, ScaleIn byDefault) {
    Fields fields = document.fields("scale-in");
    if (fields == null) {
      return byDefault;
    }
    onlyKnown(fields, Section.SCALE_IN);
    return new ScaleIn(
        fields.value("enabled", LimitKeys.IN_ENABLED.scalar(), byDefault.enabled()),
        fields.value(
            "stabilization", LimitKeys.IN_STABILIZATION.scalar(), byDefault.stabilization()),
        fields.value("every", LimitKeys.IN_EVERY.scalar(), byDefault.every()),
        scaleInStep(fields, byDefault.step()));
  }

  private StepLimit scaleInStep(Fields scaleIn, StepLimit byDefault) {
    if (isUnlimited(scaleIn)) {
      return new StepLimit.Unlimited();
    }
    Fields step = step(scaleIn);
    if (step == null) {
      return byDefault;
    }
    onlyKnown(step, Section.SCALE_IN_STEP);
    return new StepLimit.Limited(
        step.value("percent", LimitKeys.IN_PERCENT.scalar(), 50),
        step.value("tasks", LimitKeys.IN_TASKS.scalar(), 1),
        Duration.ZERO);
  }

  private static boolean isUnlimited(Fields fields) {
    return fields.node("step") instanceof Node.Scalar(_, var text)
        && text.equals(PolicyKeys.UNLIMITED);
  }

  private static @Nullable Fields step(Fields fields) {
    Node node = fields.node("step");
    if (node == null || node instanceof Node.Entries) {
      return fields.fields("step");
    }
    fields.problem(
        "step", Found.node(node) + "; allowed unlimited, or a mapping of percent and tasks");
    return null;
  }

  private Guards guards(Fields document) {
    Fields fields = document.fields("guards");
    if (fields == null) {
      return Guards.DEFAULT;
    }
    onlyKnown(fields, Section.GUARDS);
    return new Guards(
        Guards.DEFAULT.crashLoop(),
        List.of(),
        List.of(),
        Guards.DEFAULT.capacityAfter(),
        fields.value(
            "deployment-hold",
            GuardKeys.DEPLOYMENT_HOLD.scalar(),
            Guards.DEFAULT.deploymentHold()));
  }

  /** Problems for keys that the table does not have. */
  void onlyKnown(Fields fields, Section section) {
    List<String> known = PolicyKeys.names(section);
    List<String> later = PolicyKeys.LATER.getOrDefault(section, List.of());
    for (String key : fields.keys()) {
      if (later.contains(key)) {
        fields.problem(key, "not supported in this version; allowed: " + Found.list(known));
      } else if (!known.contains(key)) {
        fields.problem(key, Found.unknown(key, known));
      }
    }
  }
}
