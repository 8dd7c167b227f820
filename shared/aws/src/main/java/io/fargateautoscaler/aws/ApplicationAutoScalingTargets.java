package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Services whose Application Auto Scaling target is not suspended. */
public final class ApplicationAutoScalingTargets implements OtherScalers {
  static final String NAME = "Application Auto Scaling";

  /** The most resource ids of one call. */
  private static final int BATCH = 50;

  private static final Duration NONE_LASTS = Duration.ofHours(1);

  /** Short, since somebody who has just suspended it waits for this. */
  private static final Duration ACTIVE_LASTS = Duration.ofMinutes(1);

  private final ApplicationAutoScalingClient client;
  private final InstantSource clock;
  private final Map<ServiceRef, Answer> answers = new HashMap<>();

  public ApplicationAutoScalingTargets(ApplicationAutoScalingClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public synchronized Map<ServiceRef, String> of(Collection<ServiceRef> services) {
    Instant now = clock.instant();
    List<ServiceRef> unknown = new ArrayList<>();
    for (ServiceRef service : services) {
      Answer answer = answers.get(service);
      if (answer == null || !answer.until().isAfter(now)) {
        unknown.add(service);
      }
    }
    for (int from = 0; from < unknown.size(); from += BATCH) {
      ask(unknown.subList(from, Math.min(from + BATCH, unknown.size())), now);
    }
    Map<ServiceRef, String> active = new HashMap<>();
    for (ServiceRef service : services) {
      Answer answer = answers.get(service);
      if (answer != null && answer.active()) {
        active.put(service, NAME);
      }
    }
    return active;
  }

  private void ask(List<ServiceRef> services, Instant now) {
    Map<String, ServiceRef> byId = new HashMap<>();
    services.forEach(service -> byId.put("service/" + service, service));
    List<ScalableTarget> targets;
    try {
      targets = read(byId.keySet());
    } catch (SdkException e) {
      // What was known stays known; a scaler that was never seen cannot stop the service.
      services.forEach(service ->
          answers.merge(
              service,
              new Answer(false, now.plus(ACTIVE_LASTS)),
              (old, none) -> new Answer(old.active(), none.until())));
      return;
    }
    services.forEach(service -> answers.put(service, new Answer(false, now.plus(NONE_LASTS))));
    for (ScalableTarget target : targets) {
      ServiceRef service = byId.get(target.resourceId());
      if (service != null && !suspended(target.suspendedState())) {
        answers.put(service, new Answer(true, now.plus(ACTIVE_LASTS)));
      }
    }
  }

  private List<ScalableTarget> read(Collection<String> ids) {
    DescribeScalableTargetsRequest request =
        DescribeScalableTargetsRequest.builder()
            .serviceNamespace(ServiceNamespace.ECS)
            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
            .resourceIds(ids)
            .build();
    List<ScalableTarget> targets = new ArrayList<>();
    // There are no more targets than ids, so that this ends whatever the token says.
    for (int page = 0; page < BATCH; page++) {
      DescribeScalableTargetsResponse response = client.describeScalableTargets(request);
      targets.addAll(response.scalableTargets());
      if (response.nextToken() == null) {
        break;
      }
      request = request.toBuilder().nextToken(response.nextToken()).build();
    }
    return targets;
  }

  @SuppressWarnings("NullAway") // A response without the state has null here.
  private static boolean suspended(SuspendedState state) {
    return state != null
        && Boolean.TRUE.equals(state.dynamicScalingInSuspended())
        && Boolean.TRUE.equals(state.dynamicScalingOutSuspended())
        && Boolean.TRUE.equals(state.scheduledScalingSuspended());
  }

  private record Answer(boolean active, Instant until) {}
}
