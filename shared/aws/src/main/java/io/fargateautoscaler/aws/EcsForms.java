package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.observation.ServiceStatus.Controller;
import io.fargateautoscaler.core.observation.ServiceStatus.Lifecycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** From ECS's words for a service to ours. Whatever this version does not know is never "fine". */
final class EcsForms {
  private EcsForms() {}

  static ServiceStatus status(Service service, @Nullable String otherScaler) {
    return new ServiceStatus(
        orZero(service.desiredCount()),
        orZero(service.runningCount()),
        orZero(service.pendingCount()),
        lifecycle(service.status()),
        controller(service),
        deployment(service),
        startedAt(service),
        primary(service).map(Deployment::id).orElse(null),
        targetGroups(service),
        otherScaler);
  }

  private static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static Lifecycle lifecycle(@Nullable String status) {
    return switch (status == null ? "" : status) {
      case "ACTIVE" -> Lifecycle.ACTIVE;
      case "DRAINING" -> Lifecycle.DRAINING;
      case "INACTIVE" -> Lifecycle.INACTIVE;
      default -> Lifecycle.UNKNOWN;
    };
  }

  private static Controller controller(Service service) {
    if (service.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      return Controller.DAEMON;
    }
    if (service.schedulingStrategy() == SchedulingStrategy.UNKNOWN_TO_SDK_VERSION) {
      return Controller.UNKNOWN;
    }
    DeploymentControllerType type =
        service.deploymentController() == null ? null : service.deploymentController().type();
    if (type == null) {
      return Controller.ECS;
    }
    return switch (type) {
      case ECS -> Controller.ECS;
      case CODE_DEPLOY ->
          service.taskSets().size() > 1 ? Controller.CODE_DEPLOY_SWITCHING : Controller.CODE_DEPLOY;
      case EXTERNAL -> Controller.EXTERNAL;
      default -> Controller.UNKNOWN;
    };
  }

  private static ServiceStatus.Deployment deployment(Service service) {
    if (service.deploymentConfiguration() != null
        && service.deploymentConfiguration().strategy()
            == DeploymentStrategy.UNKNOWN_TO_SDK_VERSION) {
      return ServiceStatus.Deployment.ROLLING;
    }
    DeploymentRolloutState rollout =
        primary(service).map(Deployment::rolloutState).orElse(DeploymentRolloutState.COMPLETED);
    return switch (rollout) {
      case FAILED -> ServiceStatus.Deployment.FAILED;
      case COMPLETED ->
          service.deployments().size() > 1
              ? ServiceStatus.Deployment.ROLLING
              : ServiceStatus.Deployment.STEADY;
      default -> ServiceStatus.Deployment.ROLLING;
    };
  }

  private static @Nullable Instant startedAt(Service service) {
    Optional<Instant> started = primary(service).map(Deployment::createdAt);
    return started.isPresent()
        ? started.get()
        : service.taskSets().stream()
            .filter(set -> "PRIMARY".equals(set.status()))
            .map(TaskSet::createdAt)
            .findFirst()
            .orElse(null);
  }

  private static Optional<Deployment> primary(Service service) {
    return service.deployments().stream()
        .filter(deployment -> "PRIMARY".equals(deployment.status()))
        .findFirst();
  }

  private static List<String> targetGroups(Service service) {
    return Stream.concat(
            service.loadBalancers().stream(),
            service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .flatMap(set -> set.loadBalancers().stream()))
        .map(LoadBalancer::targetGroupArn)
        .filter(arn -> arn != null && !arn.isEmpty())
        .distinct()
        .toList();
  }
}
