package io.fargateautoscaler.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tells what waits in the outbox, within the {@link NoticeLimit} of each topic. Any number of runs
 * may do so at the same time.
 */
public final class Publisher {
  private static final List<Boolean> BOTH = List.of(false, true);
  private static final int BATCH = 50;
  private static final int GIVE_UP_AFTER = 2;
  private static final int TRIES = 8;

  /** A topic that answers slowly must not take the time of a run, which other services wait for. */
  private static final Duration LONGEST = Duration.ofSeconds(8);

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
    Instant end = clock.instant().plus(LONGEST);
    List<Outbox.Message> waiting = outbox.waiting(BATCH);
    Result result = new Result(0, 0, 0);
    // Each topic for itself: one that refuses must not silence the other.
    for (boolean chat : BOTH) {
      Result of =
          publish(waiting.stream().filter(message -> message.forChat() == chat).toList(), end);
      result =
          new Result(
              result.told() + of.told(),
              result.untold() + of.untold(),
              result.withheld() + of.withheld());
    }
    return result;
  }

  private Result publish(List<Outbox.Message> messages, Instant end) {
    int told = 0;
    int untold = 0;
    int withheld = 0;
    for (Outbox.Message message : messages) {
      if (untold >= GIVE_UP_AFTER || clock.instant().isAfter(end)) {
        // Telling must not hold up scaling; the next run goes on.
        break;
      }
      if (!outbox.claim(message)) {
        continue;
      }
      Instant now = clock.instant();
      boolean limited = NoticeLimit.limits(message.event());
      if (limited && !admitted(message, now)) {
        withheld += withhold(message, now) ? 1 : 0;
      } else if (tell(message)) {
        told++;
      } else {
        untold++;
        if (limited) {
          change(message.forChat(), limit -> limit.untell(now));
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
  private boolean admitted(Outbox.Message message, Instant now) {
    return change(
        message.forChat(), limit -> limit.admits(most(message), now) ? limit.tell(now) : limit);
  }

  /**
   * Replaces the limit's state.
   *
   * @return false if there is nothing to change, or others always were first
   */
  private boolean change(boolean chat, UnaryOperator<NoticeLimit> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Outbox.Limit known = outbox.limit(chat);
      NoticeLimit next = change.apply(known.limit());
      if (next.equals(known.limit())) {
        return false;
      }
      if (outbox.limit(chat, known.version(), next, List.of())) {
        return true;
      }
    }
    return false;
  }

  private boolean withhold(Outbox.Message message, Instant now) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Outbox.Limit known = outbox.limit(message.forChat());
      if (known.limit().admits(most(message), now)) {
        // Its claim ends soon; then it is told.
        return false;
      }
      if (outbox.withhold(message, known.version(), known.limit().withhold(message, now))) {
        return true;
      }
    }
    return false;
  }

  /** What is merely worth knowing leaves a quarter for what is worse. */
  private int most(Outbox.Message message) {
    return message.urgency() == 0 ? most - most / 4 : most;
  }

  /**
   * Adds the notice of what was withheld to the outbox, where it is due.
   *
   * @throws RuntimeException if the outbox fails; the next call goes on
   */
  public void tellWithheld() {
    for (boolean chat : BOTH) {
      tellWithheld(chat);
    }
  }

  private void tellWithheld(boolean chat) {
    Outbox.Limit known = outbox.limit(chat);
    known
        .limit()
        .due(most, clock.instant())
        .ifPresent(notice ->
            // Another run was first if it fails.
            outbox.limit(chat, known.version(), known.limit().settled(), List.of(notice)));
  }
}
