package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The printed script, in a real bash. */
final class CompletionCommandTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest(name = "autoscaler {0}<tab>")
  @CsvSource({
    "vali,           validate",
    "hist,           history",
    "status --w,     --watch",
    "validate --pri, --print",
    "simulate --pol, '--policy --policies'"
  })
  void completes(String typed, String expected) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, Run.of("", "completion").out());
    String[] words = typed.split(" ");
    String question =
        "source '%s'; COMP_WORDS=(autoscaler %s); COMP_CWORD=%d; _complete_autoscaler; echo ${COMPREPLY[@]}"
            .formatted(script, typed, words.length);
    Process bash = new ProcessBuilder("bash", "-c", question).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bash.waitFor()).as(answer).isZero();
    List<String> offered = Arrays.stream(answer.strip().split("\\s+")).toList();
    assertThat(Arrays.stream(expected.split(" "))).anyMatch(offered::contains);
  }
}
