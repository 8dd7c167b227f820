package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A number of messages for each task: ⌈(V + min(F, m × r)) / m⌉. What batch receivers hold beyond
 * their share is not more work.
 *
 * @param assumed whether nobody asked for this number
 */
record PerTaskNeed(BigDecimal messages, BigDecimal tolerance, int concurrency, boolean assumed)
    implements QueueNeed {

  private BigDecimal backlog(QueueReads reads) {
    BigDecimal held = messages.multiply(reads.meanRunning());
    return BigDecimal.valueOf(reads.newest().visible()).add(reads.meanInFlight().min(held));
  }

  @Override
  public int need(QueueReads reads) {
    return Numbers.ceilDivide(backlog(reads), messages);
  }

  @Override
  public int vote(QueueReads reads, Load.@Nullable Flow flow) {
    return need(reads);
  }

  @Override
  public boolean outAllowed(QueueReads reads, int running, int current) {
    return !withinTolerance(reads, current);
  }

  @Override
  public int needOfHeld(QueueReads reads, Load.@Nullable Flow flow, int running) {
    return 0;
  }

  @Override
  public boolean withinTolerance(QueueReads reads, int current) {
    BigDecimal full = messages.multiply(BigDecimal.valueOf(current));
    return backlog(reads).subtract(full).abs().compareTo(full.multiply(tolerance)) <= 0;
  }

  @Override
  public int inFlightFloor(QueueReads reads, Load.@Nullable Flow flow) {
    return reads.inFlightFloor(concurrency, flow);
  }

  @Override
  public Duration window(Duration least) {
    return least;
  }

  @Override
  public String explained(QueueReads reads) {
    return assumed
        ? " (10 messages a task assumed: the time of a message is not known yet)"
        : " at " + Numbers.text(messages) + " a task";
  }
}
