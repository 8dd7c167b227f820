package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that wants to move the cursor, fill the memory or read other files. */
final class HostileInputTest {
  private static final String ESCAPE = "\u001b[31m\u009b31m\u202e\u2028";

  @TempDir private Path folder = Path.of("");

  private static Run run(String input, String... arguments) {
    Run run = Run.of(input, arguments);
    assertThat(run.out() + run.err()).doesNotContainPattern("[\\p{C}\\p{Zl}&&[^\\n]]");
    return run;
  }

  /** Gives one character for ever, or so many times. */
  private static final class Flood extends InputStream {
    private final long size;
    private long given;

    Flood(long size) {
      this.size = size;
    }

    @Override
    public int read() {
      return given++ < size ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      long left = Math.min(length, size - given);
      if (left <= 0) {
        return -1;
      }
      java.util.Arrays.fill(buffer, from, from + (int) left, (byte) 'x');
      given += left;
      return (int) left;
    }
  }

  @Test
  void a_line_may_have_a_mebibyte_and_no_more() throws IOException {
    int most = Lines.MAX_BYTES;
    Run run =
        run("x".repeat(most) + "\n" + "x".repeat(most + 1) + "\r\n{\"id\":\"3\"}", "decide", "-");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out().lines().toList().getFirst()).contains("line 1: not valid JSON");
    assertThat(run.out().lines().toList().get(1))
        .isEqualTo("{\"id\":\"\",\"error\":\"line 2: longer than 1 MiB\"}");
    assertThat(run.out().lines().toList().getLast()).contains("policy: missing");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void a_line_without_an_end_is_given_up() {
    Run run = Run.of(new Flood(Long.MAX_VALUE), "decide", "-");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly("{\"id\":\"\",\"error\":\"line 1: longer than 1 MiB\"}");
    assertThat(run.err())
        .isEqualTo(
            "autoscaler: standard input: a line does not end within 64 MiB; the rest is not"
                + " read\n");
  }

  @Test
  void lines_end_in_all_three_ways_and_a_byte_order_mark_is_no_text() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "\ufeffa\r\nb\rc\n\nd");
    var found = new java.util.ArrayList<String>();
    try (Lines lines = new Lines(Files.newInputStream(file))) {
      for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
        found.add(line.number() + String.valueOf(line.text()));
      }
      assertThat(lines.endless()).isFalse();
    }
    assertThat(found).containsExactly("1a", "2b", "3c", "4", "5d");
  }

  @Test
  void ids_are_escaped_in_json() {
    Run bad = run("{\"id\":\"a\u009b31m\u202e\udb40\udc41\",\"policy\":1}", "decide", "-");

    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).startsWith("{\"id\":\"a\\u009b31m\\u202e\\udb40\\udc41\",\"error\":");
    assertThat(Texts.json("{\"a\":\"\u00e9\ud83d\ude00\"}"))
        .isEqualTo("{\"a\":\"\u00e9\ud83d\ude00\"}");
  }

  @Test
  void arguments_are_shown_without_escapes() {
    String place = folder.resolve("none").resolve(ESCAPE + "x").toString();
    Run report = run("", "demo", "--report", place);
    assertThat(report.code()).isEqualTo(1);
    assertThat(report.err()).startsWith("autoscaler: cannot write ").endsWith("?[31m?31m??x\n");

    assertThat(run("", ESCAPE + "bogus").code()).isEqualTo(2);
    assertThat(run("", ESCAPE + "bogus").err())
        .startsWith("autoscaler: Unmatched argument at index 0: '?[31m?31m??bogus'\n");
    assertThat(run("", "demo", "--seed", ESCAPE).err())
        .startsWith("autoscaler: Invalid value for option '--seed': '?[31m?31m??' is not a long\n");
    assertThat(run("", "decide", "--" + ESCAPE, "x").err())
        .startsWith("autoscaler: Unknown option");
    assertThat(run("", "validate", "--service", ESCAPE, ESCAPE).code()).isEqualTo(1);
    assertThat(run("service: '" + ESCAPE + "'\n", "validate", "-").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decide", "validate", "replay"})
  void an_argument_with_an_at_sign_is_a_file_name(String command) throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), "--help");
    Run run = run("", command, "@" + arguments);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("autoscaler: @" + arguments + ": no such file\n");
  }

  @Test
  void nothing_to_decide_is_a_problem() throws IOException {
    String empty = Files.writeString(folder.resolve("empty"), "\n \n").toString();

    assertThat(run("", "decide", empty))
        .isEqualTo(new Run(1, "", "autoscaler: no case in " + empty + "\n"));
    assertThat(run("", "decide", "-").err()).isEqualTo("autoscaler: no case in standard input\n");
    assertThat(run("", "decide", "--record", "-").err())
        .isEqualTo("autoscaler: no decision record in standard input\n");
    assertThat(run("null\n[]\n5", "decide", "-").out().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"id\":\"\",\"error\":\"line "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "\"text\"", "[{}]"})
  void json_that_is_no_object_is_no_event(String json) {
    Run run = run(json, "replay", "-");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"kind\":\"unreadable\"", "\"ignored\":\"no JSON object\"");
    assertThat(run.err()).isEqualTo("autoscaler: standard input: no event: no JSON object\n");
  }
}
