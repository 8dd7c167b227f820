package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.operations.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCostsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          nothing is given        | -             | -             | 0.04048
          the stack's own         | -             | vcpu=1,gb=1   | 1
          the environment's first | vcpu=2,gb=2   | vcpu=1,gb=1   | 2
          a stack's that is wrong | -             | cheap         | 0.04048
          """)
  void ownPricesGoFirst(
      String name, @Nullable String variable, @Nullable String parameter, double vcpuHour) {
    assertThat(
            AccountCosts.prices(
                    "us-east-1",
                    variable == null ? Map.of() : Map.of("FARGATE_PRICES", variable),
                    parameter == null ? Map.of() : Map.of("FargatePrices", parameter))
                .x86()
                .vcpuHour())
        .as(name)
        .isEqualTo(vcpuHour);
  }

  @Test
  void aWrongVariableIsTheUsersToMend() {
    assertThatThrownBy(
            () -> AccountCosts.prices("us-east-1", Map.of("FARGATE_PRICES", "cheap"), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("vcpu=0.04,gb=0.004");
  }
}
