package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.CloudWatchLoadsTest.expression;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MathQueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "busy/idle*2e5 | q_busy/q_idle*2e5",
        "SUM([busy,idle]) | SUM([q_busy,q_idle])",
        "busy(idle) + busy2 | busy(q_idle) + busy2",
        "SEARCH('busy idle', 'Sum') + idle | SEARCH('busy idle', 'Sum') + q_idle",
        "SEARCH('a=\"busy\\' idle\"') + busy | SEARCH('a=\"busy\\' idle\"') + q_busy",
        "IF(busy>1 AND idle<2,busy,0) | IF(q_busy>1 AND q_idle<2,q_busy,0)",
      })
  void onlyNamesOfMetricsAreRenamed(String expression, String renamed) {
    assertThat(MathQuery.of(expression(expression)).sdk("q").getFirst().expression())
        .isEqualTo(renamed);
  }

  @Test
  void knowsWhetherItReadsEveryMetricOfTheCall() {
    assertThat(MathQuery.of(expression("SUM(METRICS())")).readsAll()).isTrue();
    assertThat(MathQuery.of(expression("SUM(METRICS (\"busy\"))")).readsAll()).isTrue();
    assertThat(MathQuery.of(expression("SEARCH('METRICS()', 'Sum')")).readsAll()).isFalse();
    assertThat(MathQuery.of(expression("busy + METRICS")).readsAll()).isFalse();
  }
}
