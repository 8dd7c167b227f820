package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A table that a run must reproduce to the letter. {@code -Dregression.write=true} writes it anew;
 * its difference then shows what a change of the rules did. The table of the last run is below
 * {@code target/closed-loop}.
 */
record RegressionFile(String name) {
  private static final Path KEPT = Path.of("src/test/resources/closed-loop");
  private static final Path LAST = Path.of("target/closed-loop");

  void check(List<String> lines) {
    try {
      Files.createDirectories(LAST);
      Files.write(LAST.resolve(name), lines, StandardCharsets.UTF_8);
      Path kept = KEPT.resolve(name);
      if (Boolean.getBoolean("regression.write")) {
        Files.createDirectories(KEPT);
        Files.write(kept, lines, StandardCharsets.UTF_8);
      }
      assertThat(lines)
          .as("%s; if the change is meant: -Dregression.write=true, and read the difference", kept)
          .isEqualTo(Files.readAllLines(kept, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("cannot read or write " + name, e);
    }
  }
}
