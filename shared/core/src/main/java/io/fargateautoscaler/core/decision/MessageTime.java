package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns the time that one message takes, in minutes in which messages waited throughout, so that
 * the consumers were busy: running task-seconds × concurrency / messages deleted.
 */
final class MessageTime {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final int LEAST_DELETED = 10;
  private static final int LEAST_READS = 3;
  private static final int MOST_SAMPLES = 20;
  private static final BigDecimal UP = new BigDecimal("1.2");
  private static final BigDecimal DOWN = new BigDecimal("0.8");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final MathContext KEPT = new MathContext(6);

  private MessageTime() {}

  /**
   * The value after these reads: the median of the last 20 samples, moved by at most a fifth a
   * sample, and within half and twice a given value.
   */
  static @Nullable Learned learn(
      DrainWithin goal, @Nullable Learned known, QueueReads reads, Load.@Nullable Flow flow) {
    Instant minute = flow == null ? null : flow.at();
    if (flow == null
        || minute == null
        || (known != null && known.minute() != null && !minute.isAfter(known.minute()))) {
      return known;
    }
    BigDecimal sample = sample(goal.concurrency(), reads, flow, minute);
    if (sample == null) {
      return known;
    }
    List<BigDecimal> samples = new ArrayList<>(known == null ? List.of() : known.samples());
    samples.add(sample);
    if (samples.size() > MOST_SAMPLES) {
      samples.removeFirst();
    }
    BigDecimal given = goal.secondsPerMessage();
    BigDecimal before = known != null ? known.secondsPerMessage() : given != null ? given : sample;
    BigDecimal value = median(samples).max(before.multiply(DOWN)).min(before.multiply(UP));
    return new Learned(within(goal, value).round(KEPT), samples, minute);
  }

  /** A learned value within half and twice a given one, which may have changed since. */
  static BigDecimal within(DrainWithin goal, BigDecimal learned) {
    BigDecimal given = goal.secondsPerMessage();
    return given == null
        ? learned
        : learned.max(given.multiply(HALF)).min(given.multiply(BigDecimal.TWO));
  }

  private static @Nullable BigDecimal sample(
      int concurrency, QueueReads reads, Load.Flow flow, Instant minute) {
    List<QueueRead> within =
        reads.all().stream()
            .filter(read -> !read.at().isBefore(minute) && !read.at().isAfter(minute.plus(MINUTE)))
            .toList();
    long running = within.stream().mapToLong(QueueRead::running).sum();
    if (within.size() < LEAST_READS
        || within.stream().anyMatch(read -> read.visible() == 0)
        || running == 0
        || !Double.isFinite(flow.deleted())
        || flow.deleted() < LEAST_DELETED) {
      return null;
    }
    return BigDecimal.valueOf(running * MINUTE.toSeconds() * concurrency)
        .divide(
            BigDecimal.valueOf(within.size()).multiply(Numbers.exact(flow.deleted())),
            Numbers.PRECISION)
        .round(KEPT);
  }

  /** The lower one of an even number's two. */
  private static BigDecimal median(List<BigDecimal> samples) {
    return samples.stream().sorted().toList().get((samples.size() - 1) / 2);
  }
}
