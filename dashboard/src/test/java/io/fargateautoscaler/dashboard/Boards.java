package io.fargateautoscaler.dashboard;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.CountPoint;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.board.ServiceView.FailureView;
import io.fargateautoscaler.operations.board.ServiceView.LoadPoint;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Boards for tests. */
public final class Boards {
  public static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");

  private Boards() {}

  /** A board of these services of which nothing is wrong with the autoscaler. */
  public static Board of(ServiceView... services) {
    return new Board(NOW, health(List.of()), List.of(services));
  }

  public static Health health(List<String> problems) {
    return new Health(
        "fargate-autoscaler",
        "111122223333 eu-west-1",
        Mode.ACTIVE,
        NOW.minusSeconds(14),
        null,
        0,
        0,
        0.31,
        problems);
  }

  /** So many quiet services. */
  public static Board many(int services) {
    return of(
        IntStream.range(0, services)
            .mapToObj(i -> quiet("shop/service-%04d".formatted(i), 2 + i % 9))
            .toArray(ServiceView[]::new));
  }

  /** A service of which there is everything to say, and nothing wrong. */
  public static ServiceView quiet(String name, int desired) {
    return view(name, desired, "GATE: scale-in possible in 1 min", "GATE", List.of(), "shop:12");
  }

  /** A service that fails, with this text everywhere where others could have written it. */
  public static ServiceView failing(String name, String text) {
    return view(
        name,
        10,
        text,
        "CRASH_LOOP",
        List.of(new FailureView(text, 3, NOW.minusSeconds(70), text)),
        text);
  }

  private static ServiceView view(
      String name,
      int desired,
      String now,
      @Nullable String hold,
      List<FailureView> failures,
      String text) {
    List<LoadPoint> load = new ArrayList<>();
    List<CountPoint> course = new ArrayList<>();
    List<TaskView> tasks = new ArrayList<>();
    for (int minute = 59; minute >= 1; minute--) {
      Instant at = NOW.minusSeconds(60L * minute);
      load.add(new LoadPoint(at, desired - 0.4 - Math.sin(minute / 9.0)));
      course.add(new CountPoint(at, minute > 30 ? desired - 1 : desired, desired - 1));
    }
    for (int i = 0; i < desired - 1; i++) {
      tasks.add(new TaskView("task" + i, "running", NOW.minusSeconds(600 + i), text));
    }
    tasks.add(new TaskView(text, "starting", NOW.minusSeconds(12), text));
    return new ServiceView(
        ServiceRef.parse(name).orElseThrow(),
        Mode.ACTIVE,
        7,
        2,
        40,
        "document",
        desired,
        desired - 1,
        1,
        now,
        hold,
        null,
        failures.isEmpty() ? null : text,
        false,
        failures.isEmpty() ? List.of() : List.of(text),
        List.of(new LoadView("cpu", "cpu 78 % of 60 %" + text, desired, load)),
        tasks,
        course,
        List.of(
            new DecisionView(NOW.minusSeconds(100), desired - 1, desired, "cpu: " + text),
            new DecisionView(NOW.minusSeconds(900), null, null, "held, " + text)),
        failures,
        new CostView(0.049, 0.049 * (desired - 1), 0.049 * (desired - 1) * 730, "list price"));
  }
}
