package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.QueueCase.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The queue rules in a closed loop: the shipped reconciler on the pretend AWS. Each row of {@code
 * queue-cases.csv} has bounds by its kind, and its figures are kept.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class QueueLoopTest {
  private static final long SEED = 7;
  private static final String HEADER =
      "case,cost over ideal,% waits > drain-within,% waits > 60 s,changes an hour,peak over need";

  private final List<QueueCase> cases = QueueCase.all();
  private final Map<QueueCase, QueueFigures> figures = new LinkedHashMap<>();

  @BeforeAll
  void run() {
    Map<QueueCase, QueueFigures> made =
        cases.parallelStream()
            .collect(Collectors.toConcurrentMap(row -> row, row -> QueueFigures.of(row, SEED)));
    cases.forEach(row -> figures.put(row, Objects.requireNonNull(made.get(row))));
    summary().forEach(System.out::println);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    cases.forEach(row -> lines.add(row.name() + "," + of(row).columns()));
    return lines;
  }

  private QueueFigures of(QueueCase row) {
    return Objects.requireNonNull(figures.get(row));
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("Queue rules in a closed loop; all rows: target/closed-loop/queue.csv");
    lines.add(
        "%-44s %6s %6s %6s %8s %5s".formatted("", "cost", "% > D", "% > 60", "changes", "peak"));
    lines.add(means("all " + cases.size(), cases));
    for (Shape shape : Shape.values()) {
      List<QueueCase> some = cases.stream().filter(row -> row.shape() == shape).toList();
      lines.add(means(shape.name().toLowerCase(Locale.ROOT) + " " + some.size(), some));
    }
    lines.add("the dearest and the latest:");
    worst(QueueFigures::cost).forEach(row -> lines.add(means(row.name(), List.of(row))));
    worst(QueueFigures::late).forEach(row -> lines.add(means(row.name(), List.of(row))));
    return lines;
  }

  private List<QueueCase> worst(ToDoubleFunction<QueueFigures> by) {
    return cases.stream()
        .sorted(Comparator.comparingDouble(row -> -by.applyAsDouble(of(row))))
        .limit(4)
        .toList();
  }

  private String means(String name, List<QueueCase> some) {
    return String.format(
        Locale.ROOT,
        "%-44s %6.2f %6.1f %6.1f %8.1f %5.2f",
        name,
        mean(some, QueueFigures::cost),
        mean(some, QueueFigures::late),
        mean(some, QueueFigures::late60),
        mean(some, QueueFigures::changes),
        mean(some, QueueFigures::peak));
  }

  private double mean(List<QueueCase> some, ToDoubleFunction<QueueFigures> part) {
    return some.stream().mapToDouble(row -> part.applyAsDouble(of(row))).average().orElseThrow();
  }

  List<QueueCase> cases() {
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_run_stays_within_the_bounds_of_its_kind(QueueCase row) {
    QueueBound bound = QueueBound.of(row);

    assertThat(bound.broken(row, of(row))).as(() -> bound + of(row).trace()).isEmpty();
  }

  @Test
  void figures_are_those_that_are_kept() {
    new RegressionFile("queue.csv").check(lines());
  }

  /** Empty for most of the time, but never for long enough. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a message every 200 s,EVEN,0.1,20,1,180,1/1,,",
        "a message every 90 s without idle-for,EVEN,0.2,18,1,180,1/1,,,0"
      })
  void a_trickle_keeps_its_task(String row) {
    QueueFigures trickle = QueueFigures.of(QueueCase.parse(row), SEED);

    assertThat(trickle.settledPeak()).as(trickle::trace).isEqualTo(1);
    assertThat(trickle.settledChanges()).as(trickle::trace).isZero();
  }

  /** A little more than what was reached, so that no change can spend a little at many rows. */
  @Test
  void all_rows_together_stay_as_cheap_and_in_time_as_they_are() {
    assertThat(mean(cases, QueueFigures::cost)).isLessThan(1.45);
    assertThat(mean(cases, QueueFigures::late)).isLessThan(0.3);
    assertThat(mean(cases, QueueFigures::late60)).isLessThan(5.7);
    assertThat(mean(cases, QueueFigures::changes)).isLessThan(15);
    assertThat(mean(cases, QueueFigures::peak)).isLessThan(2.3);
  }

  @Test
  void the_same_seed_gives_the_same_figures() {
    QueueCase row = cases.stream().filter(QueueCase::noisy).findFirst().orElseThrow();

    assertThat(QueueFigures.of(row, SEED)).isEqualTo(of(row));
    assertThat(QueueFigures.of(row, SEED + 1)).isNotEqualTo(of(row));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSTANT", "STEP", "BURST", "ONOFF"})
  void every_value_comes_with_every_shape(Shape shape) {
    List<QueueCase> some = cases.stream().filter(row -> row.shape() == shape).toList();

    assertThat(some).extracting(QueueCase::seconds).contains(1.0, 5.0, 30.0, 120.0, 600.0);
    assertThat(some).extracting(QueueCase::need).contains(1.0, 10.0, 50.0);
    assertThat(some)
        .extracting(row -> row.consumer().concurrency() + "/" + row.consumer().held())
        .contains("1/1", "1/10", "10/10", "1/50");
    assertThat(some).extracting(row -> row.consumer().prefetch()).contains(true, false);
    assertThat(some)
        .extracting(row -> row.given() == null ? 0 : row.given() / row.seconds())
        .containsAll(Set.of(0.0, 0.5, 1.0, 2.0));
    assertThat(some).extracting(QueueCase::poison).contains(0.05);
    assertThat(some).extracting(row -> row.counters().noise()).contains(0.0, 0.2);
    assertThat(some).extracting(row -> row.counters().staleSeconds()).contains(0, 60);
  }
}
