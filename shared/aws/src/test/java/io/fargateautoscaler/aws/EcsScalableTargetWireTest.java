package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.contract.ScalableTargetContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;

@Tag("wire")
final class EcsScalableTargetWireTest extends ScalableTargetContract {
  private final EcsClient ecs = WireServer.clients().ecs();
  private final EcsScalableTarget target = new EcsScalableTarget(ecs, OtherScalers.NONE);

  @Override
  protected ScalableTarget target() {
    return target;
  }

  @Override
  protected List<ServiceRef> services(int number, int desired) {
    ecs.createCluster(request -> request.clusterName("shop"));
    ecs.registerTaskDefinition(request ->
        request
            .family("shop")
            .containerDefinitions(
                ContainerDefinition.builder().name("app").image("app").memory(128).build()));
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String name = "service-" + i;
      services.add(new ServiceRef("shop", name));
      boolean there =
          ecs.describeServices(request -> request.cluster("shop").services(name))
              .failures()
              .isEmpty();
      if (there) {
        ecs.updateService(request -> request.cluster("shop").service(name).desiredCount(desired));
      } else {
        ecs.createService(request ->
            request
                .cluster("shop")
                .serviceName(name)
                .taskDefinition("shop")
                .launchType(LaunchType.FARGATE)
                .desiredCount(desired));
      }
    }
    return services;
  }
}
