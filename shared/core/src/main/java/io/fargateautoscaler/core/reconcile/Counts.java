package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.ServiceRef;

/** What a run has done so far, in services. Safe for use by several threads. */
final class Counts {
  /** Of fewer services nothing can be said about the fleet. */
  private static final int LEAST_FLEET = 2;

  private final DecisionListener listener;
  private int services;
  private int scaled;
  private int held;
  private int failed;
  private int unreadable;

  Counts(DecisionListener listener) {
    this.listener = listener;
  }

  synchronized int services() {
    return services;
  }

  synchronized int scaled() {
    return scaled;
  }

  synchronized int held() {
    return held;
  }

  synchronized int failed() {
    return failed;
  }

  /** Whether so many services could not be read that the trouble is not theirs. */
  synchronized boolean mostWereUnreadable() {
    return services >= LEAST_FLEET && unreadable * 2 > services;
  }

  synchronized void found(int more) {
    services += more;
  }

  synchronized void unreadable() {
    unreadable++;
  }

  void fail(ServiceRef service, String reason) {
    synchronized (this) {
      failed++;
    }
    listener.failed(service, reason);
  }

  void fail(ServiceRef service, RuntimeException trouble) {
    fail(service, trouble.getClass().getSimpleName() + ": " + trouble.getMessage());
  }

  synchronized void add(Turn.Result result) {
    switch (result) {
      case SCALED -> scaled++;
      case HELD -> held++;
      case FAILED -> failed++;
    }
  }

  /** One service's trouble must not reach another. */
  void guarded(ServiceRef service, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException trouble) {
      fail(service, trouble);
    }
  }
}
