package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Digests that can be told to fail; it counts what is written. */
final class UnreliableDigests implements DigestStore {
  private final DigestStore store;
  final Map<String, StopClass> stops = new HashMap<>();
  int calls;
  int transactions;
  boolean unreadable;
  boolean unwritable;
  boolean answerLost;

  UnreliableDigests(DigestStore store) {
    this.store = store;
  }

  @Override
  public Entry read(ServiceRef service) {
    calls++;
    if (unreadable) {
      throw new StateStore.Unavailable("cannot read", null);
    }
    return store.read(service);
  }

  @Override
  public Map<ServiceRef, Entry> open() {
    return store.open();
  }

  @Override
  public Set<String> known(ServiceRef service, Collection<String> tasks) {
    calls++;
    return store.known(service, tasks);
  }

  @Override
  public boolean write(
      ServiceRef service,
      long expectedVersion,
      FailureDigest next,
      Map<String, StopClass> failed,
      List<Notice> notices) {
    if (unwritable) {
      throw new StateStore.Unavailable("cannot write", null);
    }
    calls++;
    transactions++;
    boolean written = store.write(service, expectedVersion, next, failed, notices);
    if (written) {
      stops.putAll(failed);
    }
    if (answerLost) {
      throw new StateStore.Unavailable("no answer", null);
    }
    return written;
  }
}
