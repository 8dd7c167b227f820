package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads from CloudWatch and SQS. */
public final class AwsLoadSource implements LoadSource {
  private final CloudWatchLoads metrics;
  private final SqsQueues queues;

  public AwsLoadSource(CloudWatchLoads metrics, SqsQueues queues) {
    this.metrics = metrics;
    this.queues = queues;
  }

  @Override
  public Map<Request, Load> read(Collection<Request> requests, Instant now) {
    List<Request> tracked = new ArrayList<>();
    Map<Request, String> queued = new LinkedHashMap<>();
    for (Request request : requests) {
      switch (request.policy()) {
        case TargetTrackingPolicy _, StepPolicy _ -> tracked.add(request);
        case QueuePolicy queue -> queued.put(request, queue.queue());
      }
    }
    CloudWatchLoads.Found found = metrics.read(tracked, queued.values(), now);
    Map<Request, Load> loads = new HashMap<>(found.loads());
    Map<String, Load> depths = queues.read(queued.values(), now);
    queued.forEach((request, queue) ->
        loads.put(
            request,
            depths.get(queue) instanceof Load.QueueDepth depth
                ? new Load.QueueDepth(
                    depth.at(),
                    depth.visible(),
                    depth.inFlight(),
                    depth.delayed(),
                    found.flows().get(queue))
                : depths.getOrDefault(queue, new Load.Missing("queue not read"))));
    return loads;
  }
}
