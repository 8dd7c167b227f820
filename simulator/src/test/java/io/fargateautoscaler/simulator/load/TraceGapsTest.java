package io.fargateautoscaler.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.load.TraceFile.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceGapsTest {
  @TempDir Path folder;

  @Test
  void nothing_is_missing() throws IOException {
    assertThat(read(60, 30, i -> true, i -> i).notes()).isEmpty();
  }

  @Test
  void a_short_stretch_is_without_arrivals() throws IOException {
    Read read = read(60, 100, i -> i < 40 || i >= 50, i -> 5);

    assertThat(read.trace().total()).isEqualTo(90 * 5);
    assertThat(read.notes())
        .containsExactly("10 of 100 intervals have no row: taken as no arrivals");
  }

  @Test
  void a_long_stretch_is_filled_from_both_sides() throws IOException {
    // 12 missing; the 12 before are 10, the 12 after 20, all else 1000.
    Read read =
        read(60, 100, i -> i < 40 || i >= 52, i -> i < 28 || i >= 64 ? 1000 : i < 40 ? 10 : 20);

    assertThat(IntStream.range(40, 52).mapToDouble(read.trace()::count)).containsOnly(15.0);
    assertThat(read.trace().count(39)).isEqualTo(10);
    assertThat(read.trace().count(52)).isEqualTo(20);
    assertThat(read.notes())
        .singleElement()
        .asString()
        .startsWith("1 gap in the recording (12 of 100 intervals, the longest 720 s)");
  }

  @Test
  void an_hour_on_each_side_at_most() throws IOException {
    Read read =
        read(600, 200, i -> i < 50 || i >= 150, i -> i < 44 || i >= 156 ? 1000 : i < 50 ? 10 : 20);

    assertThat(read.trace().count(100)).isEqualTo(15);
  }

  @Test
  void at_least_one_interval_on_each_side() throws IOException {
    Read read = read(7200, 100, i -> i < 40 || i >= 60, i -> i == 39 ? 10 : i == 60 ? 30 : 1000);

    assertThat(read.trace().count(50)).isEqualTo(20);
  }

  @Test
  void what_was_filled_fills_nothing_else() throws IOException {
    // Two gaps of 20 with one row between them.
    Read read =
        read(60, 100, i -> i < 30 || i == 50 || i >= 71, i -> i < 30 ? 10 : i == 50 ? 31 : 100);

    assertThat(read.trace().count(40)).isCloseTo((20 * 10 + 31) / 21.0, within(1e-9));
    assertThat(read.trace().count(60)).isCloseTo((31 + 20 * 100) / 21.0, within(1e-9));
  }

  @Test
  void at_the_edge_of_the_file() throws IOException {
    Read read = read(60, 40, i -> i == 0 || i >= 21, i -> i == 0 ? 4 : 8);

    assertThat(read.trace().count(10)).isCloseTo((4 + 19 * 8) / 20.0, within(1e-9));
  }

  @Test
  void seconds_without_rows_are_without_arrivals() throws IOException {
    Read read = read(1, 5000, i -> i < 40 || i >= 4000, i -> i % 3);

    assertThat(IntStream.range(40, 4000).mapToDouble(read.trace()::count)).containsOnly(0.0);
  }

  @Test
  void a_file_that_leaves_zeros_out() throws IOException {
    IntPredicate tenStretches = i -> i < 100 ? i % 10 != 5 : i >= 180;

    assertThat(read(60, 300, tenStretches, i -> 2).trace().total()).isEqualTo((90 + 120) * 2);
    assertThat(read(60, 300, tenStretches, i -> i == 250 ? 0 : 2).trace().count(140))
        .isCloseTo(2, within(0.3));
    // One stretch fewer: a recorder that failed.
    assertThat(
            read(60, 300, i -> i == 5 || i == 15 || tenStretches.test(i), i -> 2)
                .trace()
                .count(140))
        .isPositive();
  }

  private Read read(int interval, int size, IntPredicate recorded, IntUnaryOperator count)
      throws IOException {
    List<String> rows =
        IntStream.range(0, size)
            .filter(recorded)
            .mapToObj(i -> i * interval + "," + count.applyAsInt(i))
            .collect(Collectors.toList());
    Path file = Files.write(folder.resolve("t-" + interval + "s.csv"), rows);
    Read read = (Read) TraceFile.read(file);
    assertThat(read.trace().size()).isEqualTo(size);
    return read;
  }
}
