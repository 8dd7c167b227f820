package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.load.Arrivals;
import io.fargateautoscaler.simulator.load.Trace;
import java.util.ArrayDeque;
import java.util.function.IntUnaryOperator;

/** What arrives in each second of a run, and how many tasks that needs. */
public final class Offered {
  /** Over so many seconds requests are averaged; in a single one they may use all of the tasks. */
  private static final int WEB_SMOOTHING = 5;

  /** How busy tasks may be on average: what waits by chance must shrink again. */
  private static final double BUSY = 0.95;

  /** How busy a scaled load keeps its peak tasks: answers need room, messages may wait. */
  private static final double WEB_PEAK = 0.6;

  private static final double QUEUE_PEAK = 1;

  private final IntUnaryOperator arrivals;
  private final int[] need;

  private Offered(IntUnaryOperator arrivals, int[] need) {
    this.arrivals = arrivals;
    this.need = need;
  }

  /**
   * @param arrivals requests or messages of each second from 0 on
   * @param seconds length
   */
  public static Offered of(IntUnaryOperator arrivals, int seconds, FleetSpec.Work work) {
    boolean web = work instanceof FleetSpec.Web;
    int window = web ? WEB_SMOOTHING : (int) Math.max(1, work.lateAfter() / 2);
    int[] need = new int[seconds];
    long sum = 0;
    for (int second = 0; second < seconds; second++) {
      sum += arrivals.applyAsInt(second);
      if (second >= window) {
        sum -= arrivals.applyAsInt(second - window);
      }
      double tasks = sum / (work.perTask() * BUSY * Math.min(second + 1, window));
      double now = web ? arrivals.applyAsInt(second) / work.perTask() : 0;
      need[second] = (int) Math.ceil(Math.max(tasks, now));
    }
    return new Offered(arrivals, need);
  }

  /**
   * A trace at the size at which its busiest minute keeps so many tasks busy: to 60 % with
   * requests, all of the time with messages.
   *
   * @param peakTasks at least 1
   * @param seed of the single arrivals
   * @throws IllegalArgumentException if nothing arrives, or more than {@link Arrivals} can draw
   */
  public static Offered scaled(Trace trace, FleetSpec.Work work, int peakTasks, long seed) {
    Arrivals drawn = Arrivals.draw(trace, factor(trace, work, peakTasks), seed);
    return of(drawn::at, (int) drawn.seconds(), work);
  }

  /**
   * What the counts of a trace are multiplied by to get that size.
   *
   * @throws IllegalArgumentException if nothing arrives
   */
  public static double factor(Trace trace, FleetSpec.Work work, int peakTasks) {
    if (!(trace.peakRate() > 0)) {
      throw new IllegalArgumentException("nothing arrives in " + trace.name());
    }
    double busy = work instanceof FleetSpec.Web ? WEB_PEAK : QUEUE_PEAK;
    return peakTasks * work.perTask() * busy / trace.peakRate();
  }

  public int seconds() {
    return need.length;
  }

  /** Requests or messages of a second. */
  public int arrivals(int second) {
    return arrivals.applyAsInt(second);
  }

  /** The fewest tasks with which nothing of a second is late; of the last one after the end. */
  public int need(int second) {
    return need[Math.min(second, need.length - 1)];
  }

  /** The largest need between two seconds, both included. */
  public int largestNeed(int from, int to) {
    int largest = 0;
    for (int second = from; second <= Math.min(to, need.length - 1); second++) {
      largest = Math.max(largest, need[second]);
    }
    return largest;
  }

  /** For each second the largest need from it to so many seconds later. */
  int[] ahead(int seconds) {
    int[] ahead = new int[need.length];
    ArrayDeque<Integer> largest = new ArrayDeque<>();
    for (int second = need.length - 1; second >= 0; second--) {
      while (!largest.isEmpty() && need[largest.peekFirst()] <= need[second]) {
        largest.removeFirst();
      }
      largest.addFirst(second);
      while (largest.peekLast() > second + seconds) {
        largest.removeLast();
      }
      ahead[second] = need[largest.peekLast()];
    }
    return ahead;
  }
}
