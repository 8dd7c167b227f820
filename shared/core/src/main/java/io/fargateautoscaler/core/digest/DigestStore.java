package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: what is kept of failed tasks, so that each is told once and none is forgotten. */
public interface DigestStore {
  /** The most stops that one {@link #write} takes. */
  int MOST_STOPS = 40;

  /**
   * A service's digest.
   *
   * @param version 0: never written
   */
  record Entry(long version, FailureDigest digest) {}

  /** The digest of a service; never null. */
  Entry read(ServiceRef service);

  /** All digests that owe something. */
  Map<ServiceRef, Entry> open();

  /** Those of {@code tasks}, given by ARN, that were written in the last 20 days. */
  Set<String> known(ServiceRef service, Collection<String> tasks);

  /**
   * Writes digest, stops and notices in one transaction if the stored version still is {@code
   * expectedVersion} and none of the stops is known.
   *
   * @param stops ARNs of the tasks that {@code next} has in addition, at most {@link #MOST_STOPS}
   * @return false if another run was first; then nothing was written
   */
  boolean write(
      ServiceRef service,
      long expectedVersion,
      FailureDigest next,
      Map<String, StopClass> stops,
      List<Notice> notices);
}
