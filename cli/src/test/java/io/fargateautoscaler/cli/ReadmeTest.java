package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeTest {
  @TempDir Path folder;

  @Test
  void shows_lines_of_the_demo_as_it_prints_them() throws Exception {
    String readme = Files.readString(Path.of("../README.md"), StandardCharsets.UTF_8);
    List<String> shown =
        readme.split("```", -1)[1].lines().filter(line -> !line.isBlank()).toList();
    String report = folder.resolve("report.html").toString();

    List<String> printed = Run.of("", "demo", "--report", report).out().lines().toList();

    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(printed).containsAll(shown);
  }
}
