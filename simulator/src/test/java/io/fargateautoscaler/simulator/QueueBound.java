package io.fargateautoscaler.simulator;

import io.fargateautoscaler.simulator.QueueCase.Shape;

/**
 * What a {@link QueueCase} may come to at most, by its kind. The regression file keeps the figures
 * themselves; these bounds say which of them would be good enough.
 */
enum QueueBound {
  /** Nothing is random: what moves after an hour is creep or a cycle. 1.25 is the headroom. */
  EVEN(1.35, 0.5, 1.35, 2),
  /** The second task is idle for most of the time. */
  EVEN_ONE(2.05, 0.5, 1.35, 2),
  /** Some consumers hoard messages while others are idle, so in flight says more than the work. */
  EVEN_PREFETCH(1.4, 3, 1.6, 40),
  /** A queue of random arrivals is served by tasks that are all busy, until waits get long. */
  RANDOM(1.45, 0.5, 2.3, 46),
  /** Every receive of a poison message is work that holds a message until its timeout. */
  POISON(1.5, 0.5, 2.2, 9),
  /** Twelve messages of 30 s each are a wait for ten tasks: chance moves the count. */
  RANDOM_LONG(1.7, 3, 4.7, 115),
  /** A tenth more or less of one task is a whole task. */
  RANDOM_FEW(2.1, 0.5, 8, 72),
  /** A hundredth of the messages is six sevenths of the work, and nobody sees which. */
  RANDOM_MIXED(3.0, 0.5, 10.6, 82),
  /** Two hours at a quarter of the load, where a task more is dear. */
  STEP(1.5, 1, 2.9, 41),
  STEP_LONG(1.65, 0.5, 2.8, 86),
  STEP_FEW(2.15, 0.5, 3, 6),
  /** Half of drain-within asks for twice the tasks that all of it would. */
  BURST(2.0, 2.6, 3.0, 86),
  BURST_LONG(2.2, 0.5, 3.9, 97),
  /** The one task that waits for single messages costs more than the burst. */
  BURST_FEW(3.2, 0.5, 2.3, 2),
  /** Detection and start-up take most of the 60 s. */
  BURST_SHORT_DRAIN(2.25, 10, 2.4, 26),
  /** A given time twice too long asks for twice the tasks. */
  BURST_GIVEN_TWICE(1.9, 0.5, 4, 41),
  /** An old number beside a new one looks like growth. */
  BURST_WRONG_COUNTERS(1.9, 0.5, 4, 24),
  /** Tasks start for each wave and outlive it by a minute. */
  ON_OFF(1.85, 0.5, 4, 105),
  ON_OFF_LONG(2.0, 0.5, 3.2, 98),
  ON_OFF_FEW(2.4, 0.5, 3, 30),
  ON_OFF_PREFETCH(1.75, 9.5, 2.3, 122),
  ON_OFF_WRONG_COUNTERS(1.9, 0.5, 3.5, 90),
  WAKE(1.5, 0.5, 3, 34);

  private final double cost;
  private final double late;
  private final double peak;
  private final double changes;

  /**
   * @param cost task-seconds over those needed
   * @param late percent of messages that wait longer than drain-within
   * @param peak over the need; for constant loads after the first hour, and one task more
   * @param changes in two hours after the first one
   */
  QueueBound(double cost, double late, double peak, double changes) {
    this.cost = cost;
    this.late = late;
    this.peak = peak;
    this.changes = changes;
  }

  static QueueBound of(QueueCase row) {
    boolean few = row.need() <= 1;
    boolean large = row.seconds() >= 30;
    boolean hoards = row.consumer().prefetch();
    boolean poisoned = row.poison() > 0;
    return switch (row.shape()) {
      case EVEN -> hoards && !few ? EVEN_PREFETCH : few ? EVEN_ONE : EVEN;
      case CONSTANT -> {
        if (row.mixed()) {
          yield RANDOM_MIXED;
        }
        yield few ? RANDOM_FEW : large ? RANDOM_LONG : poisoned ? POISON : RANDOM;
      }
      case STEP -> row.mixed() ? RANDOM_MIXED : few ? STEP_FEW : large ? STEP_LONG : STEP;
      case BURST -> {
        if (row.noisy()) {
          yield BURST_WRONG_COUNTERS;
        }
        if (row.given() != null && row.given() > row.seconds()) {
          yield BURST_GIVEN_TWICE;
        }
        if (row.drain().toSeconds() <= 60) {
          yield BURST_SHORT_DRAIN;
        }
        yield few ? BURST_FEW : large ? BURST_LONG : BURST;
      }
      case ONOFF -> {
        if (row.noisy()) {
          yield ON_OFF_WRONG_COUNTERS;
        }
        yield few ? ON_OFF_FEW : large ? ON_OFF_LONG : hoards ? ON_OFF_PREFETCH : ON_OFF;
      }
      case WAKE -> WAKE;
    };
  }

  /** What is above its bound; empty if nothing is. */
  String broken(QueueCase row, QueueFigures figures) {
    boolean constant = row.shape() == Shape.EVEN || row.shape() == Shape.CONSTANT;
    double highest = constant ? figures.settledPeak() : figures.peak() * Math.max(1, row.most());
    double allowed = peak * Math.max(1, constant ? row.need() : row.most()) + (constant ? 1 : 0.01);
    StringBuilder text = new StringBuilder();
    add(text, "cost over ideal", figures.cost(), cost);
    add(text, "percent late", figures.late(), late);
    add(text, "tasks at most", highest, allowed);
    add(text, "changes in two hours", figures.settledChanges(), changes);
    return text.toString();
  }

  private static void add(StringBuilder text, String what, double value, double bound) {
    if (!(value <= bound)) {
      text.append("%s %.2f > %.2f; ".formatted(what, value, bound));
    }
  }
}
