package io.fargateautoscaler.core.observation;

import java.math.BigDecimal;
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
 * @param lastSteps by name of step policy
 * @param starts starts of tasks whose fate matters to a guard, in any order
 * @param brake the present or last crash-loop brake
 * @param capacity what ECS said of tasks that do not come; null: nothing that matters now
 * @param grewAt when the running count was last seen to grow; null: not since it is watched
 * @param shortSince since when fewer tasks run than desired; null: they do not, or it is not known
 * @param running the running count of the last observation; null: none yet
 * @param blind the present or last time without data
 * @param external the last change by others
 * @param deployment the present or last deployment
 * @param paused the present or last pause
 * @param hold the range that an operator set for a time
 * @param frozen the present time in which so many services could not be read that none scales in
 * @param watchedSince when the service was first seen, or its state was lost
 */
public record ScalingHistory(
    List<Action> actions,
    @Nullable Integer lastApplied,
    @Nullable Instant appliedAt,
    Map<String, QueueMemory> queues,
    Map<String, Integer> samplesPerTask,
    Map<String, Step> lastSteps,
    List<Start> starts,
    @Nullable Brake brake,
    @Nullable Trouble capacity,
    @Nullable Instant grewAt,
    @Nullable Instant shortSince,
    @Nullable Integer running,
    @Nullable Span blind,
    @Nullable External external,
    @Nullable Span deployment,
    @Nullable Pause paused,
    @Nullable RangeHold hold,
    @Nullable Span frozen,
    @Nullable Instant watchedSince) {
  /** Nothing happened. */
  public static final ScalingHistory NONE =
      new ScalingHistory(
          List.of(), null, null, Map.of(), Map.of(), Map.of(), List.of(), null, null, null, null,
          null, null, null, null, null, null, null, null);

  public ScalingHistory {
    actions = List.copyOf(actions);
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
    samplesPerTask = Collections.unmodifiableSortedMap(new TreeMap<>(samplesPerTask));
    lastSteps = Collections.unmodifiableSortedMap(new TreeMap<>(lastSteps));
    starts = List.copyOf(starts);
  }

  /** The same, to be changed in parts. */
  public ScalingHistoryBuilder but() {
    return new ScalingHistoryBuilder(this);
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
   * A step policy's last step.
   *
   * @param at when it was decided
   * @param desired the desired count before it, on which a larger step builds
   */
  public record Step(Instant at, int desired) {}

  /**
   * A task that was started.
   *
   * @param at when it began to run, or ended if it never ran
   * @param ended null: it lives
   * @param bad whether it ended, without anyone's wish, before it was of use
   * @param unhealthy whether it had run and was ended because a health check failed
   * @param deployment id of the deployment that started it; null: unknown
   */
  public record Start(
      Instant at,
      @Nullable Instant ended,
      boolean bad,
      boolean unhealthy,
      @Nullable String deployment) {
    /** A start of an unknown deployment that no health check ended. */
    public Start(Instant at, @Nullable Instant ended, boolean bad) {
      this(at, ended, bad, false, null);
    }

    /** When it last told something: a failed health check matters however long the task ran. */
    public Instant newest() {
      return unhealthy && ended != null ? ended : at;
    }
  }

  /**
   * A crash-loop brake.
   *
   * @param cap the desired count when it was engaged
   * @param until when it was released; null: it is engaged
   */
  public record Brake(Instant since, int cap, @Nullable Instant until) {
    public boolean engaged() {
      return until == null;
    }
  }

  /**
   * What ECS last said of whether tasks come.
   *
   * @param at when it said so
   * @param cause a sentence without its full stop, safe for a line; empty where nothing is wrong
   * @param nextStep what to do about it, likewise
   */
  public record Trouble(Instant at, Kind kind, String cause, String nextStep) {
    /** What keeps tasks from coming. */
    public enum Kind {
      /** Nothing: the service is steady. */
      NONE,
      /** AWS, a quota or the subnets have no room. */
      CAPACITY,
      /** ECS found no place for another reason. */
      PLACEMENT,
      /** Tasks start faster than AWS allows; this passes by itself. */
      LAUNCH_RATE
    }
  }

  /**
   * An operator's pause.
   *
   * @param by who set it; null: unknown
   */
  public record Pause(Instant from, Instant until, @Nullable String by) {
    /** Whether {@code now} lies in it. */
    public boolean covers(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /**
   * An operator's range for a time.
   *
   * @param min null: as in the document
   * @param max null: as in the document
   * @param by who set it; null: unknown
   */
  public record RangeHold(
      @Nullable Integer min, @Nullable Integer max, Instant until, @Nullable String by) {}

  /**
   * What a queue policy remembers.
   *
   * @param reads the newest reads, oldest first
   * @param votes the largest vote of each bucket of time, oldest first
   * @param emptySince since when every read was empty; null: the newest was not, or none exists
   * @param emptyReads how many reads in a row were empty
   * @param learned what a message was found to take; null: nothing yet
   */
  public record QueueMemory(
      List<QueueRead> reads,
      List<Vote> votes,
      @Nullable Instant emptySince,
      int emptyReads,
      @Nullable Learned learned) {
    public static final QueueMemory NONE = new QueueMemory(List.of(), List.of(), null, 0, null);

    public QueueMemory {
      reads = List.copyOf(reads);
      votes = List.copyOf(votes);
    }

    /** The same, but nothing is known of how long the queue has been empty. */
    public QueueMemory notEmpty() {
      return new QueueMemory(reads, votes, null, 0, learned);
    }
  }

  /**
   * The time that one message takes, as learned.
   *
   * @param secondsPerMessage the value in use
   * @param samples the newest samples, oldest first; at most 20
   * @param minute start of the last minute that gave a sample; null: unknown
   */
  public record Learned(
      BigDecimal secondsPerMessage, List<BigDecimal> samples, @Nullable Instant minute) {
    public Learned {
      samples = List.copyOf(samples);
    }
  }

  /** A past read of a queue; {@code running} is the running count at that time. */
  public record QueueRead(Instant at, long visible, long inFlight, long delayed, int running) {}

  /** A past need of a queue. */
  public record Vote(Instant at, int count) {}
}
