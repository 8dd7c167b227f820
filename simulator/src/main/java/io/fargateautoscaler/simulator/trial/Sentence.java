package io.fargateautoscaler.simulator.trial;

import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.benchmark.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who is cheaper, tasks and own calls together, and who is late, in words. */
final class Sentence {
  private Sentence() {}

  /**
   * @param results ours first
   */
  static String of(List<Result> results) {
    Measures ours = results.getFirst().measures();
    StringBuilder text = new StringBuilder(row(results.getFirst()));
    List<String> better = new ArrayList<>();
    List<String> worse = new ArrayList<>();
    int others = 0;
    for (Result result : results) {
      if (result == results.getFirst() || Opponents.ORIENTATION.contains(result.policy())) {
        continue;
      }
      others++;
      Measures theirs = result.measures();
      text.append("; ").append(row(result)).append(" (").append(cost(ours, theirs)).append(")");
      int usd = Double.compare(theirs.totalUsd(), ours.totalUsd());
      int late = Double.compare(theirs.latePercent(), ours.latePercent());
      if (usd <= 0 && late <= 0 && usd + late < 0) {
        better.add(result.policy());
      } else if (usd >= 0 && late >= 0 && usd + late > 0) {
        worse.add(result.policy());
      }
    }
    text.append('.');
    if (!better.isEmpty()) {
      text.append(" Ours loses to ").append(listed(better)).append(" (neither dearer nor later).");
    }
    if (!worse.isEmpty()) {
      text.append(" Ours beats ").append(listed(worse)).append(" (neither cheaper nor less late).");
    }
    int mixed = others - better.size() - worse.size();
    if (mixed > 0 && mixed == others) {
      text.append(others == 1 ? " Neither beats the other in both." : " None wins in both.");
    }
    return text.toString();
  }

  private static String row(Result result) {
    Measures measures = result.measures();
    return String.format(
        Locale.ROOT,
        "%s: %s %% late at $%.2f",
        result.policy(),
        percent(measures.latePercent()),
        measures.totalUsd());
  }

  /** Never 0.00 for what was late at all. */
  private static String percent(double late) {
    return late > 0 && late < 0.005 ? "under 0.01" : String.format(Locale.ROOT, "%.2f", late);
  }

  private static String cost(Measures ours, Measures theirs) {
    if (ours.totalUsd() == 0) {
      return theirs.totalUsd() == 0 ? "as cheap" : "dearer";
    }
    double more = 100 * (theirs.totalUsd() / ours.totalUsd() - 1);
    String size = String.format(Locale.ROOT, "%.1f", Math.abs(more));
    return size.equals("0.0") ? "as cheap" : size + " % " + (more < 0 ? "cheaper" : "dearer");
  }

  private static String listed(List<String> names) {
    String last = names.getLast();
    return names.size() == 1
        ? last
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
  }
}
