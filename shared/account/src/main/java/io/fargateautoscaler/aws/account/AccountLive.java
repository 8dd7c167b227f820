package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.ApplicationAutoScalingTargets;
import io.fargateautoscaler.aws.AwsLoadSource;
import io.fargateautoscaler.aws.CloudWatchAlarms;
import io.fargateautoscaler.aws.CloudWatchLoads;
import io.fargateautoscaler.aws.EcsScalableTarget;
import io.fargateautoscaler.aws.LoadBalancers;
import io.fargateautoscaler.aws.SqsQueues;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.adopt.LiveCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The adapters of the deployed functions, put together for a look at one service. */
public final class AccountLive {
  private static final int TASKS = 100;

  private AccountLive() {}

  /** Reads by the session's Region and credentials. */
  public static LiveCheck.Sources sources(Session session, InstantSource clock) {
    EcsClient ecs = session.clients().ecs();
    CloudWatchClient cloudWatch = session.clients().cloudWatch();
    return new LiveCheck.Sources(
        new EcsScalableTarget(
            ecs,
            new ApplicationAutoScalingTargets(session.clients().applicationAutoScaling(), clock)),
        new AwsLoadSource(
            new CloudWatchLoads(cloudWatch), new SqsQueues(session.clients().sqs(), clock)),
        new CloudWatchAlarms(cloudWatch),
        new LoadBalancers(cloudWatch)::of,
        service -> startUps(session, ecs, service));
  }

  private static List<Duration> startUps(Session session, EcsClient ecs, ServiceRef service) {
    List<String> tasks =
        session.call(
            "ecs:ListTasks",
            () ->
                ecs.listTasks(request ->
                        request
                            .cluster(service.cluster())
                            .serviceName(service.service())
                            .desiredStatus("RUNNING")
                            .maxResults(TASKS))
                    .taskArns());
    if (tasks.isEmpty()) {
      return List.of();
    }
    return session
        .call(
            "ecs:DescribeTasks",
            () -> ecs.describeTasks(request -> request.cluster(service.cluster()).tasks(tasks)))
        .tasks()
        .stream()
        .filter(task -> task.createdAt() != null && task.startedAt() != null)
        .map(task -> Duration.between(task.createdAt(), task.startedAt()))
        .filter(took -> !took.isNegative())
        .toList();
  }
}
