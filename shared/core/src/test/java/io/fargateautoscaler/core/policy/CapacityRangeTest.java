package io.fargateautoscaler.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityRangeTest {
  @ParameterizedTest(name = "{0} in 2 to 9 is {1}")
  @CsvSource({"0, 2", "2, 2", "5, 5", "9, 9", "10, 9", "2147483647, 9"})
  void the_nearest_count(int count, int expected) {
    assertThat(new CapacityRange(2, 9).nearest(count)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} to {1}: a range {2}")
  @CsvSource({"0, 0, true", "5, 5, true", "0, 2147483647, true", "-1, 5, false", "6, 5, false"})
  void zero_to_anything_that_is_not_less(int min, int max, boolean expected) {
    if (expected) {
      assertThat(new CapacityRange(min, max).nearest(min)).isEqualTo(min);
    } else {
      assertThatThrownBy(() -> new CapacityRange(min, max))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
