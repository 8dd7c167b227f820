package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;
import java.util.Map;

/** Port: the services whose desired count is read and set (ECS). */
public interface ScalableTarget {
  /**
   * Reads the services as they are now. One service's failure never hides another's answer.
   *
   * @return an answer for each of {@code services}; a service that does not exist is {@link
   *     ServiceStatus.Lifecycle#MISSING}
   */
  Map<ServiceRef, Reading> describe(Collection<ServiceRef> services);

  /** Sets the absolute desired count, at least 0; setting the same count twice is harmless. */
  Outcome setDesiredCount(ServiceRef service, int count);

  /** A service as it is, or why it could not be read. */
  sealed interface Reading {}

  /** It was read. */
  record Read(ServiceStatus status) implements Reading {}

  /** It could not be read; {@code reason} is one line. */
  record Unreadable(String reason) implements Reading {}

  /** What became of a change. */
  sealed interface Outcome {}

  /** ECS answered with this desired count, which is the truth. */
  record Applied(int desired) implements Outcome {}

  /** ECS refused it and nothing changed: throttled, not active, no permission. */
  record Refused(String reason) implements Outcome {}

  /** No answer came: it may have been applied. */
  record Unknown(String reason) implements Outcome {}
}
