package io.fargateautoscaler.core.compare;

import io.fargateautoscaler.core.compare.Shadow.Backlog;
import io.fargateautoscaler.core.observation.Load.QueueDepth;
import io.fargateautoscaler.core.policy.QueuePolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Pure: a queue as it would be with other consumers. What arrived is what the real queue grew by
 * and what its consumers worked off; the shadow's consumers work off as much as so many can.
 *
 * @param seconds that one message takes, above 0
 * @param concurrency messages that one task works on at once
 */
record ShadowQueue(double seconds, int concurrency) {

  /**
   * The consumers of a policy; null: nobody knows how long a message takes.
   *
   * @param learned seconds that one message takes; null: not learned
   */
  static @Nullable ShadowQueue of(QueuePolicy policy, @Nullable Double learned) {
    Double seconds =
        switch (policy.goal()) {
          case QueuePolicy.DrainWithin drain when drain.secondsPerMessage() != null ->
              Double.valueOf(drain.secondsPerMessage().doubleValue());
          case QueuePolicy.DrainWithin _, QueuePolicy.MessagesPerTask _ -> learned;
        };
    int concurrency =
        switch (policy.goal()) {
          case QueuePolicy.DrainWithin drain -> drain.concurrency();
          case QueuePolicy.MessagesPerTask goal -> goal.concurrency();
        };
    return seconds == null || !(seconds > 0) ? null : new ShadowQueue(seconds, concurrency);
  }

  /**
   * The queue now.
   *
   * @param before null: it is seen for the first time, so it is what the real one is
   * @param running tasks that ran since {@code before}
   * @param shadow tasks that would have run since {@code before}
   */
  Backlog next(@Nullable Backlog before, QueueDepth read, int running, int shadow) {
    long there = read.visible() + read.inFlight();
    Instant at = read.at();
    if (before == null) {
      return new Backlog(at, there, there);
    }
    double passed = Duration.between(before.at(), at).toMillis() / 1000.0;
    if (passed <= 0) {
      return before;
    }
    double worked = passed * busy(before.actual(), read, running) / seconds;
    // An old number may stand between two new ones, so less than nothing may have arrived.
    double arrived = there - before.actual() + worked;
    double most = (double) shadow * concurrency;
    boolean nobodyWaits = there <= (long) running * concurrency;
    if (nobodyWaits && before.messages() <= most) {
      return new Backlog(at, there, there);
    }
    double underWork = nobodyWaits ? there : Math.max(0, arrived) / passed * seconds;
    double left = before.messages() + arrived - passed * most / seconds;
    return new Backlog(at, there, Math.max(Math.min(underWork, most), left));
  }

  /** Messages that the real consumers work on at once: all they can while others wait. */
  private double busy(long before, QueueDepth read, int running) {
    double most = (double) running * concurrency;
    return read.visible() > 0 && before > most ? most : Math.min(read.inFlight(), most);
  }

  /** What a read of it would show. */
  QueueDepth read(Backlog queue, QueueDepth actual, int shadow) {
    long messages = Math.round(queue.messages());
    long inFlight = Math.min(messages, (long) shadow * concurrency);
    return new QueueDepth(actual.at(), messages - inFlight, inFlight, actual.delayed(), null);
  }
}
