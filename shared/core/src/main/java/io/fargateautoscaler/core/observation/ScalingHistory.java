package io.fargateautoscaler.core.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision must know of the past. Everything may be absent: then nothing happened.
 *
 * @param actions changes of the desired count by anyone, oldest first
 * @param lastApplied the count that was last set or accepted; null: never
 * @param appliedAt when this autoscaler itself last set the count; null: never
 * @param queues by name of queue policy
 * @param samplesPerTask by name of policy: how many samples a task reports in one period
 * @param blind the present or last time without data
 * @param external the last change by others
 * @param deployment the present or last deployment
 * @param paused the present or last pause
 * @param watchedSince when the service was first seen, or its state was lost
 */
public record ScalingHistory(
    List<Action> actions,
    @Nullable Integer lastApplied,
    @Nullable Instant appliedAt,
    Map<String, QueueMemory> queues,
    Map<String, Integer> samplesPerTask,
    @Nullable Span blind,
    @Nullable External external,
    @Nullable Span deployment,
    @Nullable Span paused,
    @Nullable Instant watchedSince) {
  /** Nothing happened. */
  public static final ScalingHistory NONE =
      new ScalingHistory(List.of(), null, null, Map.of(), Map.of(), null, null, null, null, null);

  public ScalingHistory {
    actions = List.copyOf(actions);
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
    samplesPerTask = Collections.unmodifiableSortedMap(new TreeMap<>(samplesPerTask));
  }

  /** The same, without a count that was ever applied or changed by others. */
  public ScalingHistory withoutOutsideChange() {
    return new ScalingHistory(
        actions, null, null, queues, samplesPerTask, blind, null, deployment, paused, watchedSince);
  }

  /** A change of the desired count. */
  public record Action(Instant at, int from, int to) {}

  /** A time with a start and, once it is over, an end. */
  public record Span(Instant from, @Nullable Instant until) {
    /** Whether {@code now} lies in it. */
    public boolean covers(Instant now) {
      return !now.isBefore(from) && (until == null || now.isBefore(until));
    }
  }

  /** A change of the desired count that was not ours. */
  public record External(Instant at, int from, int count) {
    public boolean raised() {
      return count > from;
    }
  }

  /**
   * What a queue policy remembers.
   *
   * @param reads the newest reads, oldest first
   * @param votes the largest vote of each bucket of time, oldest first
   * @param emptySince since when every read was empty; null: the newest was not, or none exists
   * @param emptyReads how many reads in a row were empty
   */
  public record QueueMemory(
      List<QueueRead> reads, List<Vote> votes, @Nullable Instant emptySince, int emptyReads) {
    public static final QueueMemory NONE = new QueueMemory(List.of(), List.of(), null, 0);

    public QueueMemory {
      reads = List.copyOf(reads);
      votes = List.copyOf(votes);
    }
  }

  /** A past read of a queue; {@code running} is the running count at that time. */
  public record QueueRead(Instant at, long visible, long inFlight, long delayed, int running) {}

  /** A past need of a queue. */
  public record Vote(Instant at, int count) {}
}
