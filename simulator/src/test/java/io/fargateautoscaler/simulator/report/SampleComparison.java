package io.fargateautoscaler.simulator.report;

import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import io.fargateautoscaler.simulator.report.Comparison.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A load with the shape of a day and a rush in it, and what simple rules make of it. */
public final class SampleComparison {
  private static final double PER_TASK = 40;
  private static final int START_STEPS = 2;

  private final int stepSeconds;
  private final List<Double> arrivals = new ArrayList<>();
  private final List<Integer> need = new ArrayList<>();

  private SampleComparison(int steps, int stepSeconds) {
    this.stepSeconds = stepSeconds;
    var random = new Random(7);
    for (int i = 0; i < steps; i++) {
      double hour = i * stepSeconds / 3600.0;
      double day = 430 - 360 * Math.cos(2 * Math.PI * (hour - 3) / 24);
      double rush = hour % 24 > 19.5 && hour % 24 < 20.3 ? 520 : 0;
      double each = Math.max(0, (day + rush) * (1 + 0.06 * random.nextGaussian()));
      arrivals.add(each);
      need.add((int) Math.ceil(each / PER_TASK));
    }
  }

  /** One day in steps of a minute: ours, two others. */
  public static Comparison day() {
    return of(1440, 60);
  }

  /** A load of any length. */
  public static Comparison of(int steps, int stepSeconds) {
    var sample = new SampleComparison(steps, stepSeconds);
    List<Course> courses =
        List.of(
            sample.course("ours", "target 60 %, min 2", 1, 10, 1.25),
            sample.course("aas-60", "target 60 %, min 2", 3, 15, 1.4),
            sample.course("static-mean", "11 tasks", Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
    Measures ours = courses.get(0).measures();
    Measures aas = courses.get(1).measures();
    String summary =
        String.format(
            Locale.ROOT,
            "%.0f %% cheaper than AWS target tracking, with %.2f instead of %.2f %% late.",
            100 * (1 - ours.usd() / aas.usd()),
            ours.latePercent(),
            aas.latePercent());
    return new Comparison(
        "Sample day: a shop, with a rush in the evening",
        summary,
        Kind.WEB,
        stepSeconds,
        sample.arrivals,
        sample.need,
        courses,
        List.of(
            "The load is drawn, not recorded; the rules are simple ones, not those that ship.",
            "Prices: Fargate x86 in us-east-1 at list price."));
  }

  /** The same with another title, another first reason, and another hold. */
  public static Comparison with(String title, String why, @Nullable String hold) {
    Comparison day = day();
    Course first = day.courses().getFirst();
    List<Decision> decisions = new ArrayList<>(first.decisions());
    Decision old = decisions.getFirst();
    decisions.set(0, new Decision(old.second(), old.from(), old.to(), why, hold));
    List<Course> courses = new ArrayList<>(day.courses());
    courses.set(
        0,
        new Course(
            title,
            title,
            first.desired(),
            first.running(),
            first.late(),
            first.measures(),
            decisions));
    return new Comparison(
        title,
        title,
        day.kind(),
        day.stepSeconds(),
        day.arrivals(),
        day.need(),
        courses,
        List.of(title));
  }

  /**
   * @param lag steps after which a rise is answered
   * @param window steps of which the largest need counts for a fall
   */
  private Course course(String policy, String setting, int lag, int window, double spare) {
    List<Integer> desired = new ArrayList<>();
    List<Double> running = new ArrayList<>();
    List<Long> late = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    int count = 11;
    boolean held = false;
    int direction = 0;
    int reversals = 0;
    int changes = 0;
    double taskHours = 0;
    for (int i = 0; i < need.size(); i++) {
      long second = (long) i * stepSeconds + 11 * stepSeconds / 60;
      int before = count;
      if (lag < i) {
        int seen = need.get(i - lag);
        int most = Collections.max(need.subList(Math.max(0, i - window), i - lag + 1));
        int wanted = (int) Math.ceil(seen * spare);
        int floor = (int) Math.ceil(most * spare);
        if (wanted > count + 1) {
          count = wanted;
        } else if (floor < count - 1) {
          count = floor;
        } else if (wanted < count - 2 && !held) {
          held = true;
          String why =
              "load needs " + wanted + ", but " + floor + " in the last " + window + " min";
          decisions.add(new Decision(second, count, count, why, "WINDOW"));
        }
      }
      if (count != before) {
        held = false;
        changes++;
        int sign = Integer.signum(count - before);
        reversals += direction == -sign ? 1 : 0;
        direction = sign;
        String why =
            String.format(
                Locale.ROOT,
                "requests: load %.0f requests a minute needs %d at %.0f a task",
                arrivals.get(i) * 60,
                count,
                PER_TASK * 60 / spare);
        decisions.add(new Decision(second, before, count, why, null));
      }
      desired.add(count);
      int past = i < START_STEPS ? count : desired.get(i - START_STEPS);
      double run = Math.min(past, count) + 0.25 * Math.max(0, count - past);
      running.add(run);
      late.add(Math.round(Math.max(0, arrivals.get(i) - run * PER_TASK) * stepSeconds));
      taskHours += run * stepSeconds / 3600;
    }
    double hours = need.size() * stepSeconds / 3600.0;
    long arrived = Math.round(stepSeconds * arrivals.stream().mapToDouble(each -> each).sum());
    long missed = late.stream().mapToLong(each -> each).sum();
    var measures =
        new Measures(
            arrived,
            missed,
            taskHours,
            taskHours * 0.0494,
            0.0001 * hours,
            changes,
            reversals,
            hours);
    return new Course(policy, setting, desired, running, late, measures, decisions);
  }
}
