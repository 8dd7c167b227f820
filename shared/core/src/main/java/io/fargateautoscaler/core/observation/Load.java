package io.fargateautoscaler.core.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy reads: measured, or missing with the reason. Points come in any order. */
public sealed interface Load {
  /** Points of an average per task. */
  record PerTask(List<Point> points, Duration period) implements Load {
    public PerTask {
      points = List.copyOf(points);
    }
  }

  /**
   * One datapoint of an average per task.
   *
   * @param at start of the period, as CloudWatch gives it
   * @param average may be NaN or infinite: the decision refuses such values
   * @param count SampleCount of the same period
   */
  record Point(Instant at, double average, double count) {}

  /**
   * Points of a sum over all tasks.
   *
   * @param witness true if another metric of the same source was there in the newest minutes, so
   *     that an absent sum means zero
   */
  record Total(List<Sum> points, Duration period, boolean witness) implements Load {
    public Total {
      points = List.copyOf(points);
    }
  }

  /**
   * One datapoint of a sum.
   *
   * @param at start of the period
   * @param sum may be NaN or infinite: the decision refuses such values
   */
  record Sum(Instant at, double sum) {}

  /**
   * A queue's approximate numbers of messages.
   *
   * @param visible waiting messages
   * @param inFlight messages received and not yet deleted
   * @param delayed messages not yet available
   * @param flow the last full minute of CloudWatch; null if it is not there
   */
  record QueueDepth(Instant at, long visible, long inFlight, long delayed, @Nullable Flow flow)
      implements Load {}

  /**
   * Messages sent, received and deleted in one minute.
   *
   * @param at start of that minute; null: unknown
   */
  record Flow(@Nullable Instant at, double sent, double received, double deleted) {}

  /**
   * An alarm with the newest points of its metric.
   *
   * @param threshold null if the alarm has none: composite and anomaly detection
   * @param points empty if they are not known: then only the state counts
   */
  record Alarmed(AlarmState state, @Nullable Double threshold, List<Value> points, Duration period)
      implements Load {
    public Alarmed {
      points = List.copyOf(points);
    }
  }

  /**
   * One datapoint of an alarm's metric.
   *
   * @param at start of the period
   */
  record Value(Instant at, double value) {}

  /** There is nothing to read. */
  record Missing(String reason) implements Load {}
}
