package io.fargateautoscaler.simulator.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.load.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SentenceTest {
  private static Result result(String policy, long late, double usd) {
    return new Result(
        "t", Kind.WEB, 10, 1, policy, "s", new Measures(100_000, late, usd, usd, 0, 0, 0, 1));
  }

  @Test
  void losses_are_said_plainly() {
    assertThat(Sentence.of(List.of(result("ours", 200, 50), result("hpa", 100, 49))))
        .isEqualTo(
            "ours: 0.20 % late at $50.00; hpa: 0.10 % late at $49.00 (2.0 % cheaper). Ours loses"
                + " to hpa (neither dearer nor later).");
    assertThat(Sentence.of(List.of(result("ours", 200, 50), result("hpa", 200, 49))))
        .contains("Ours loses to hpa");
  }

  @Test
  void wins_and_mixed_ones_are_told_apart() {
    assertThat(
            Sentence.of(
                List.of(
                    result("ours", 200, 50),
                    result("a", 300, 50),
                    result("b", 200, 60),
                    result("c", 1, 100),
                    result("oracle", 0, 1))))
        .isEqualTo(
            "ours: 0.20 % late at $50.00; a: 0.30 % late at $50.00 (as cheap); b: 0.20 % late at"
                + " $60.00 (20.0 % dearer); c: under 0.01 % late at $100.00 (100.0 % dearer). Ours"
                + " beats a and b (neither cheaper nor less late).");
    assertThat(Sentence.of(List.of(result("ours", 2, 50), result("a", 3, 5))))
        .endsWith(" Neither beats the other in both.");
    assertThat(Sentence.of(List.of(result("ours", 9, 50), result("a", 10, 5), result("b", 1, 60))))
        .endsWith(" None wins in both.");
    assertThat(Sentence.of(List.of(result("ours", 0, 0), result("a", 0, 0))))
        .isEqualTo(
            "ours: 0.00 % late at $0.00; a: 0.00 % late at $0.00 (as cheap). Neither beats the"
                + " other in both.");
    assertThat(Sentence.of(List.of(result("ours", 0, 3)))).isEqualTo("ours: 0.00 % late at $3.00.");
  }
}
