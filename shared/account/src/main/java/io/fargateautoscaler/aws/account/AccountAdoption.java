package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.adopt.AdoptionSource;
import io.fargateautoscaler.operations.adopt.AutoScaling;
import io.fargateautoscaler.operations.adopt.RunningService;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Services of an account and what Application Auto Scaling has for them. */
public final class AccountAdoption implements AdoptionSource {
  private static final int STOP_SECONDS = 30;

  private final Session session;
  private final EcsClient ecs;

  public AccountAdoption(Session session) {
    this.session = session;
    this.ecs = session.clients().ecs();
  }

  @Override
  public Optional<RunningService> service(ServiceRef ref) {
    return session
        .call("ecs:DescribeServices", () -> described(ref))
        .map(service -> running(ref, service));
  }

  private Optional<Service> described(ServiceRef ref) {
    try {
      return ecs
          .describeServices(request -> request.cluster(ref.cluster()).services(ref.service()))
          .services()
          .stream()
          .findFirst();
    } catch (ClusterNotFoundException e) {
      throw new Refusal("there is no cluster " + ref.cluster() + " in " + session.region());
    }
  }

  @Override
  public AutoScaling autoScaling(ServiceRef service) {
    try {
      return new AutoScalingReader(session).read(service);
    } catch (Trouble trouble) {
      if (!session.local()) {
        throw trouble;
      }
      // A local cloud need not know this service of AWS.
      return new AutoScaling(
          null, List.of(), List.of(), List.of(), List.of(), String.valueOf(trouble.getMessage()));
    }
  }

  private RunningService running(ServiceRef ref, Service service) {
    return new RunningService(
        ref,
        text(service.status(), "UNKNOWN"),
        orZero(service.desiredCount()),
        orZero(service.runningCount()),
        text(service.schedulingStrategyAsString(), "REPLICA"),
        service.deploymentController() == null
            ? "ECS"
            : text(service.deploymentController().typeAsString(), "ECS"),
        providers(service),
        service.deployments().stream()
            .findFirst()
            .map(Deployment::rolloutStateAsString)
            .orElse("COMPLETED"),
        Stream.concat(
                service.loadBalancers().stream(),
                service.taskSets().stream().flatMap(set -> set.loadBalancers().stream()))
            .map(LoadBalancer::targetGroupArn)
            .filter(arn -> arn != null && !arn.isEmpty())
            .distinct()
            .toList(),
        task(service.taskDefinition()));
  }

  private static List<String> providers(Service service) {
    List<CapacityProviderStrategyItem> strategy =
        service.capacityProviderStrategy().isEmpty() && !service.taskSets().isEmpty()
            ? service.taskSets().getFirst().capacityProviderStrategy()
            : service.capacityProviderStrategy();
    if (!strategy.isEmpty()) {
      return strategy.stream().map(item -> text(item.capacityProvider(), "")).distinct().toList();
    }
    String type =
        service.launchTypeAsString() == null && !service.taskSets().isEmpty()
            ? service.taskSets().getFirst().launchTypeAsString()
            : service.launchTypeAsString();
    // ECS says EC2 where nothing else was asked for.
    return List.of(text(type, "EC2"));
  }

  /** What it cannot read is left out: the policy needs none of it. */
  private RunningService.@Nullable Task task(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      TaskDefinition task =
          session
              .call(
                  "ecs:DescribeTaskDefinition",
                  () -> ecs.describeTaskDefinition(request -> request.taskDefinition(name)))
              .taskDefinition();
      return new RunningService.Task(
          name.substring(name.lastIndexOf('/') + 1),
          text(task.cpu(), "?"),
          text(task.memory(), "?"),
          task.runtimePlatform() == null
              ? "X86_64"
              : text(task.runtimePlatform().cpuArchitectureAsString(), "X86_64"),
          task.containerDefinitions().stream()
              .map(ContainerDefinition::stopTimeout)
              .mapToInt(seconds -> seconds == null ? STOP_SECONDS : seconds)
              .max()
              .orElse(STOP_SECONDS));
    } catch (Trouble trouble) {
      return null;
    }
  }

  private static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static String text(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
