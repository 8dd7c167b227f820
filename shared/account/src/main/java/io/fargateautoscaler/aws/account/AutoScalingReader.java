package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.adopt.AutoScaling;
import io.fargateautoscaler.operations.adopt.AutoScaling.Action;
import io.fargateautoscaler.operations.adopt.AutoScaling.Metric;
import io.fargateautoscaler.operations.adopt.AutoScaling.Other;
import io.fargateautoscaler.operations.adopt.AutoScaling.Query;
import io.fargateautoscaler.operations.adopt.AutoScaling.Side;
import io.fargateautoscaler.operations.adopt.AutoScaling.Step;
import io.fargateautoscaler.operations.adopt.AutoScaling.Steps;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import io.fargateautoscaler.operations.adopt.AutoScaling.Tracking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.StepScalingPolicyConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricStat;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;

/** All that Application Auto Scaling has for a service. */
final class AutoScalingReader {
  /** The most names of one call. */
  private static final int ALARMS = 100;

  private final Session session;
  private final ApplicationAutoScalingClient client;
  private final CloudWatchClient cloudWatch;

  AutoScalingReader(Session session) {
    this.session = session;
    this.client = session.clients().applicationAutoScaling();
    this.cloudWatch = session.clients().cloudWatch();
  }

  /** The range and what is suspended; null: the service is not registered. */
  @Nullable Target target(ServiceRef service) {
    return session
        .call(
            "application-autoscaling:DescribeScalableTargets",
            () ->
                client
                    .describeScalableTargets(request ->
                        request
                            .serviceNamespace(ServiceNamespace.ECS)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .resourceIds("service/" + service))
                    .scalableTargets())
        .stream()
        .findFirst()
        .map(AutoScalingReader::range)
        .orElse(null);
  }

  AutoScaling read(ServiceRef service) {
    Target target = target(service);
    if (target == null) {
      return AutoScaling.NONE;
    }
    String id = "service/" + service;
    List<ScalingPolicy> policies =
        session.call(
            "application-autoscaling:DescribeScalingPolicies",
            () ->
                client
                    .describeScalingPoliciesPaginator(request ->
                        request
                            .serviceNamespace(ServiceNamespace.ECS)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .resourceId(id))
                    .scalingPolicies()
                    .stream()
                    .toList());
    List<ScheduledAction> actions =
        session.call(
            "application-autoscaling:DescribeScheduledActions",
            () ->
                client
                    .describeScheduledActionsPaginator(request ->
                        request
                            .serviceNamespace(ServiceNamespace.ECS)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .resourceId(id))
                    .scheduledActions()
                    .stream()
                    .toList());
    Map<String, Side> alarms = alarms(policies);
    List<Tracking> tracking = new ArrayList<>();
    List<Steps> steps = new ArrayList<>();
    List<Other> others = new ArrayList<>();
    for (ScalingPolicy policy : policies) {
      if (policy.targetTrackingScalingPolicyConfiguration() != null) {
        tracking.add(
            tracking(policy.policyName(), policy.targetTrackingScalingPolicyConfiguration()));
      } else if (policy.stepScalingPolicyConfiguration() != null) {
        steps.add(steps(policy, policy.stepScalingPolicyConfiguration(), alarms));
      } else {
        others.add(new Other(policy.policyName(), policy.policyTypeAsString()));
      }
    }
    return new AutoScaling(
        target,
        tracking,
        steps,
        others,
        actions.stream().map(AutoScalingReader::action).toList(),
        null);
  }

  @SuppressWarnings("NullAway") // A response without the state has null here.
  private static Target range(ScalableTarget target) {
    SuspendedState state = target.suspendedState();
    return new Target(
        target.minCapacity(),
        target.maxCapacity(),
        state != null && Boolean.TRUE.equals(state.dynamicScalingInSuspended()),
        state != null && Boolean.TRUE.equals(state.dynamicScalingOutSuspended()),
        state != null && Boolean.TRUE.equals(state.scheduledScalingSuspended()));
  }

  private static Tracking tracking(String name, TargetTrackingScalingPolicyConfiguration policy) {
    PredefinedMetricSpecification predefined = policy.predefinedMetricSpecification();
    CustomizedMetricSpecification custom = policy.customizedMetricSpecification();
    return new Tracking(
        name,
        policy.targetValue(),
        predefined == null ? null : predefined.predefinedMetricTypeAsString(),
        predefined == null ? null : predefined.resourceLabel(),
        custom == null || custom.metricName() == null
            ? null
            : new Metric(
                text(custom.namespace()),
                custom.metricName(),
                custom.dimensions().stream()
                    .collect(Collectors.toMap(it -> it.name(), it -> it.value(), (a, _) -> a)),
                text(custom.statisticAsString())),
        custom == null
            ? List.of()
            : custom.metrics().stream()
                .map(query -> new Query(query.id(), query.expression(), metric(query.metricStat())))
                .toList(),
        policy.scaleOutCooldown(),
        policy.scaleInCooldown(),
        !Boolean.TRUE.equals(policy.disableScaleIn()));
  }

  private static @Nullable Metric metric(@Nullable TargetTrackingMetricStat stat) {
    return stat == null || stat.metric() == null
        ? null
        : new Metric(
            text(stat.metric().namespace()),
            text(stat.metric().metricName()),
            stat.metric().dimensions().stream()
                .collect(Collectors.toMap(it -> it.name(), it -> it.value(), (a, _) -> a)),
            text(stat.stat()));
  }

  private static Steps steps(
      ScalingPolicy policy, StepScalingPolicyConfiguration steps, Map<String, Side> alarms) {
    return new Steps(
        policy.policyName(),
        text(steps.adjustmentTypeAsString()),
        steps.stepAdjustments().stream()
            .map(step ->
                new Step(
                    step.metricIntervalLowerBound(),
                    step.metricIntervalUpperBound(),
                    step.scalingAdjustment()))
            .toList(),
        steps.cooldown(),
        steps.minAdjustmentMagnitude(),
        text(steps.metricAggregationTypeAsString()),
        policy.alarms().stream()
            .map(alarm ->
                new AutoScaling.Alarm(
                    alarm.alarmName(), alarms.getOrDefault(alarm.alarmName(), Side.MISSING)))
            .toList());
  }

  private static Action action(ScheduledAction action) {
    var range = action.scalableTargetAction();
    return new Action(
        action.scheduledActionName(),
        text(action.schedule()),
        action.timezone(),
        action.startTime(),
        action.endTime(),
        range == null ? null : range.minCapacity(),
        range == null ? null : range.maxCapacity());
  }

  private Map<String, Side> alarms(List<ScalingPolicy> policies) {
    TreeSet<String> names = new TreeSet<>();
    policies.stream()
        .filter(policy -> policy.stepScalingPolicyConfiguration() != null)
        .forEach(policy -> policy.alarms().forEach(alarm -> names.add(alarm.alarmName())));
    Map<String, Side> sides = new HashMap<>();
    List<String> asked = names.stream().limit(ALARMS).toList();
    if (asked.isEmpty()) {
      return sides;
    }
    var response =
        session.call(
            "cloudwatch:DescribeAlarms",
            () ->
                cloudWatch.describeAlarms(request ->
                    request
                        .alarmNames(asked)
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                        .maxRecords(ALARMS)));
    response.compositeAlarms().forEach(alarm -> sides.put(alarm.alarmName(), Side.NEITHER));
    response
        .metricAlarms()
        .forEach(alarm -> sides.put(alarm.alarmName(), side(alarm.comparisonOperator())));
    return sides;
  }

  private static Side side(@Nullable ComparisonOperator operator) {
    return switch (operator) {
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD, GREATER_THAN_THRESHOLD -> Side.ABOVE;
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD -> Side.BELOW;
      case null, default -> Side.NEITHER;
    };
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
