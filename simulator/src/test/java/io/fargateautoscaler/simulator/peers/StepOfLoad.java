package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Virtual time in which the CPU of ten tasks jumps once from 30 % to 90 %, second by second.
 *
 * @param period of the points
 * @param published after the end of their period
 * @param phase of the jump within a period, in seconds
 * @param offset of the first look from the start of a period, in seconds
 */
record StepOfLoad(Duration period, Duration published, int phase, int offset) {
  private static final int TASKS = 10;
  private static final int PERIODS_BEFORE = 30;
  private static final int LONGEST_SECONDS = 1000;

  /**
   * Seconds from the jump to the first order of more tasks.
   *
   * @throws IllegalStateException if there is none
   */
  int reaction(Peer peer) {
    int length = (int) period.toSeconds();
    int jump = PERIODS_BEFORE * length + phase;
    List<Look.Point> all = new ArrayList<>();
    double sum = 0;
    for (int second = 0; second < jump + LONGEST_SECONDS; second++) {
      Instant now = Sight.START.plusSeconds(second);
      if (second > 0 && second % length == 0) {
        all.add(new Look.Point(now.minus(period), period, sum / length));
        sum = 0;
      }
      if (second >= offset
          && (second - offset) % peer.interval().toSeconds() == 0
          && peer.desired(look(now, all)) > TASKS) {
        return second - jump;
      }
      sum += second < jump ? 30 : 90;
    }
    throw new IllegalStateException("no reaction");
  }

  private Look look(Instant now, List<Look.Point> all) {
    Instant end = now.minus(published);
    List<Look.Point> visible = all.stream().filter(point -> !point.end().isAfter(end)).toList();
    return new Look(now, TASKS, TASKS, new CapacityRange(TASKS, 50), false, visible, null);
  }
}
