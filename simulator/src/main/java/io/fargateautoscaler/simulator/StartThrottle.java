package io.fargateautoscaler.simulator;

/** ECS waits ever longer between starts of tasks that never ran. */
final class StartThrottle {
  private static final int LONGEST = 900;

  private int failed;
  private long notBefore;

  boolean open(long now) {
    return now >= notBefore;
  }

  /** A task ended before it ran. */
  void failed(long now) {
    failed++;
    int wait = failed < 3 ? 0 : Math.min(LONGEST, 10 << Math.min(failed, 7));
    notBefore = Math.max(notBefore, now + wait);
  }

  /** A new deployment starts without delay. */
  void deployed(long now) {
    failed = 0;
    notBefore = now;
  }

  /** Its tasks run. */
  void succeeded() {
    failed = 0;
  }
}
