package io.fargateautoscaler.simulator.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.TraceFile.Read;
import io.fargateautoscaler.simulator.load.TraceFile.Refused;
import io.fargateautoscaler.simulator.load.TraceFile.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "with a header~            t-60s.csv~ offset_s,count|0,1|60,2|~               60~ 1 2",
        "without a header~         t-60s.csv~ 0,1|60,2|~                              60~ 1 2",
        "quoted header~            t-60s.csv~ \"offset_s\",\"count\"|0,1|60,2~        60~ 1 2",
        "no last line end~         t-60s.csv~ 0,1|60,2~                               60~ 1 2",
        "a late start~             t-60s.csv~ 1700000010,1|1700000070,2~              60~ 1 2",
        "CRLF and blank lines~     t-60s.csv~ offset_s,count\\r||0,1\\r|\\r|60,2\\r|~ 60~ 1 2",
        "CR alone~                 t-60s.csv~ 0,1\\r60,2\\r~                          60~ 1 2",
        "a byte order mark~        t-60s.csv~ \\ufeff0,1|60,2~                        60~ 1 2",
        "spaces and tabs~          t-60s.csv~ ' 0 ,\\t1|  60, 2 '~                    60~ 1 2",
        "decimals~                 t-60s.csv~ 0,1.5|60.0,2e1|120,.25~                 60~ 1.5 20"
            + " 0.25",
        "interval by difference~   t.csv~     0,1|300,2|600,3~                        300~ 1 2 3",
        "most common difference~   t.csv~     0,1|120,2|180,3|240,4~                  60~ 1 0 2 3"
            + " 4",
        "smallest of several~      t.csv~     0,1|10,2|30,3~                          10~ 1 2 0 3",
        "the name wins~            t-30s.csv~ 0,1|60,2~                               30~ 1 0 2",
        "a name without a type~    t-30s~     0,1|60,2~                               30~ 1 0 2",
        "no interval in the name~  t-0s.csv~  0,1|60,2~                               60~ 1 2",
      })
  void good(String name, String file, String text, int interval, String counts) throws IOException {
    Trace trace = trace(read(file, text));

    assertThat(trace.intervalSeconds()).as(name).isEqualTo(interval);
    assertThat(TraceTest.counts(trace))
        .containsExactly(
            Arrays.stream(counts.split(" ")).mapToDouble(Double::parseDouble).toArray());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "negative count~   0,1|60,-2~            :2: found \"-2\"; a count is a number from 0 to"
            + " 1e15",
        "not a number~     0,1|60,NaN~           :2: found \"NaN\"; a count is a number from 0 to"
            + " 1e15",
        "infinite~         0,1|60,Infinity~      :2: found \"Infinity\"; a count is a number from 0"
            + " to 1e15",
        "too large~        0,1|60,1e16~          :2: found \"1e16\"; a count is a number from 0 to"
            + " 1e15",
        "hexadecimal~      0,1|60,0x1p3~         :2: found \"0x1p3\"; a count is a number from 0 to"
            + " 1e15",
        "of Java~          0,1|60,5d~            :2: found \"5d\"; a count is a number from 0 to"
            + " 1e15",
        "text~             0,1|60,many~          :2: found \"many\"; a count is a number from 0 to"
            + " 1e15",
        "no count~         0,1|60,~              :2: found \"\"; a count is a number from 0 to"
            + " 1e15",
        "one column~       0,1|60~               :2: found \"60\"; a row is offset_s,count",
        "three columns~    0,1|60,2,3~           :2: found \"60,2,3\"; a row is offset_s,count",
        "a second header~  offset_s,count|offset_s,count~ :2: found \"offset_s,count\"; a row is"
            + " two numbers",
        "negative offset~  -60,1|0,2~            :1: found \"-60\"; an offset is a whole number",
        "half a second~    0,1|0.5,2~            :2: found \"0.5\"; an offset is a whole number",
        "a time~           0,1|2026-01-01,2~     :2: found \"2026-01-01\"; an offset is a whole"
            + " number",
        "not sorted~       0,1|120,1|60,2~       :3: found \"60\"; offsets rise from row to row",
        "twice~            0,1|60,1||60,2~       :4: found \"60\"; an offset is there once only",
        "off the grid~     h,c|0,1|60,1|90,2~    :4: found \"90\"; rows begin whole intervals of 60"
            + " s after the first",
        "escape sequence~  0,1|60,\\u001b[31m~   :2: found \"?[31m\"; a count is a number",
        "turned around~    0,1|60,\\u202e1~      :2: found \"?1\"; a count is a number",
        "digits of others~ 0,1|60,\u0661~        :2: found \"\u0661\"; a count is a number",
        "one row~          0,1~                  : has one row",
        "header only~      offset_s,count~       : has no rows",
        "empty~            ''~                   : is empty",
        "blank~            ' |\\r|\\t'~          : is empty",
        "a JSON list~      '[1, 2]'~             : begins with [",
        "with a NUL~       0,1|60,\\u0000~       : is not text",
        "too long a span~  0,1|60,1|120,1|2400000000,1~ : spans more than 40 million intervals",
      })
  void bad(String name, String text, String expected) throws IOException {
    List<String> problems = problems(read("t-60s.csv", text));

    assertThat(problems).as(name).hasSize(1);
    assertThat(problems.getFirst()).startsWith(folder.resolve("t-60s.csv") + expected);
  }

  @Test
  void every_problem_at_once_but_twenty_in_words() throws IOException {
    String text =
        IntStream.range(0, 50).mapToObj(i -> i * 60 + ",x" + i).collect(Collectors.joining("\n"));

    List<String> problems = problems(read("t-60s.csv", text));

    assertThat(problems).hasSize(21);
    assertThat(problems.get(19)).contains(":20: found \"x19\"");
    assertThat(problems.getLast()).isEqualTo("and 30 more");
  }

  @Test
  void what_was_found_is_cut() throws IOException {
    List<String> problems = problems(read("t-60s.csv", "0,1\n60," + "7x".repeat(200)));

    assertThat(problems.getFirst())
        .contains("7x7x…\"")
        .hasSizeLessThan(folder.toString().length() + 150);
  }

  @Test
  void a_line_without_end() throws IOException {
    List<String> problems =
        problems(read("t-60s.csv", "0,1\n60," + "7".repeat(3_000_000) + "\n120,1"));

    assertThat(problems)
        .singleElement()
        .asString()
        .contains(":2: ")
        .endsWith("a line has at most 1000 bytes");
  }

  @Test
  void files_that_are_none() throws IOException {
    Path locked = Files.writeString(folder.resolve("locked.csv"), "0,1\n1,1");
    boolean lockable = locked.toFile().setReadable(false) && !Files.isReadable(locked);

    assertThat(problems(TraceFile.read(folder)))
        .containsExactly(folder + ": is a folder; name one file");
    assertThat(problems(TraceFile.read(folder.resolve("x"))))
        .containsExactly(folder + "/x: no such file");
    assertThat(problems(TraceFile.read(locked.resolve("x"))))
        .containsExactly(locked + "/x: cannot be read");
    if (lockable) {
      assertThat(problems(TraceFile.read(locked)))
          .containsExactly(locked + ": no permission to read it");
    }
  }

  @Test
  void a_name_that_moves_the_cursor() {
    assertThat(problems(TraceFile.read(folder.resolve("a\u001b[2Jb"))))
        .containsExactly(folder + "/a?[2Jb: no such file");
  }

  @Test
  void compressed() throws IOException {
    Path file =
        Files.write(
            folder.resolve("t.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 8, 1, 1, 1, 1, 2, 3});

    assertThat(problems(TraceFile.read(file))).singleElement().asString().contains("is not text");
  }

  @Test
  void an_id_is_for_json_only() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "0,1\n60,1");

    assertThat(problems(TraceFile.read(file, "m1")))
        .singleElement()
        .asString()
        .contains("leave the id out");
  }

  private Result read(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    String spelt =
        text.replace('|', '\n')
            .replace("\\r", "\r")
            .replace("\\t", "\t")
            .replace("\\ufeff", "\ufeff")
            .replace("\\u001b", "\u001b")
            .replace("\\u202e", "\u202e")
            .replace("\\u0000", "\u0000");
    return TraceFile.read(Files.write(path, spelt.getBytes(UTF_8)));
  }

  static Trace trace(Result result) {
    assertThat(result).isInstanceOf(Read.class);
    return ((Read) result).trace();
  }

  static List<String> problems(Result result) {
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).problems();
  }
}
