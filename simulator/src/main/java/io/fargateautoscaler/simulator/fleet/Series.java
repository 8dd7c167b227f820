package io.fargateautoscaler.simulator.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A metric as it is published: each point some time after the end of its period.
 *
 * @param <P> its points
 */
final class Series<P> {
  private record Published<P>(P point, int begin, int visibleAt) {}

  private final int period;
  private final int kept;
  private final IntUnaryOperator delay;
  private final ArrayDeque<Published<P>> points = new ArrayDeque<>();

  /**
   * @param period seconds
   * @param kept how many seconds back points are shown
   * @param delay seconds from the end of a period until its point is there, by its begin
   */
  Series(int period, int kept, IntUnaryOperator delay) {
    this.period = period;
    this.kept = kept;
    this.delay = delay;
  }

  int period() {
    return period;
  }

  /** Whether a period ends at {@code now}. */
  boolean ends(int now) {
    return now > 0 && now % period == 0;
  }

  void add(P point, int begin) {
    points.add(new Published<>(point, begin, begin + period + delay.applyAsInt(begin)));
    while (points.peek().begin() < begin - kept) {
      points.remove();
    }
  }

  /** Those that are published by now and not older than {@code window} seconds, oldest first. */
  List<P> visible(int now, int window) {
    List<P> visible = new ArrayList<>(points.size());
    for (Published<P> each : points) {
      if (each.visibleAt() <= now && each.begin() >= now - window) {
        visible.add(each.point());
      }
    }
    return visible;
  }
}
