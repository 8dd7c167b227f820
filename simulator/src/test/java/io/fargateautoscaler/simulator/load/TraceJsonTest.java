package io.fargateautoscaler.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.TraceFile.Read;
import io.fargateautoscaler.simulator.load.TraceFile.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceJsonTest {
  private static final String OLDEST_FIRST =
      "'2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', '2026-01-01T00:02:00Z'";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "oldest first    ~ '2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', '2026-01-01T00:02:00Z' ~"
            + " 1, 2, 3.5",
        "newest first    ~ '2026-01-01T00:02:00Z', '2026-01-01T00:01:00Z', '2026-01-01T00:00:00Z' ~"
            + " 3.5, 2.0, 1.0",
        "in any order    ~ '2026-01-01T00:01:00Z', '2026-01-01T00:02:00Z', '2026-01-01T00:00:00Z' ~"
            + " 2, 3.5, 1",
        "with an offset  ~ '2026-01-01T00:00:00+00:00', '2026-01-01T01:01:00+01:00',"
            + " '2025-12-31T19:02:00-05:00' ~ 1, 2, 3.5",
        "as epoch        ~ 1767225600, 1767225660.0, 1767225720 ~ 1, 2, 3.5",
      })
  void times(String name, String times, String values) throws IOException {
    Trace trace = TraceFileTest.trace(read(results(series("m1", times, values, "Complete"))));

    assertThat(trace.intervalSeconds()).as(name).isEqualTo(60);
    assertThat(TraceTest.counts(trace)).containsExactly(1, 2, 3.5);
  }

  @Test
  void on_one_line_or_on_many() throws IOException {
    String text = results(series("m1", OLDEST_FIRST, "1, 2, 3", "Complete"));

    assertThat(TraceFileTest.trace(read(text)).total()).isEqualTo(6);
    assertThat(TraceFileTest.trace(read("\ufeff \n" + text.replace(" ", "\n"))).total())
        .isEqualTo(6);
  }

  @Test
  void values_before_times_and_the_id_last() throws IOException {
    String text =
        "{'MetricDataResults': [{'Values': [1, 2], 'Extra': {'a': [1]},"
            + " 'Timestamps': [1767225600, 1767225660], 'Id': 'm1'}], 'Messages': []}";

    assertThat(TraceTest.counts(TraceFileTest.trace(read(text)))).containsExactly(1, 2);
  }

  @Test
  void pages_of_one_series() throws IOException {
    String text =
        results(
            series("m1", "'2026-01-01T00:03:00Z', '2026-01-01T00:02:00Z'", "4, 3", "PartialData"),
            series("m1", "'2026-01-01T00:01:00Z', '2026-01-01T00:00:00Z'", "2, 1", "Complete"));
    Result result = read(text);

    assertThat(TraceTest.counts(TraceFileTest.trace(result))).containsExactly(1, 2, 3, 4);
    assertThat(((Read) result).notes()).isEmpty();
  }

  @Test
  void several_series() throws IOException {
    String text =
        results(
            series("web", OLDEST_FIRST, "1, 2, 3", "Complete"),
            series("worker", OLDEST_FIRST, "4, 5, 6", "Complete"),
            series("bad", OLDEST_FIRST, "4, -5", "Complete"));

    assertThat(TraceFileTest.problems(read(text)))
        .containsExactly(
            folder.resolve("m.json")
                + ": has several series (web, worker, bad); keep one, or choose one by its id");
    assertThat(
            TraceTest.counts(
                TraceFileTest.trace(TraceFile.read(folder.resolve("m.json"), "worker"))))
        .containsExactly(4, 5, 6);
    assertThat(TraceFileTest.problems(TraceFile.read(folder.resolve("m.json"), "bad")))
        .isNotEmpty();
    assertThat(TraceFileTest.problems(TraceFile.read(folder.resolve("m.json"), "none")))
        .containsExactly(
            folder.resolve("m.json") + ": has no series \"none\"; it has web, worker, bad");
  }

  @Test
  void many_series_are_not_all_told() throws IOException {
    String text =
        results(
            IntStream.range(0, 500)
                .mapToObj(i -> series("m" + i, OLDEST_FIRST, "1, 2, 3", "Complete"))
                .toArray(String[]::new));

    assertThat(TraceFileTest.problems(read(text)))
        .singleElement()
        .asString()
        .contains("m0, m1,", "m19 and more")
        .doesNotContain("m20");
  }

  @Test
  void datapoints() throws IOException {
    String text =
        "{'Label': 'RequestCount', 'Datapoints': ["
            + "{'Timestamp': '2026-01-01T00:05:00+00:00', 'Sum': 7.0, 'Unit': 'Count'},"
            + "{'Timestamp': '2026-01-01T00:00:00+00:00', 'Sum': 5.0, 'Unit': 'Count'}]}";
    Trace trace = TraceFileTest.trace(read(text));

    assertThat(trace.intervalSeconds()).isEqualTo(300);
    assertThat(TraceTest.counts(trace)).containsExactly(5, 7);
  }

  @Test
  void datapoints_without_sums() throws IOException {
    String text =
        "{'Label': 'RequestCount', 'Datapoints': [{'Timestamp': '2026-01-01T00:05:00Z', 'Average':"
            + " 7.0}]}";

    assertThat(TraceFileTest.problems(read(text)))
        .singleElement()
        .asString()
        .contains("--statistics Sum");
  }

  @Test
  void what_cloud_watch_has_not_given() throws IOException {
    String text = results(series("m1", OLDEST_FIRST, "1, 2, 3", "PartialData"));
    Result result = read(text.substring(0, text.length() - 1) + ", 'NextToken': 'abc'}");

    assertThat(((Read) result).notes())
        .containsExactly(
            "CloudWatch had more to give (NextToken): the series may not be whole",
            "CloudWatch calls the series \"PartialData\": it may not be whole");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "no time           ~ 'soon', 1767225600            ~ 1, 2       ~ found \"soon\"; a time is"
            + " written",
        "half a second     ~ '2026-01-01T00:00:00.5Z', 1767225600 ~ 1, 2 ~ found"
            + " \"2026-01-01T00:00:00.5Z\"; a time",
        "before 1970       ~ '1969-01-01T00:00:00Z', 1767225600 ~ 1, 2  ~ found"
            + " \"1969-01-01T00:00:00Z\"; a time",
        "milliseconds      ~ 1767225600000, 1767225600     ~ 1, 2       ~ found \"1767225600000\";"
            + " a time",
        "negative          ~ 1767225600, 1767225660        ~ 1, -2      ~ found \"-2\"; a value is"
            + " a number",
        "text              ~ 1767225600, 1767225660        ~ 1, '2'     ~ found \"2\"; a value is a"
            + " number",
        "null              ~ 1767225600, 1767225660        ~ 1, null    ~ found \"null\"; a value"
            + " is a number",
        "list              ~ 1767225600, 1767225660        ~ 1, [2, 3]  ~ found \"[\"; a value is a"
            + " number",
        "NaN               ~ 1767225600, 1767225660        ~ 1, NaN     ~ the file must be JSON to"
            + " its end",
        "huge              ~ 1767225600, 1767225660        ~ 1, 1e99999 ~ found \"1e99999\"; a"
            + " value is a number",
        "too few values    ~ 1767225600, 1767225660        ~ 1          ~ each time has one value",
        "too many values   ~ 1767225600, 1767225660        ~ 1, 2, 3    ~ each time has one value",
        "twice             ~ 1767225600, 1767225600        ~ 1, 2       ~ found"
            + " \"2026-01-01T00:00:00Z\"; a time is there once",
        "one               ~ 1767225600                    ~ 1          ~ has one row",
        "none              ~ ``                            ~ ``         ~ has no rows",
        "off the grid      ~ 1767225600, 1767225660, 1767225720, 1767225750 ~ 1, 2, 3, 4 ~ found"
            + " \"2026-01-01T00:02:30Z\"; rows begin",
        "hidden characters ~ '\\u202e\\u001b[31m', 1767225600 ~ 1, 2   ~ found \"??[31m\"; a time",
      })
  void bad(String name, String times, String values, String expected) throws IOException {
    assertThat(TraceFileTest.problems(read(results(series("m1", times, values, "Complete")))))
        .as(name)
        .singleElement()
        .asString()
        .contains(expected);
  }

  @Test
  void the_line_is_told() throws IOException {
    String text = results(series("m1", "1767225600,\n1767225660", "1,\n-2", "Complete"));

    assertThat(TraceFileTest.problems(read(text)))
        .singleElement()
        .asString()
        .contains("m.json:3: found \"-2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{'a': 1}",
        "{'MetricDataResults': 1}",
        "{'MetricDataResults': [",
        "{} {}",
        "{'Datapoints': [1]}"
      })
  void other_json(String text) throws IOException {
    assertThat(TraceFileTest.problems(read(text))).isNotEmpty();
  }

  @Test
  void nested_without_end() throws IOException {
    assertThat(TraceFileTest.problems(read("{'a':".repeat(100_000)))).hasSize(1);
  }

  private Result read(String text) throws IOException {
    return TraceFile.read(Files.writeString(folder.resolve("m.json"), text.replace('\'', '"')));
  }

  static String results(String... series) {
    return "{'MetricDataResults': [" + String.join(", ", series) + "], 'Messages': []}";
  }

  static String series(String id, String times, String values, String status) {
    return "{'Id': '"
        + id
        + "', 'Label': 'RequestCount', 'Timestamps': ["
        + times
        + "], 'Values': ["
        + values
        + "], 'StatusCode': '"
        + status
        + "'}";
  }
}
