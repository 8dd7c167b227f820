package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input of the commands that change something is said before AWS is asked anything. */
class OrdersUsageTest {
  private static final String BAD = "service: shop/web\ncapacity: {min: 3, max: 2}\n";

  static final List<Arguments> WRONG =
      List.of(
          wrong(1, "name a service", "pause --for 2h"),
          wrong(1, "not both", "pause shop/web --all --for 2h"),
          wrong(1, "--for is missing", "pause shop/web"),
          wrong(1, "--for 30s; allowed 1m to 30d", "pause shop/web --for 30s"),
          wrong(1, "--for 31d; allowed 1m to 30d", "pause --all --for 31d"),
          wrong(2, "'soon' is no length of time", "pause shop/web --for soon"),
          wrong(1, "'web' is no service; allowed: CLUSTER/SERVICE", "pause web --for 2h"),
          wrong(1, "name a service", "resume"),
          wrong(1, "'shop/web/x' is no service", "resume shop/web/x"),
          wrong(1, "give --min, --max or both", "hold shop/web --for 3h"),
          wrong(1, "--min 9 is above --max 4", "hold shop/web --min 9 --max 4 --for 3h"),
          wrong(1, "--max -1; allowed 0 to 5000", "hold shop/web --max -1 --for 3h"),
          wrong(1, "--for is missing", "hold shop/web --min 9"),
          wrong(1, "give it without", "hold shop/web --release --min 9"),
          wrong(2, "CLUSTER/SERVICE", "hold --min 9 --for 3h"),
          wrong(2, "'on' is no mode; allowed active, observe, off", "mode on"),
          wrong(1, "give documents, or both --service and --version", "apply"),
          wrong(1, "give documents, or both", "apply --service shop/web"),
          wrong(1, "give documents, or both", "apply - --service shop/web --version 2"),
          wrong(1, "give --yes or --dry-run with it", "apply - --json"),
          wrong(1, "nowhere.yaml: no such file", "apply nowhere.yaml"),
          wrong(1, "standard input: 2 problems", "apply -"),
          wrong(2, "Unknown option: '--force'", "uninstall --force"));

  private static Arguments wrong(int code, String said, String line) {
    return Arguments.of(line, code, said);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("WRONG")
  void isOneClearSentence(String line, int code, String said) {
    String[] words =
        Stream.concat(Stream.of(line.split(" ")), Stream.of("--region", "eu-west-1"))
            .toArray(String[]::new);

    Run run = Run.of(BAD, words);

    assertThat(run.err()).contains(said);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "mode", "pause", "resume", "hold", "uninstall"})
  void helpHasExamplesAndExitCodes(String command) {
    Run run = Run.of("", command, "--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Examples:", "autoscaler " + command, "Exit codes:");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {4097, 200_000})
  void aDocumentThatIsTooLongIsToldWithItsSize(int bytes) {
    Run run = Run.of("#".repeat(bytes), "apply", "-", "--region", "eu-west-1");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().strip())
        .isEqualTo("standard input: " + bytes + " bytes; allowed 4096 bytes");
  }
}
