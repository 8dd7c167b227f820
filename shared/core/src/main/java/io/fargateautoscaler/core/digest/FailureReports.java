package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells people of failed tasks by way of the outbox: each task is counted once, in the first notice
 * of its kind or in a digest, however often and by whomever it is reported.
 */
public final class FailureReports {
  private static final int TRIES = 8;

  private final DigestStore store;
  private final InstantSource clock;

  public FailureReports(DigestStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Reports tasks of a service.
   *
   * @param tasks copies are allowed
   * @return how many were not known before
   * @throws RuntimeException if the store fails or other runs always were first; what was not
   *     written may be reported again
   */
  public int report(ServiceRef service, Collection<FailedTask> tasks) {
    Map<String, FailedTask> byArn = new TreeMap<>();
    tasks.forEach(task -> byArn.putIfAbsent(task.taskArn(), task));
    List<FailedTask> all = Episode.inOrder(byArn.values());
    int fresh = 0;
    for (int from = 0; from < all.size(); from += DigestStore.MOST_STOPS) {
      fresh +=
          write(service, all.subList(from, Math.min(from + DigestStore.MOST_STOPS, all.size())));
    }
    return fresh;
  }

  private int write(ServiceRef service, List<FailedTask> tasks) {
    List<String> arns = tasks.stream().map(FailedTask::taskArn).toList();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      // The digest first: whoever adds a stop after that also changes the digest's version.
      DigestStore.Entry stored = store.read(service);
      Set<String> known = store.known(service, arns);
      List<FailedTask> fresh =
          tasks.stream().filter(task -> !known.contains(task.taskArn())).toList();
      if (fresh.isEmpty()) {
        return 0;
      }
      Map<String, StopClass> stops = new HashMap<>();
      fresh.forEach(task -> stops.put(task.taskArn(), task.why().stopClass()));
      FailureDigest.Step step = stored.digest().fold(service, fresh, clock.instant());
      if (store.write(service, stored.version(), step.next(), stops, step.notices())) {
        return fresh.size();
      }
    }
    throw new IllegalStateException("other runs always were first to report tasks of " + service);
  }

  /**
   * Tells what is due: the digests and ends of episodes.
   *
   * @throws RuntimeException if the store fails for a service, after all others had their turn; the
   *     next call goes on
   */
  public void tellDue() {
    Instant now = clock.instant();
    RuntimeException trouble = null;
    for (Map.Entry<ServiceRef, DigestStore.Entry> each : store.open().entrySet()) {
      try {
        tellDue(each.getKey(), each.getValue(), now);
      } catch (RuntimeException e) {
        trouble = e;
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private void tellDue(ServiceRef service, DigestStore.Entry stored, Instant now) {
    FailureDigest.Step step = stored.digest().due(service, now);
    if (!step.next().equals(stored.digest())) {
      // Whoever was first has told it, or the next tick will.
      store.write(service, stored.version(), step.next(), Map.of(), step.notices());
    }
  }
}
