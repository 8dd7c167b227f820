package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric.AlbRequestsPerTask;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.AlarmSource;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a service and its loads, and decides by a document as the autoscaler would now. Changes
 * nothing. Nothing is remembered: queues are seen at one instant, so their growth is not known.
 */
public final class LiveCheck {
  /** As far back as the reconciler reads beyond the stabilization window. */
  private static final Duration METRIC_LAG = Duration.ofMinutes(5);

  private final Sources sources;
  private final InstantSource clock;

  /**
   * What is read.
   *
   * @param loadBalancers from a target group to its load balancer's dimension, if there is one
   */
  public record Sources(
      ScalableTarget services,
      LoadSource loads,
      AlarmSource alarms,
      Function<String, Optional<String>> loadBalancers,
      StartUpSource startUps) {}

  public LiveCheck(Sources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * How the document fits now; its mode does not count.
   *
   * @throws Trouble if ECS cannot be read
   */
  public LiveReport check(ServicePolicy document) {
    ServiceRef service = document.service();
    return switch (sources.services().describe(List.of(service)).get(service)) {
      case ScalableTarget.Read read -> check(document, read.status());
      case ScalableTarget.Unreadable unreadable ->
          throw new Trouble("the service " + service + " cannot be read: " + unreadable.reason());
      case null -> throw new Trouble("the service " + service + " cannot be read");
    };
  }

  private LiveReport check(ServicePolicy document, ServiceStatus found) {
    ServiceRef service = document.service();
    if (found.lifecycle() != ServiceStatus.Lifecycle.ACTIVE) {
      return LiveReport.problem(
          service,
          found.lifecycle() == ServiceStatus.Lifecycle.MISSING
              ? "service: there is no service " + service
              : "service: " + service + " is " + found.lifecycle());
    }
    if (found.controller() == ServiceStatus.Controller.DAEMON
        || found.controller() == ServiceStatus.Controller.EXTERNAL) {
      return LiveReport.problem(
          service, "service: the count of a service under " + found.controller() + " is not ours");
    }
    ServicePolicy policy = active(complete(document, found));
    ServiceStatus alone = alone(found);
    Map<String, Alarm> alarms = sources.alarms().read(policy.alarmNames());
    Map<String, Load> loads = loads(policy, alone, alarms);
    Map<String, AlarmState> states = new TreeMap<>();
    alarms.forEach((name, alarm) -> states.put(name, alarm.state()));
    Observation observation = new Observation(clock.instant(), alone, loads, states);
    Decision decision = Decider.decide(policy, Mode.ACTIVE, observation, ScalingHistory.NONE);
    int end =
        Decider.decide(unlimited(policy), Mode.ACTIVE, observation, ScalingHistory.NONE).count();
    List<String> problems = new ArrayList<>();
    List<String> said = new ArrayList<>();
    decision
        .recommended()
        .forEach((name, each) -> {
          said.add(name + ": " + text(each) + period(loads.get(name)));
          if (each instanceof Recommendation.Blind blind) {
            problems.add("policies." + name + ": blind: " + blind.because());
          }
        });
    problems.addAll(missing("veto-scale-out", policy.guards().vetoScaleOut(), states));
    problems.addAll(missing("veto-scale-in", policy.guards().vetoScaleIn(), states));
    return new LiveReport(
        service,
        found.desired(),
        decision.count(),
        end,
        sentence(decision, found.desired(), end),
        said,
        problems,
        new LiveWarnings(policy, found, loads).with(sources.startUps().startUps(service)));
  }

  private Map<String, Load> loads(
      ServicePolicy policy, ServiceStatus status, Map<String, Alarm> alarms) {
    Map<String, LoadSource.Request> requests = new TreeMap<>();
    for (ScalingPolicy each : policy.policies()) {
      requests.put(
          each.name(),
          new LoadSource.Request(
              policy.service(),
              each,
              status,
              policy.scaleIn().stabilization().plus(METRIC_LAG),
              each instanceof StepPolicy step
                  ? alarms.getOrDefault(step.alarm(), Alarm.MISSING)
                  : null));
    }
    Instant now = clock.instant();
    Map<LoadSource.Request, Load> read = sources.loads().read(requests.values(), now);
    Map<String, Load> loads = new HashMap<>();
    requests.forEach((name, request) ->
        loads.put(name, read.getOrDefault(request, new Load.Missing("not read"))));
    return loads;
  }

  /** The document with the load balancers that its author left out, as when it comes into force. */
  private ServicePolicy complete(ServicePolicy document, ServiceStatus found) {
    List<ScalingPolicy> policies =
        document.policies().stream().map(each -> complete(each, found)).toList();
    return with(document, document.mode(), policies, document.scaleOut(), document.scaleIn());
  }

  private ScalingPolicy complete(ScalingPolicy policy, ServiceStatus found) {
    if (!(policy instanceof TargetTrackingPolicy tracking)
        || !(tracking.metric() instanceof AlbRequestsPerTask metric)
        || metric.loadBalancer() != null) {
      return policy;
    }
    String group = metric.targetGroup();
    if (group == null && found.targetGroups().size() == 1) {
      group = found.targetGroups().getFirst();
    }
    Optional<String> balancer = group == null ? Optional.empty() : balancer(group);
    return balancer.isEmpty()
        ? policy
        : new TargetTrackingPolicy(
            tracking.name(),
            new AlbRequestsPerTask(metric.targetGroup(), balancer.get()),
            tracking.target(),
            tracking.tolerance(),
            tracking.warmUp(),
            tracking.direction());
  }

  private Optional<String> balancer(String group) {
    try {
      return sources.loadBalancers().apply(group);
    } catch (StateStore.Unavailable e) {
      return Optional.empty();
    }
  }

  private static ServicePolicy active(ServicePolicy it) {
    return with(it, Mode.ACTIVE, it.policies(), it.scaleOut(), it.scaleIn());
  }

  private static ServicePolicy unlimited(ServicePolicy it) {
    StepLimit none = new StepLimit.Unlimited();
    ScaleIn in = it.scaleIn();
    return with(
        it,
        it.mode(),
        it.policies(),
        new ScaleOut(none),
        new ScaleIn(in.enabled(), in.stabilization(), in.every(), none));
  }

  private static ServicePolicy with(
      ServicePolicy it, Mode mode, List<ScalingPolicy> policies, ScaleOut out, ScaleIn in) {
    return new ServicePolicy(
        it.service(),
        it.capacity(),
        mode,
        policies,
        it.schedules(),
        out,
        in,
        it.guards(),
        it.respectExternal());
  }

  /** As if nobody else scaled it: what would be is the question. */
  private static ServiceStatus alone(ServiceStatus it) {
    return new ServiceStatus(
        it.desired(),
        it.running(),
        it.pending(),
        it.lifecycle(),
        it.controller(),
        it.deployment(),
        it.deploymentStartedAt(),
        it.deploymentId(),
        it.targetGroups(),
        null);
  }

  private static List<String> missing(
      String guard, List<String> names, Map<String, AlarmState> states) {
    return names.stream()
        .filter(name -> states.getOrDefault(name, AlarmState.MISSING) == AlarmState.MISSING)
        .map(name -> "guards." + guard + ": there is no alarm " + name)
        .toList();
  }

  private static String text(Recommendation recommended) {
    return switch (recommended) {
      case Recommendation.Count count -> "asks for " + count.count() + ": " + count.because();
      case Recommendation.Abstain abstain -> "has nothing to say: " + abstain.because();
      case Recommendation.Blind blind -> "blind: " + blind.because();
    };
  }

  private static String period(@Nullable Load load) {
    return load instanceof Load.PerTask points
        ? " (a point every " + points.period().toSeconds() + " s)"
        : "";
  }

  private static String sentence(Decision decision, int desired, int end) {
    String now = "now " + desired + (desired == 1 ? " task, " : " tasks, ");
    return switch (decision.outcome()) {
      case Decision.Hold hold -> now + "would stay: " + hold.reason() + ": " + hold.because();
      case Decision.Scale scale -> {
        int to = scale.to() > desired ? Math.max(end, scale.to()) : Math.min(end, scale.to());
        yield now
            + "would be "
            + to
            + share(desired, to)
            + (scale.to() == to ? "" : " (" + scale.to() + " at first)")
            + ", because of "
            + scale.cause();
      }
    };
  }

  private static String share(int from, int to) {
    if (from == 0) {
      return "";
    }
    long percent = Math.round(Math.abs(to - from) * 100.0 / from);
    return to < from ? ": a cut of " + percent + " %" : ": " + percent + " % more";
  }
}
