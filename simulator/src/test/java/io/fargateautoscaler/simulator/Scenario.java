package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.simulator.ServiceSpec.Metering;
import io.fargateautoscaler.simulator.ServiceSpec.Web;
import io.fargateautoscaler.simulator.WebCase.Metrics;
import io.fargateautoscaler.simulator.WebCase.Shape;
import io.fargateautoscaler.simulator.WebCase.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Closed loops with one bound each, which the rules keep only with one of their clauses. */
public final class Scenario {
  private static final String QUEUE = "queue: ";
  private static final String SLEEPS = "sleeps";
  private static final long SEED = 7;
  private static final Map<String, Supplier<List<String>>> ALL = new TreeMap<>();

  static {
    ALL.put("new tasks burn CPU on 20 s points", () -> overshoot(burning()));
    ALL.put(
        "a step at a lag of 180 s with partial points",
        () -> cycles(web(Shape.STEP_X5, Metrics.LAG_180, 1, 60, 30, Trouble.PARTIAL)));
    ALL.put(
        "a fifth is left of the load",
        () -> idle(web(Shape.DROP_TO_FIFTH, Metrics.FINE_AND_REQUESTS, 4, 20, 0, Trouble.NONE)));
    ALL.put(
        "a saturated step with slow starts",
        () -> enough(step(4, 6.8, 180, lag(0), List.of(Loop.CPU)), 280));
    ALL.put(
        "ten times the load",
        () -> enough(web(Shape.STEP_X10, Metrics.LAG_60, 4, 60, 0, Trouble.NONE), 720));
    ALL.put(
        "tasks die of overload",
        () -> enough(web(Shape.STEP_X10, Metrics.FINE_60, 4, 120, 0, Trouble.DYING), 900));
    ALL.put(
        "tasks die of overload for longer than the window",
        () -> takenBack(web(Shape.STEP_X10, Metrics.LAG_60, 10, 120, 0, Trouble.DYING)));
    ALL.put(
        "the newest point is always partial",
        () -> enough(step(20, 24, 20, lag(0).late(0.3), List.of(Loop.CPU)), 600));
    ALL.put("tasks leave slowly while a deployment runs", () -> takenBack(leavingSlowly()));
    ALL.put(
        "constant load with partial points",
        () -> cycles(web(Shape.DROP_TO_HALF, Metrics.LAG_60, 10, 20, 60, Trouble.PARTIAL)));
    ALL.put(
        "a deployment under constant load",
        () -> overshoot(web(Shape.CONSTANT, Metrics.FINE_60, 10, 60, 30, Trouble.DEPLOYMENT)));
    ALL.put(
        "half the load while a deployment runs",
        () -> takenBack(web(Shape.DROP_TO_HALF, Metrics.LAG_60, 2, 60, 0, Trouble.DEPLOYMENT)));
    ALL.put(
        "three samples a task, learned while tasks start",
        () -> overshoot(web(Shape.STEP_X10, Metrics.LAG_60, 2, 20, 0, Trouble.SAMPLES_X3)));
    ALL.put(
        "three samples a task",
        () -> overshoot(web(Shape.STEP_X2, Metrics.LAG_120, 10, 20, 30, Trouble.SAMPLES_X3)));
    ALL.put(
        "three samples a task, not yet known",
        () -> overshoot(web(Shape.STEP_X5, Metrics.LAG_60, 10, 20, 60, Trouble.SAMPLES_X3)));
    ALL.put(
        "four tenths more load by the minute",
        () -> enough(step(10, 14, 20, lag(60), List.of(Loop.CPU)), 180));
    ALL.put("noise of 30 % on 20 s points", () -> changes(noisy(4, 0.3), 4));
    ALL.put("noise of 10 % on 20 s points", () -> changes(noisy(10, 0.1), 1));
    ALL.put(
        "a saturated step whose requests show the load",
        () -> peak(step(10, 17, 60, lag(60), List.of(Loop.CPU, Loop.REQUESTS)), 17));
    ALL.put(
        "waves of five minutes",
        () -> cycles(web(Shape.SQUARE_5M, Metrics.LAG_60, 10, 60, 0, Trouble.NONE)));
    ALL.put("metrics were missing", Scenario::outage);
    int event = Shortage.EVENT;
    ALL.put(
        "a quota is used up",
        () ->
            limit(
                "tasks asked for",
                Shortage.of(1, 6, event, 20, event + 240, 30)
                    .quota(0, 12)
                    .until(event + 480)
                    .peak(),
                20));
    ALL.put(
        "a burst above the launch rate",
        () ->
            limit(
                "notices",
                Shortage.of(1, 80, event, 320)
                    .launchRate(0, 20)
                    .until(event + 600)
                    .told("capacity")
                    .size(),
                0));
    ALL.put(
        "tasks start while an earlier shortage is over",
        () ->
            limit(
                "tasks not asked for",
                60
                    - Shortage.of(1, 6, event, 20, event + 1200, 30, event + 1260, 60)
                        .losingSteadyStates()
                        .quota(0, 12)
                        .quota(event + 600, 100)
                        .until(event + 1385)
                        .desired(),
                0));
    ALL.put("five of 190 tasks that start together crash", Scenario::fiveOfTwoHundred);
    ALL.put("the database was away for half an hour", Scenario::databaseOutage);
  }

  private Scenario() {}

  /** What of the scenario's bound is broken; empty: it holds. */
  public static List<String> broken(String name) {
    if (name.startsWith(QUEUE)) {
      return queue(name.substring(QUEUE.length()));
    }
    return Objects.requireNonNull(ALL.get(name), name).get();
  }

  /**
   * A row of {@code queue-cases.csv} by its name, or such a row that one task is enough for, and
   * whose count must not move unless it may be zero.
   */
  private static List<String> queue(String name) {
    if (name.contains(",")) {
      QueueFigures figures = QueueFigures.of(QueueCase.parse(name), SEED);
      return name.contains(SLEEPS)
          ? limit("tasks", figures.peak(), 1)
          : limit("changes", figures.settledChanges(), 0);
    }
    QueueCase row =
        QueueCase.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    String broken = QueueBound.of(row).broken(row, QueueFigures.of(row, SEED));
    return broken.isEmpty() ? List.of() : List.of(broken);
  }

  private static Loop web(
      Shape shape, Metrics metrics, int tasks, int start, int burn, Trouble trouble) {
    return new WebCase(shape, metrics, tasks, start, burn, 0, 0, trouble).loop();
  }

  private static Loop noisy(int tasks, double noise) {
    return new WebCase(Shape.CONSTANT, Metrics.FINE_20, tasks, 20, 0, 0, noise, Trouble.NONE)
        .loop();
  }

  private static PretendAws.Settings lag(int seconds) {
    return PretendAws.Settings.of(7, Duration.ofSeconds(seconds));
  }

  private static Loop step(
      double from,
      double to,
      int start,
      PretendAws.Settings settings,
      List<ScalingPolicy> policies) {
    Workload load = Workload.step(from * Loop.TARGET, to * Loop.TARGET, WebCase.EVENT);
    return Loop.web(settings, (int) from, start, Web.of(load), policies).run(WebCase.LENGTH);
  }

  private static Loop burning() {
    Workload load = Workload.step(2 * Loop.TARGET, 6 * Loop.TARGET, WebCase.EVENT);
    Web web = Web.of(load).burning(60).metered(Metering.FINE);
    return Loop.web(lag(20), 2, 60, web).run(WebCase.LENGTH);
  }

  private static Loop leavingSlowly() {
    return new WebCase(Shape.DROP_TO_HALF, Metrics.FINE_20, 2, 60, 30, 30, 0, Trouble.DEPLOYMENT)
        .loop();
  }

  /** Waves of the load; while it is low the metrics are missing for nine minutes. */
  private static List<String> outage() {
    Workload load = Workload.square(6, 1.2, 720, WebCase.EVENT);
    Loop loop = Loop.web(lag(60), 10, 60, Web.of(load));
    loop.simulation()
        .at(
            WebCase.EVENT - 400,
            () -> loop.simulation().aws().metricOutage(Loop.SERVICE, Duration.ofSeconds(580)));
    loop.run(Duration.ofSeconds(WebCase.EVENT + 700));
    return limit("changes", loop.changes(WebCase.EVENT - 400), 0);
  }

  private static List<String> fiveOfTwoHundred() {
    FailureScript script = FailureScript.fiveOfTwoHundred(SEED).until(FailureScript.TROUBLE + 900);
    return limit("crash loops told", script.told("crash-loop").size(), 0);
  }

  private static List<String> databaseOutage() {
    Workload load = Workload.step(6, 8.4, FailureScript.TROUBLE + 600);
    FailureScript script =
        FailureScript.web(SEED, 10, Web.of(load))
            .at(FailureScript.TROUBLE, new Mishap.Outage(Duration.ofMinutes(30), 20))
            .until(FailureScript.TROUBLE + 4200);
    long over = FailureScript.TROUBLE + 1800;
    // Start-up, three minutes, a tick, start-up.
    long seconds = script.secondsToRunning(over, 13);
    return limit("s to enough", seconds < 0 ? Integer.MAX_VALUE : seconds, 384);
  }

  private static List<String> overshoot(Loop loop) {
    return limit("of what I-33 allows", loop.course().overshoot(WebCase.EVENT), 1);
  }

  private static List<String> cycles(Loop loop) {
    return limit("cycles within two windows", loop.course().cycles(WebCase.EVENT), 1);
  }

  private static List<String> idle(Loop loop) {
    return limit("s held at half the count", loop.course().idle(WebCase.EVENT), 1800);
  }

  private static List<String> takenBack(Loop loop) {
    return limit("taken back", loop.course().takenBack(WebCase.EVENT) ? 1 : 0, 0);
  }

  private static List<String> changes(Loop loop, int most) {
    return limit("changes", loop.course().changes(0).size(), most);
  }

  private static List<String> peak(Loop loop, int need) {
    return limit("tasks at most", loop.peak(WebCase.EVENT), 1.2 * need + 1);
  }

  private static List<String> enough(Loop loop, int within) {
    WebCourse course = loop.course();
    long end = course.desired().length - 1L;
    int seconds = course.secondsToEnough(WebCase.EVENT, course.demand(end - 60, end));
    return limit("s to enough", seconds < 0 ? Integer.MAX_VALUE : seconds, within);
  }

  private static List<String> limit(String what, double measured, double allowed) {
    return measured <= allowed
        ? List.of()
        : List.of("%.2f %s, at most %.2f".formatted(measured, what, allowed));
  }
}
