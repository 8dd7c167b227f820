package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: where policies read their loads (CloudWatch, SQS). */
public interface LoadSource {
  /**
   * Reads all loads in as few calls as possible. Whatever cannot be read is {@link Load.Missing}
   * with the reason, never zero, and never harms another request.
   *
   * @return an answer for each of {@code requests}
   */
  Map<Request, Load> read(Collection<Request> requests, Instant now);

  /**
   * The load of one policy of one service.
   *
   * @param status the service as just read
   * @param window how far back points are needed
   * @param alarm the alarm of a step policy; null for other policies
   */
  record Request(
      ServiceRef service,
      ScalingPolicy policy,
      ServiceStatus status,
      Duration window,
      @Nullable Alarm alarm) {}
}
