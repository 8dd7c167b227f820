package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.AccountServices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Services as ECS and Application Auto Scaling know them. */
public final class EcsAccountServices implements AccountServices {
  /** The most services of one call to ECS. */
  private static final int ECS_BATCH = 10;

  /** The most targets of one call to Application Auto Scaling. */
  private static final int TARGETS_BATCH = 50;

  private final Session session;

  public EcsAccountServices(Session session) {
    this.session = session;
  }

  @Override
  public Map<ServiceRef, Presence> presence(Collection<ServiceRef> services) {
    Map<String, List<ServiceRef>> clusters = new TreeMap<>();
    services.forEach(service ->
        clusters.computeIfAbsent(service.cluster(), _ -> new ArrayList<>()).add(service));
    Map<ServiceRef, Presence> found = new TreeMap<>();
    if (!clusters.isEmpty()) {
      EcsClient ecs = session.clients().ecs();
      clusters.forEach((cluster, all) -> {
        for (int from = 0; from < all.size(); from += ECS_BATCH) {
          List<ServiceRef> some = all.subList(from, Math.min(from + ECS_BATCH, all.size()));
          found.putAll(session.call("ecs:DescribeServices", () -> presence(ecs, cluster, some)));
        }
      });
    }
    return found;
  }

  private static Map<ServiceRef, Presence> presence(
      EcsClient ecs, String cluster, List<ServiceRef> services) {
    Map<ServiceRef, Presence> found = new TreeMap<>();
    try {
      services.forEach(service -> found.put(service, Presence.MISSING));
      for (Service service :
          ecs.describeServices(request ->
                  request
                      .cluster(cluster)
                      .services(services.stream().map(ServiceRef::service).toList()))
              .services()) {
        found.replace(
            new ServiceRef(cluster, service.serviceName()),
            "ACTIVE".equals(service.status()) ? Presence.ACTIVE : Presence.GOING);
      }
    } catch (ClusterNotFoundException e) {
      services.forEach(service -> found.put(service, Presence.NO_CLUSTER));
    }
    return found;
  }

  @Override
  public List<ServiceRef> suspended(Collection<ServiceRef> services) {
    Map<String, ServiceRef> byId = new TreeMap<>();
    services.forEach(service -> byId.put("service/" + service, service));
    List<String> ids = List.copyOf(byId.keySet());
    List<ServiceRef> suspended = new ArrayList<>();
    ApplicationAutoScalingClient client = session.clients().applicationAutoScaling();
    for (int from = 0; from < ids.size(); from += TARGETS_BATCH) {
      List<String> some = ids.subList(from, Math.min(from + TARGETS_BATCH, ids.size()));
      session
          .call(
              "application-autoscaling:DescribeScalableTargets",
              () ->
                  client
                      .describeScalableTargetsPaginator(request ->
                          request
                              .serviceNamespace(ServiceNamespace.ECS)
                              .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                              .resourceIds(some))
                      .scalableTargets()
                      .stream()
                      .filter(target -> suspended(target.suspendedState()))
                      .map(target -> target.resourceId())
                      .toList())
          .stream()
          .map(byId::get)
          .filter(Objects::nonNull)
          .forEach(suspended::add);
    }
    return suspended.stream().sorted().toList();
  }

  /** In any way: what was suspended in part was not left to scale either. */
  @SuppressWarnings("NullAway") // A response without the state has null here.
  private static boolean suspended(SuspendedState state) {
    return state != null
        && (Boolean.TRUE.equals(state.dynamicScalingInSuspended())
            || Boolean.TRUE.equals(state.dynamicScalingOutSuspended())
            || Boolean.TRUE.equals(state.scheduledScalingSuspended()));
  }
}
