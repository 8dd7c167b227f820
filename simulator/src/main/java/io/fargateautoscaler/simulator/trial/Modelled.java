package io.fargateautoscaler.simulator.trial;

import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.simulator.fleet.FleetSpec;
import io.fargateautoscaler.simulator.fleet.Run;
import io.fargateautoscaler.simulator.load.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be simulated of a policy document.
 *
 * @param policy the document without the rest; it acts
 * @param work of the tasks as the policies describe it
 * @param cpuTarget percent; 60 if no policy has one
 * @param notes sentences on what was left out or assumed
 */
public record Modelled(
    ServicePolicy policy, Kind kind, FleetSpec.Work work, double cpuTarget, List<String> notes)
    implements ModelledOrNot {
  private static final double USUAL_CPU_TARGET = 60;

  public Modelled {
    notes = List.copyOf(notes);
  }

  /** The longest wait that the document allows a message; null if it names none. */
  @Nullable Duration drainWithin() {
    for (ScalingPolicy each : policy.policies()) {
      if (each instanceof QueuePolicy queue
          && queue.goal() instanceof QueuePolicy.DrainWithin drain) {
        return drain.limit();
      }
    }
    return null;
  }

  /**
   * Reduces a document to one kind of load.
   *
   * @param wanted null: the kind of its policies
   * @param late when a wait or an answer is late; null: 1 s for web, 60 s for queues
   */
  public static ModelledOrNot of(
      ServicePolicy document, @Nullable Kind wanted, @Nullable Duration late) {
    List<String> notes = new ArrayList<>();
    List<ScalingPolicy> web = new ArrayList<>();
    List<ScalingPolicy> queue = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (ScalingPolicy each : document.policies()) {
      String reason = leftOut(each, queue);
      if (reason != null) {
        others.add(each.name() + " (" + reason + ")");
      } else {
        (each instanceof QueuePolicy ? queue : web).add(each);
      }
    }
    if (web.isEmpty() && queue.isEmpty()) {
      return new Not(
          "nothing of it can be simulated: "
              + String.join(", ", others)
              + "; a policy on cpu, alb-requests-per-task or a queue is needed");
    }
    if (wanted == null && !web.isEmpty() && !queue.isEmpty()) {
      return new Not(
          "has policies of both kinds: --kind web keeps "
              + names(web)
              + ", --kind queue keeps "
              + names(queue));
    }
    Kind kind = wanted != null ? wanted : queue.isEmpty() ? Kind.WEB : Kind.QUEUE;
    List<ScalingPolicy> kept = kind == Kind.WEB ? web : queue;
    List<ScalingPolicy> dropped = kind == Kind.WEB ? queue : web;
    if (kept.isEmpty()) {
      return new Not(
          "has no policy for --kind "
              + kind.wireName()
              + "; "
              + names(dropped)
              + " would be simulated with --kind "
              + (kind == Kind.WEB ? Kind.QUEUE : Kind.WEB).wireName());
    }
    dropped.forEach(each -> others.add(each.name() + " (of the other kind)"));
    if (!others.isEmpty()) {
      notes.add("Left out of the document: " + String.join(", ", others) + ".");
    }
    double cpuTarget = cpuTarget(kept);
    FleetSpec.Work work =
        kind == Kind.WEB ? web(kept, cpuTarget, late, notes) : queue(kept, late, notes);
    return new Modelled(acting(document, kept, notes), kind, work, cpuTarget, notes);
  }

  /** Why a policy cannot be simulated; null if it can. */
  private static @Nullable String leftOut(ScalingPolicy policy, List<ScalingPolicy> queues) {
    return switch (policy) {
      case QueuePolicy queue ->
          queues.isEmpty() || ((QueuePolicy) queues.getFirst()).queue().equals(queue.queue())
              ? null
              : "a second queue; one is simulated";
      case StepPolicy _ -> "step policies: alarms are not simulated";
      case TargetTrackingPolicy tracking ->
          switch (tracking.metric()) {
            case TargetMetric.Utilization(var resource) ->
                resource == TargetMetric.Resource.CPU ? null : "memory is not simulated";
            case TargetMetric.AlbRequestsPerTask _ -> null;
            case TargetMetric.Custom _ -> "custom metrics are not simulated";
            case TargetMetric.Expression _ -> "expressions are not simulated";
          };
    };
  }

  private static String names(List<ScalingPolicy> policies) {
    return policies.stream().map(ScalingPolicy::name).collect(Collectors.joining(", "));
  }

  private static double cpuTarget(List<ScalingPolicy> kept) {
    for (ScalingPolicy each : kept) {
      if (each instanceof TargetTrackingPolicy tracking
          && tracking.metric() instanceof TargetMetric.Utilization) {
        return tracking.target().doubleValue();
      }
    }
    return USUAL_CPU_TARGET;
  }

  private static FleetSpec.Work web(
      List<ScalingPolicy> kept, double cpuTarget, @Nullable Duration late, List<String> notes) {
    FleetSpec.Web usual = FleetSpec.Web.DEFAULT;
    double perTask = usual.perTask();
    for (ScalingPolicy each : kept) {
      if (each instanceof TargetTrackingPolicy tracking
          && tracking.metric() instanceof TargetMetric.AlbRequestsPerTask) {
        perTask = tracking.target().doubleValue() / 60 / (cpuTarget / 100);
        notes.add(
            "A task can answer %s requests a minute: %s are %s %% CPU."
                .formatted(
                    number(perTask * 60),
                    number(tracking.target().doubleValue()),
                    number(cpuTarget)));
        break;
      }
    }
    double lateAfter = late == null ? usual.lateAfter() : seconds(late);
    return new FleetSpec.Web(
        perTask, usual.meanSeconds(), lateAfter, Math.max(usual.timeOut(), lateAfter));
  }

  private static FleetSpec.Work queue(
      List<ScalingPolicy> kept, @Nullable Duration late, List<String> notes) {
    FleetSpec.Queue usual = FleetSpec.Queue.DEFAULT;
    QueuePolicy.Goal goal = ((QueuePolicy) kept.getFirst()).goal();
    int concurrency;
    BigDecimal given;
    switch (goal) {
      case QueuePolicy.DrainWithin drain -> {
        concurrency = drain.concurrency();
        given = drain.secondsPerMessage();
      }
      case QueuePolicy.MessagesPerTask messages -> {
        concurrency = messages.concurrency();
        given = null;
      }
    }
    double each = given == null ? usual.secondsPerMessage() : given.doubleValue();
    if (given == null) {
      notes.add(
          "The document does not say how long a message takes; here it takes "
              + number(each)
              + " s, which the policy is not told.");
    }
    return new FleetSpec.Queue(each, concurrency, late == null ? usual.lateAfter() : seconds(late));
  }

  private static ServicePolicy acting(
      ServicePolicy document, List<ScalingPolicy> kept, List<String> notes) {
    Guards guards = document.guards();
    var vetoes = new TreeSet<>(guards.vetoScaleOut());
    vetoes.addAll(guards.vetoScaleIn());
    if (!vetoes.isEmpty()) {
      notes.add("Veto alarms are taken as fine: " + String.join(", ", vetoes) + ".");
    }
    if (!document.schedules().isEmpty()) {
      notes.add(
          "The document has schedules: the run begins on Monday "
              + Run.START
              + ", whenever the load was recorded. The others have none.");
    }
    if (document.mode() != Mode.ACTIVE) {
      notes.add("The document does not let it act (mode); here it does.");
    }
    return new ServicePolicy(
        document.service(),
        document.capacity(),
        Mode.ACTIVE,
        kept,
        document.schedules(),
        document.scaleOut(),
        document.scaleIn(),
        new Guards(
            guards.crashLoop(),
            List.of(),
            List.of(),
            guards.capacityAfter(),
            guards.deploymentHold()),
        document.respectExternal());
  }

  /** Its targets and minimum in words. */
  String setting() {
    return policy.policies().stream().map(Modelled::target).collect(Collectors.joining(", "))
        + ", min "
        + policy.capacity().min();
  }

  private static String target(ScalingPolicy policy) {
    return switch (policy) {
      case QueuePolicy queue ->
          switch (queue.goal()) {
            case QueuePolicy.DrainWithin drain ->
                "drain within " + drain.limit().toSeconds() + " s";
            case QueuePolicy.MessagesPerTask messages ->
                number(messages.messages().doubleValue()) + " messages a task";
          };
      case TargetTrackingPolicy tracking ->
          tracking.metric() instanceof TargetMetric.Utilization
              ? "cpu " + number(tracking.target().doubleValue())
              : "requests " + number(tracking.target().doubleValue());
      case StepPolicy step -> step.name();
    };
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** With two decimals at most, without zeros at the end. */
  static String number(double value) {
    return BigDecimal.valueOf(Math.round(value * 100), 2).stripTrailingZeros().toPlainString();
  }
}
