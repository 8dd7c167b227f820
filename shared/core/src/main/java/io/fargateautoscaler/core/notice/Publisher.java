package io.fargateautoscaler.core.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tells what waits in the outbox, within the {@link NoticeLimit}. Any number of runs may do so at
 * the same time.
 */
public final class Publisher {
  private static final int BATCH = 50;
  private static final int GIVE_UP_AFTER = 2;
  private static final int TRIES = 8;

  private final Outbox outbox;
  private final Notifier notifier;
  private final InstantSource clock;
  private final int most;

  /**
   * What became of notices.
   *
   * @param told published
   * @param untold those that could not be published now
   * @param withheld those that were too many
   */
  public record Result(int told, int untold, int withheld) {}

  /**
   * @param most notices that may be told in any {@link NoticeLimit#WITHIN}, at least 1
   */
  public Publisher(Outbox outbox, Notifier notifier, InstantSource clock, int most) {
    this.outbox = outbox;
    this.notifier = notifier;
    this.clock = clock;
    this.most = most;
  }

  /**
   * Publishes a batch of what waits, the most severe first.
   *
   * @throws RuntimeException if the outbox fails; what was not told yet waits on
   */
  public Result publish() {
    tellWithheld();
    int told = 0;
    int untold = 0;
    int withheld = 0;
    List<Outbox.Message> waiting =
        outbox.waiting(BATCH).stream()
            .sorted(Comparator.comparing(Outbox.Message::urgency).reversed())
            .toList();
    for (Outbox.Message message : waiting) {
      if (untold >= GIVE_UP_AFTER) {
        // Telling must not hold up scaling; the next run tries again.
        break;
      }
      if (!outbox.claim(message)) {
        continue;
      }
      Instant now = clock.instant();
      boolean limited = NoticeLimit.limits(message.event());
      if (limited && !admitted(now)) {
        withheld += withhold(message, now) ? 1 : 0;
      } else if (tell(message)) {
        told++;
      } else {
        untold++;
        if (limited) {
          change(limit -> limit.untell(now));
        }
      }
    }
    return new Result(told, untold, withheld);
  }

  private boolean tell(Outbox.Message message) {
    return switch (notifier.publish(message)) {
      case Notifier.Published _ -> {
        outbox.told(message);
        yield true;
      }
      case Notifier.Failed(String reason) -> {
        outbox.failed(message, reason);
        yield false;
      }
    };
  }

  /** Counts one more as told before it is, so that runs at the same time do not tell too many. */
  private boolean admitted(Instant now) {
    return change(limit -> limit.admits(most, now) ? limit.tell(now) : limit);
  }

  /**
   * Replaces the limit's state.
   *
   * @return false if there is nothing to change, or others always were first
   */
  private boolean change(UnaryOperator<NoticeLimit> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Outbox.Limit known = outbox.limit();
      NoticeLimit next = change.apply(known.limit());
      if (next.equals(known.limit())) {
        return false;
      }
      if (outbox.limit(known.version(), next, List.of())) {
        return true;
      }
    }
    return false;
  }

  private boolean withhold(Outbox.Message message, Instant now) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Outbox.Limit known = outbox.limit();
      if (known.limit().admits(most, now)) {
        // Its claim ends soon; then it is told.
        return false;
      }
      if (outbox.withhold(message, known.version(), known.limit().withhold(message, now))) {
        return true;
      }
    }
    return false;
  }

  private void tellWithheld() {
    Outbox.Limit known = outbox.limit();
    known
        .limit()
        .due(most, clock.instant())
        .ifPresent(notice ->
            // Another run was first if it fails.
            outbox.limit(known.version(), known.limit().settled(), List.of(notice)));
  }
}
