package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The work that is there, by Little's law, and the backlog within its time.
 *
 * <ul>
 *   <li>w = min(max(0, min(F/c, r) + s × g / c), (V + Fₙ) / c)
 *   <li>n = ⌈w / 0.8 + V × s / (c × D / 2)⌉, at most max(⌈(V + Fₙ) / c⌉, ⌈w / 0.8⌉)
 * </ul>
 *
 * <p>Consumers that receive in batches hold more than they work on, so in flight never counts for
 * more than the tasks that run.
 *
 * @param seconds s: time that one message takes, above 0
 * @param concurrency c: messages that one task works on at once, at least 1
 * @param limit D: longest time that a message should wait
 * @param learned whether {@code seconds} was learned
 */
record DrainNeed(BigDecimal seconds, int concurrency, Duration limit, boolean learned)
    implements QueueNeed {
  private static final BigDecimal HEADROOM = new BigDecimal("0.8");
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal LONGEST_SLOPE = BigDecimal.valueOf(300);

  @Override
  public int need(QueueReads reads) {
    BigDecimal withHeadroom = work(reads).divide(HEADROOM, Numbers.PRECISION);
    int need = Numbers.ceil(withHeadroom.add(inTime(reads.newest().visible())));
    return Math.min(need, Math.max(Numbers.ceil(present(reads)), Numbers.ceil(withHeadroom)));
  }

  /** w: tasks that are at work, or will be if the queue goes on growing as it does. */
  private BigDecimal work(QueueReads reads) {
    BigDecimal c = whole(concurrency);
    BigDecimal busy = reads.meanInFlight().divide(c, Numbers.PRECISION).min(reads.meanRunning());
    BigDecimal growth = seconds.multiply(slope(reads)).divide(c, Numbers.PRECISION);
    return busy.add(growth).max(BigDecimal.ZERO).min(present(reads));
  }

  /** (V + Fₙ) / c: tasks for one message each. */
  private BigDecimal present(QueueReads reads) {
    QueueRead newest = reads.newest();
    return whole(newest.visible())
        .add(whole(newest.inFlight()))
        .divide(whole(concurrency), Numbers.PRECISION);
  }

  /** V × s / (c × D / 2): tasks that bring the backlog down in half of the time allowed. */
  private BigDecimal inTime(long visible) {
    return whole(visible)
        .multiply(seconds)
        .multiply(BigDecimal.TWO)
        .divide(whole(concurrency).multiply(Numbers.seconds(limit)), Numbers.PRECISION);
  }

  private BigDecimal slope(QueueReads reads) {
    return reads.slope(Duration.ofSeconds(seconds.min(LONGEST_SLOPE).max(MINUTE).longValue()));
  }

  /** Where in flight tells nothing, what arrives: ⌈L × s / (0.8 × c) + V × s / (c × D / 2)⌉. */
  @Override
  public int vote(QueueReads reads, Load.@Nullable Flow flow) {
    int need = need(reads);
    if (flow == null || !reads.holdTooMuch(concurrency)) {
      return need;
    }
    double arrivals = flow.sent() + Math.max(0, flow.received() - flow.deleted());
    if (!Double.isFinite(arrivals) || arrivals < 0) {
      return need;
    }
    BigDecimal perSecond = Numbers.exact(arrivals).divide(MINUTE, Numbers.PRECISION);
    BigDecimal steady =
        perSecond
            .multiply(seconds)
            .divide(HEADROOM.multiply(whole(concurrency)), Numbers.PRECISION);
    return Math.min(need, Numbers.ceil(steady.add(inTime(reads.newest().visible()))));
  }

  /** Tasks that are merely busy are no reason: somebody must wait too long. */
  @Override
  public boolean outAllowed(QueueReads reads, int running, int current) {
    return running == 0 || waitTooLong(whole(reads.newest().visible()), running);
  }

  /** Messages that consumers hold wait too, but more tasks than arrivals need would hold more. */
  @Override
  public int needOfHeld(QueueReads reads, Load.@Nullable Flow flow, int running) {
    if (flow == null || running == 0 || !reads.holdTooMuch(concurrency)) {
      return 0;
    }
    BigDecimal held =
        reads.meanInFlight().subtract(whole(concurrency).multiply(reads.meanRunning()));
    return waitTooLong(held.add(whole(reads.newest().visible())), running) ? vote(reads, flow) : 0;
  }

  /**
   * Whether so many messages before it let one wait for longer than D / 10, or than one message
   * takes if that is more, up to D / 5: what is over sooner than a task starts needs no task.
   */
  private boolean waitTooLong(BigDecimal messages, int running) {
    BigDecimal wait =
        messages.multiply(seconds).divide(whole((long) concurrency * running), Numbers.PRECISION);
    BigDecimal tenth = Numbers.seconds(limit.dividedBy(10));
    return wait.compareTo(seconds.min(tenth.multiply(BigDecimal.TWO)).max(tenth)) > 0;
  }

  @Override
  public boolean withinTolerance(QueueReads reads, int current) {
    return false;
  }

  @Override
  public int inFlightFloor(QueueReads reads, Load.@Nullable Flow flow) {
    return reads.inFlightFloor(concurrency, flow);
  }

  @Override
  public Duration window(Duration least) {
    Duration twice = Duration.ofMillis(seconds.multiply(new BigDecimal(2000)).longValue());
    return least.compareTo(twice) >= 0 ? least : twice;
  }

  @Override
  public String explained(QueueReads reads) {
    return " ("
        + Numbers.text(seconds)
        + (learned ? " s a message as learned: " : " s a message: ")
        + Numbers.text(work(reads))
        + " at work / "
        + HEADROOM
        + " + "
        + Numbers.text(inTime(reads.newest().visible()))
        + " for the backlog in "
        + Numbers.text(limit.dividedBy(2))
        + ")";
  }

  private static BigDecimal whole(long value) {
    return BigDecimal.valueOf(value);
  }
}
