package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.decision.Decision.Hold;
import io.fargateautoscaler.core.decision.Decision.Scale;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import io.fargateautoscaler.simulator.report.Comparison.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the course of one run in so many steps and decisions at most, however long it is. */
public final class Recorder implements Journal {
  public static final int MOST_STEPS = 3_000;
  public static final int MOST_DECISIONS = 2_000;

  private final String policy;
  private final int stepSeconds;
  private final int seconds;
  private final List<Integer> desired = new ArrayList<>();
  private final List<Double> running = new ArrayList<>();
  private final List<Long> late = new ArrayList<>();
  private final List<Decision> changes = new ArrayList<>();
  private final List<Decision> holds = new ArrayList<>();
  private int made;
  private int held;
  private @Nullable HoldReason lastHold;
  private @Nullable String why;
  private int whySecond;
  private int inStep;
  private int largest;
  private long sum;
  private long lateBefore;

  /**
   * @param policy its name
   * @param seconds length of the run, at least 1
   */
  public Recorder(String policy, int seconds) {
    this.policy = policy;
    this.seconds = seconds;
    this.stepSeconds = stepSeconds(seconds);
  }

  /**
   * The length of a step in a run of so many seconds: the least that makes few enough steps, or up
   * to twice that if the last step is a whole one then.
   */
  public static int stepSeconds(int seconds) {
    int least = Math.ceilDiv(seconds, MOST_STEPS);
    for (int step = least; step < 2 * least; step++) {
      if (seconds % step == 0) {
        return step;
      }
    }
    return least;
  }

  /** Arrivals a second, mean of each step. */
  public static List<Double> arrivals(Offered offered) {
    int step = stepSeconds(offered.seconds());
    List<Double> means = new ArrayList<>();
    for (int from = 0; from < offered.seconds(); from += step) {
      int to = Math.min(offered.seconds(), from + step);
      long arrived = 0;
      for (int second = from; second < to; second++) {
        arrived += offered.arrivals(second);
      }
      means.add((double) arrived / (to - from));
    }
    return means;
  }

  /** Tasks that the load needs, largest of each step. */
  public static List<Integer> need(Offered offered) {
    int step = stepSeconds(offered.seconds());
    List<Integer> needs = new ArrayList<>();
    for (int from = 0; from < offered.seconds(); from += step) {
      needs.add(offered.largestNeed(from, from + step - 1));
    }
    return needs;
  }

  @Override
  public void decided(int second, DecisionRecord record, boolean news) {
    switch (record.decision().outcome()) {
      case Scale(_, _, var cause, var because) -> {
        why = cause + ": " + because;
        whySecond = second;
        lastHold = null;
      }
      case Hold(var reason, var count, var because) -> {
        if (reason != lastHold) {
          held++;
          keep(holds, new Decision(second, count, count, because, reason.name()));
        }
        lastHold = reason;
      }
    }
  }

  @Override
  public void changed(int second, int from, int to) {
    String reason = why != null && whySecond == second ? why : policy + " asks for " + to;
    made++;
    keep(changes, new Decision(second, from, to, reason, null));
  }

  private static void keep(List<Decision> kept, Decision decision) {
    if (kept.size() < MOST_DECISIONS) {
      kept.add(decision);
    }
  }

  @Override
  public void second(int second, int desiredNow, int runningNow, double lateSoFar) {
    largest = Math.max(largest, desiredNow);
    sum += runningNow;
    inStep++;
    if (inStep == stepSeconds || second == seconds) {
      long whole = Math.round(lateSoFar);
      desired.add(largest);
      running.add((double) sum / inStep);
      late.add(whole - lateBefore);
      lateBefore = whole;
      largest = 0;
      sum = 0;
      inStep = 0;
    }
  }

  /** Changes of the run that were too many to be kept; the first ones are. */
  public int changesNotKept() {
    return made - changes.size();
  }

  /** What was kept, with what the run gave. */
  public Course course(String setting, Measures measures) {
    return new Course(policy, setting, desired, running, late, measures, decisions());
  }

  /** All changes and all holds; if that is too many, of holds the first of each kind that fit. */
  private List<Decision> decisions() {
    List<Decision> some = holds;
    if (held + changes.size() > MOST_DECISIONS) {
      Set<@Nullable String> seen = new HashSet<>();
      some =
          holds.stream()
              .filter(each -> seen.add(each.hold()))
              .limit(MOST_DECISIONS - changes.size())
              .toList();
    }
    // No change gives way to a hold: without it those that are listed would not fit together.
    return Stream.concat(changes.stream(), some.stream().limit(MOST_DECISIONS - changes.size()))
        .sorted(Comparator.comparingLong(Decision::second))
        .toList();
  }
}
