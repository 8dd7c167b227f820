package io.fargateautoscaler.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task; times are seconds since the start. */
final class PretendTask {
  /** As ECS counts them: a stopping task is neither running nor pending. */
  enum State {
    PENDING,
    RUNNING,
    STOPPING,
    GONE
  }

  final String id;

  /** The how-manieth of its service it is. */
  final int number;

  final Revision revision;
  final long createdAt;
  final long runsAt;
  State state = State.PENDING;
  long goneAt = Long.MAX_VALUE;
  @Nullable Long startedAt;
  @Nullable Long stoppingAt;

  /** Why the scheduler stops it. */
  Happening.Cause stopsAs = Happening.Cause.SCALING;

  /** When it ends of its own, and why. */
  long endsAt = Long.MAX_VALUE;

  Happening.Cause endsAs = Happening.Cause.CRASHED;

  /** Until then it serves, though it is to stop. */
  long servesUntil = Long.MAX_VALUE;

  /** Seconds in a row in which it was offered more than it can serve. */
  int overloaded;

  final CpuSum ofMinute = new CpuSum();
  final CpuSum ofFinePeriod = new CpuSum();

  PretendTask(String id, int number, Revision revision, long createdAt, long runsAt) {
    this.id = id;
    this.number = number;
    this.revision = revision;
    this.createdAt = createdAt;
    this.runsAt = runsAt;
  }

  boolean is(State other) {
    return state == other;
  }

  boolean serves(long now) {
    return state == State.RUNNING || (state == State.STOPPING && now < servesUntil);
  }

  /** CPU over the seconds of a period in which a task ran. */
  static final class CpuSum {
    private double sum;
    private int seconds;

    void add(double percent) {
      sum += percent;
      seconds++;
    }

    /** Adds the average to {@code samples} if the task ran at all, and begins anew. */
    void close(List<Double> samples) {
      if (seconds > 0) {
        samples.add(sum / seconds);
      }
      sum = 0;
      seconds = 0;
    }
  }
}
