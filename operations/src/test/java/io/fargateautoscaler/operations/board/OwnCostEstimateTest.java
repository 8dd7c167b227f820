package io.fargateautoscaler.operations.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnCostEstimateTest {
  private static final String CPU = "cpu: {type: target-tracking, metric: cpu, target: 60}";
  private static final String REQUESTS =
      "requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000}";
  private static final String QUEUE =
      "orders: {type: queue, queue: orders, seconds-per-message: 1}";

  private static ServicePolicy policy(String mode, String... policies) {
    String text =
        "service: shop/web\ncapacity: {min: 1, max: 9}\nmode: "
            + mode
            + "\npolicies: {"
            + String.join(", ", policies)
            + "}\n";
    return PolicyReader.read(text, null).policy().orElseThrow();
  }

  /** The last column of a row of the first table. */
  private static double page(String row) throws Exception {
    String line =
        Files.readAllLines(Path.of("../docs/cost.md")).stream()
            .filter(each -> each.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    String[] cells = line.split("\\|");
    return Double.parseDouble(cells[cells.length - 1].strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"CPU, cpu", "CPU and ALB requests, requests", "queue, queue"})
  void oneServiceCostsWhatThePageSays(String row, String kind) throws Exception {
    ServicePolicy policy =
        switch (kind) {
          case "cpu" -> policy("active", CPU);
          case "requests" -> policy("active", CPU, REQUESTS);
          default -> policy("active", QUEUE);
        };
    assertThat(OwnCostEstimate.usdPerMonth(List.of(policy))).isCloseTo(page(row), within(0.005));
  }

  @Test
  void manyServicesShareTheStack() throws Exception {
    List<ServicePolicy> hundred = Collections.nCopies(100, policy("observe", CPU));
    assertThat(OwnCostEstimate.usdPerMonth(hundred) / 100)
        .isCloseTo(page("CPU, 100 services"), within(0.005));
  }

  @Test
  void aServiceThatIsOffIsNotRead() {
    assertThat(OwnCostEstimate.usdPerMonth(List.of(policy("off", QUEUE))))
        .isEqualTo(OwnCostEstimate.STACK);
  }
}
