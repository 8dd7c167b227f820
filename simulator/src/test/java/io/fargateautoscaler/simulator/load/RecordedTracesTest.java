package io.fargateautoscaler.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.TraceFile.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loads among the examples: what a spreadsheet says of them. */
class RecordedTracesTest {
  private static final Path TRACES = Path.of("..", "examples", "traces");

  @ParameterizedTest
  @CsvSource({
    "nasa-july-60s,           60,   39693, 1891713,  405",
    "taxi-first-half-1800s,   1800, 5160,  78195752, 30373",
    "twitter-amzn-300s,       300,  15831, 843768,   1673",
    "azure-noisy-c-60s,       60,   1440,  26715,    65",
    "azure-semiperiodic-d-60s, 60,  1440,  12091,    31",
    "azure-bursty-f-60s,      60,   1440,  6236,     125",
    "azure-lownoise-i-60s,    60,   1440,  11798,    23",
    "llm-conversation-1s,     1,    3502,  19366,    16",
    "mooncake-1s,             1,    3537,  12031,    28",
  })
  void reads(String name, int interval, int rows, double total, double largest) {
    Read read = (Read) TraceFile.read(TRACES.resolve(name + ".csv"));
    Trace trace = read.trace();

    assertThat(trace.name()).isEqualTo(name);
    assertThat(trace.intervalSeconds()).isEqualTo(interval);
    assertThat(trace.size()).isEqualTo(rows);
    assertThat(trace.total()).isEqualTo(total);
    assertThat(IntStream.range(0, rows).mapToDouble(trace::count).max()).hasValue(largest);
    assertThat(read.notes()).isEmpty();
    if (interval >= 60) {
      assertThat(trace.peakRate()).isEqualTo(largest / interval);
    }
  }

  @Test
  void all_of_them_are_explained() throws IOException {
    String readme = Files.readString(TRACES.resolve("README.md"));
    try (var files = Files.list(TRACES)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".csv")))
          .hasSize(9)
          .allMatch(file -> readme.contains("`" + file + "`"));
    }
  }
}
