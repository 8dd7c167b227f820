package io.fargateautoscaler.simulator.report;

import io.fargateautoscaler.simulator.benchmark.Measures;
import java.util.Locale;

/**
 * How a policy compares with ours in cost and lateness. Differences too small to be shown do not
 * count.
 *
 * @param text in words, which begin with who wins
 */
record Verdict(Kind kind, String text) {

  /** Beats ours: better in one and not worse in the other; loses: the other way round. */
  enum Kind {
    BEATS,
    LOSES,
    MIXED,
    SAME
  }

  /** Costs are those of tasks and of the autoscaler's own calls together. */
  static Verdict of(Measures ours, Measures other) {
    double percent = rounded(100 * (other.totalUsd() / ours.totalUsd() - 1), 10);
    double points = rounded(other.latePercent() - ours.latePercent(), 100);
    String cost =
        Double.isFinite(percent)
            ? compared(percent, 1, " %", "cheaper", "dearer", "at the same cost")
            : compared(
                other.totalUsd() - ours.totalUsd(),
                2,
                " USD",
                "cheaper",
                "dearer",
                "at the same cost");
    String late = compared(points, 2, " points", "less late", "more late", "as late");
    double dearer = Double.isFinite(percent) ? percent : other.totalUsd() - ours.totalUsd();
    if (dearer == 0 && points == 0) {
      return new Verdict(Kind.SAME, "= the same as ours");
    }
    if (dearer <= 0 && points <= 0) {
      return new Verdict(Kind.BEATS, "▲ beats ours: " + cost + ", " + late);
    }
    if (dearer >= 0 && points >= 0) {
      return new Verdict(Kind.LOSES, "▼ loses to ours: " + cost + ", " + late);
    }
    return new Verdict(Kind.MIXED, "◆ mixed: " + cost + ", but " + late);
  }

  private static double rounded(double value, int parts) {
    return Double.isFinite(value) ? Math.round(value * parts) / (double) parts : value;
  }

  private static String compared(
      double difference, int digits, String unit, String below, String above, String same) {
    if (Double.isNaN(difference) || difference == 0) {
      return same;
    }
    String size = String.format(Locale.ROOT, "%." + digits + "f", Math.abs(difference));
    return size + unit + " " + (difference < 0 ? below : above);
  }
}
