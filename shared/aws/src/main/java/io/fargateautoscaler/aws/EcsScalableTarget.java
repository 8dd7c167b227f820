package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** Services of ECS. */
public final class EcsScalableTarget implements ScalableTarget {
  /** The most services of one DescribeServices. */
  private static final int BATCH = 10;

  private static final Pattern REFUSED = Pattern.compile("Status Code: 4\\d\\d");

  private final EcsClient ecs;
  private final OtherScalers others;
  private final EcsRates rates;
  private final Lanes lanes;

  public EcsScalableTarget(EcsClient ecs, OtherScalers others) {
    this(ecs, others, EcsRates.FREE, Lanes.ONE);
  }

  /** Not faster than {@code rates}, with services read in {@code lanes}. */
  public EcsScalableTarget(EcsClient ecs, OtherScalers others, EcsRates rates, Lanes lanes) {
    this.ecs = ecs;
    this.others = others;
    this.rates = rates;
    this.lanes = lanes;
  }

  @Override
  public Map<ServiceRef, Reading> describe(Collection<ServiceRef> services) {
    Map<ServiceRef, Reading> readings = new ConcurrentSkipListMap<>();
    Map<ServiceRef, String> scalers = others.of(new TreeSet<>(services));
    Map<String, List<ServiceRef>> byCluster =
        services.stream()
            .distinct()
            .collect(Collectors.groupingBy(ServiceRef::cluster, TreeMap::new, Collectors.toList()));
    List<List<ServiceRef>> batches = new ArrayList<>();
    for (List<ServiceRef> cluster : byCluster.values()) {
      for (int from = 0; from < cluster.size(); from += BATCH) {
        batches.add(cluster.subList(from, Math.min(from + BATCH, cluster.size())));
      }
    }
    lanes.each(batches, batch -> describe(batch, scalers, readings));
    return readings;
  }

  /** Reads services of one cluster, at most {@link #BATCH}. */
  private void describe(
      List<ServiceRef> services,
      Map<ServiceRef, String> scalers,
      Map<ServiceRef, Reading> readings) {
    DescribeServicesResponse response;
    rates.reads().take();
    try {
      response =
          ecs.describeServices(request ->
              request
                  .cluster(services.getFirst().cluster())
                  .services(services.stream().map(ServiceRef::service).toList()));
    } catch (ClusterNotFoundException e) {
      services.forEach(service -> readings.put(service, missing()));
      return;
    } catch (SdkException e) {
      if (services.size() > 1 && Reasons.invalidRequest(e)) {
        // One name that ECS refuses must not hide the others.
        services.forEach(service -> describe(List.of(service), scalers, readings));
      } else {
        services.forEach(service -> readings.put(service, new Unreadable(Reasons.of(e))));
      }
      return;
    }
    Map<String, Reading> byName = new TreeMap<>();
    for (Failure failure : response.failures()) {
      byName.put(lastPart(failure.arn()), reading(failure));
    }
    for (Service service : response.services()) {
      ServiceRef ref = new ServiceRef(services.getFirst().cluster(), service.serviceName());
      byName.put(service.serviceName(), new Read(EcsForms.status(service, scalers.get(ref))));
    }
    for (ServiceRef service : services) {
      Reading reading = byName.get(service.service());
      readings.put(
          service, reading == null ? new Unreadable("ECS did not answer for it") : reading);
    }
  }

  private static Reading reading(Failure failure) {
    return "MISSING".equals(failure.reason())
        ? missing()
        : new Unreadable(Reasons.line("ECS: " + failure.reason()));
  }

  private static Reading missing() {
    return new Read(
        new ServiceStatus(
            0,
            0,
            0,
            ServiceStatus.Lifecycle.MISSING,
            ServiceStatus.Controller.UNKNOWN,
            ServiceStatus.Deployment.STEADY,
            null,
            null,
            List.of(),
            null));
  }

  private static String lastPart(@Nullable String arn) {
    return arn == null ? "" : arn.substring(arn.lastIndexOf('/') + 1);
  }

  @Override
  public Outcome setDesiredCount(ServiceRef service, int count) {
    rates.changes().take();
    try {
      UpdateServiceResponse response =
          ecs.updateService(request ->
              request.cluster(service.cluster()).service(service.service()).desiredCount(count));
      return new Applied(response.service().desiredCount());
    } catch (AwsServiceException e) {
      // A server's own error comes perhaps after the change, and so does a try that got no answer.
      return e.statusCode() < 500 && earlierTriesWereRefused(e)
          ? new Refused(Reasons.of(e))
          : new Unknown(Reasons.of(e));
    } catch (SdkException e) {
      return new Unknown(Reasons.of(e));
    }
  }

  /** The SDK keeps the messages of earlier tries as suppressed exceptions. */
  private static boolean earlierTriesWereRefused(AwsServiceException failure) {
    return Stream.of(failure.getSuppressed())
        .allMatch(earlier -> REFUSED.matcher(String.valueOf(earlier.getMessage())).find());
  }
}
