package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rival scales a service while the shipped reconciler observes it. */
final class Observing {
  private static final Duration PULSE = Duration.ofSeconds(10);

  private static final DecisionListener NOBODY =
      new DecisionListener() {
        @Override
        public void decided(DecisionRecord record, boolean news) {
          // What counts is what was counted.
        }

        @Override
        public void failed(ServiceRef service, String reason) {
          throw new IllegalStateException(reason);
        }
      };

  /** What really ran, second by second. */
  static final class Truth implements Journal {
    private final Offered offered;
    private final double mostOfTask;
    private long taskSeconds;
    private long lateSeconds;
    private int changes;
    private long ofMinute;

    /**
     * @param mostOfTask arrivals a second that a task carries before it counts as late
     */
    Truth(Offered offered, double mostOfTask) {
      this.offered = offered;
      this.mostOfTask = mostOfTask;
    }

    @Override
    public void changed(int second, int from, int to) {
      changes++;
    }

    @Override
    public void second(int second, int desired, int running, double lateSoFar) {
      // It is told at the end of the second before.
      ofMinute += offered.arrivals(second - 1) - (second <= 60 ? 0 : offered.arrivals(second - 61));
      taskSeconds += running;
      lateSeconds += second >= 60 && ofMinute > mostOfTask * 60 * running ? 1 : 0;
    }

    Side side() {
      return new Side(taskSeconds, lateSeconds, changes);
    }
  }

  /** The truth of the rival, what was counted of it, of the shadow, and the truth of ours. */
  record Outcome(Side rival, DayTally counted, Side ours) {
    @Override
    public String toString() {
      return "rival "
          + text(rival)
          + " counted as "
          + text(counted.actual())
          + "; shadow "
          + text(counted.shadow())
          + ", really "
          + text(ours)
          + "; measured "
          + counted.measured().toMinutes()
          + " min, hidden "
          + counted.hiddenSeconds() / 60;
    }

    private static String text(Side side) {
      return String.format(
          java.util.Locale.ROOT,
          "%.1f h / %d min / %d",
          side.taskHours(),
          side.lateMinutes(),
          side.changes());
    }
  }

  private Observing() {}

  /**
   * Runs the load twice: with the rival, observed, and with ours.
   *
   * @param document of ours, with {@code mode: %s}
   */
  static Outcome of(
      FleetSpec spec,
      Offered offered,
      Candidate rival,
      String document,
      boolean fine,
      double mostOfTask) {
    List<Shipped> watching = new ArrayList<>();
    Candidate observed =
        new Candidate(
            rival.policy(),
            rival.setting(),
            rival.range(),
            (world, journal, seed) -> {
              Autoscaler scaler = rival.factory().on(world, journal, seed);
              Shipped watcher =
                  new Shipped(world, policy(document, "observe"), fine, PULSE, NOBODY, seed);
              watching.add(watcher);
              return new Autoscaler() {
                @Override
                public void second() {
                  scaler.second();
                  watcher.second();
                }

                @Override
                public double usd() {
                  return scaler.usd();
                }
              };
            });
    Truth ofRival = new Truth(offered, mostOfTask);
    Run.of(spec, offered, observed, 1, ofRival);
    Truth ofOurs = new Truth(offered, mostOfTask);
    Run.of(
        spec, offered, Candidates.shipped("ours", "", policy(document, "active"), fine), 1, ofOurs);
    DayTally counted =
        watching.getFirst().compared().stream()
            .filter(day -> !day.since().isBefore(World.START))
            .reduce(DayTally::plus)
            .orElseThrow();
    return new Outcome(ofRival.side(), counted, ofOurs.side());
  }

  private static ServicePolicy policy(String document, String mode) {
    return PolicyReader.read(document.formatted(mode), null).policy().orElseThrow();
  }
}
