package io.fargateautoscaler.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CountPoint;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.board.ServiceView.LoadPoint;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartDataTest {
  private static final Instant NOW = Instant.ofEpochSecond(10_000);

  private static JsonNode chart(List<LoadView> loads, List<CountPoint> course)
      throws JsonProcessingException {
    ServiceView service =
        new ServiceView(
            new ServiceRef("shop", "web"),
            Mode.ACTIVE,
            1,
            0,
            9,
            "document",
            5,
            4,
            1,
            "",
            null,
            null,
            null,
            false,
            List.of(),
            loads,
            List.of(),
            course,
            List.of(
                new DecisionView(at(9000), 2, 5, "x"),
                new DecisionView(at(8000), null, null, "x"),
                new DecisionView(at(6000), 1, 2, "older than an hour")),
            List.of(),
            null);
    return new ObjectMapper().readTree(ChartData.json(service, NOW));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static LoadView load(long second, double tasks) {
    return new LoadView("cpu", "", null, List.of(new LoadPoint(at(second), tasks)));
  }

  @Test
  void theLargestNeedCountsAndALoadIsKnownForThreeMinutes() throws JsonProcessingException {
    JsonNode chart = chart(List.of(load(9000, 2.346), load(9060, 1)), List.of());
    assertThat(chart.path("t")).hasToString("[9000,9180,9240,10000]");
    assertThat(chart.path("need")).hasToString("[2.35,1.0,null,null]");
  }

  @Test
  void whatADecisionStillGoesByHasNoGapBeforeNow() throws JsonProcessingException {
    LoadView used = new LoadView("cpu", "", 3, List.of(new LoadPoint(at(9810), 2.5)));
    assertThat(chart(List.of(used), List.of()).path("need")).hasToString("[2.5,2.5]");
  }

  @Test
  void onlyChangesArePointsAndTheLastOneIsNow() throws JsonProcessingException {
    JsonNode chart =
        chart(
            List.of(),
            List.of(
                new CountPoint(at(6000), 1, 1),
                new CountPoint(at(7000), 2, 2),
                new CountPoint(at(7010), 2, 2),
                new CountPoint(at(9000), 5, 2)));
    assertThat(chart.path("t")).hasToString("[7000,9000,10000]");
    assertThat(chart.path("desired")).hasToString("[2,5,5]");
    assertThat(chart.path("running")).hasToString("[2,2,4]");
    assertThat(chart.path("marks")).hasToString("[[9000,2,5]]");
  }

  @Test
  void withoutAPastThereIsNow() throws JsonProcessingException {
    JsonNode chart = chart(List.of(load(9990, Double.NaN)), List.of());
    assertThat(chart.path("t")).hasToString("[9990,10000]");
    assertThat(chart.path("need")).hasToString("[null,null]");
    assertThat(chart.path("desired")).hasToString("[null,5]");
  }
}
