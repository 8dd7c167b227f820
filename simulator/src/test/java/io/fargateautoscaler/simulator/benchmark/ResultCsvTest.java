package io.fargateautoscaler.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultCsvTest {
  private static String csv(Result... results) throws IOException {
    var out = new StringBuilder();
    ResultCsv.write(List.of(results), out);
    return out.toString();
  }

  private static Result named(String trace, String setting) {
    return new Result(
        trace,
        Kind.QUEUE,
        100,
        -7,
        "aas-60",
        setting,
        new Measures(Long.MAX_VALUE, 3, 1.0 / 3, 1e-7, 0, 4, 2, 24));
  }

  @Test
  void aRowForEachRun() throws IOException {
    assertThat(
            csv(
                new Result(
                    "wc",
                    Kind.WEB,
                    10,
                    1,
                    "ours",
                    "target 60",
                    new Measures(200, 3, 4, 0.25, 0.5, 6, 1, 2))))
        .isEqualTo(
            "trace,kind,peakTasks,seed,policy,setting,arrived,late,latePercent,taskHours,usd,"
                + "apiUsd,changes,reversals,hours\r\n"
                + "wc,web,10,1,ours,target 60,200,3,1.5,4.0,0.25,0.5,6,1,2.0\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "with, comma",
        "with \"quotes\"",
        "two\r\nlines",
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "'quoted",
        "  =1",
        "\uff1d1",
        "=\"a\",\nb",
        "t\u00e9st \ud83d\ude80"
      })
  void everyTextComesBack(String text) throws IOException {
    Result result = named(text, text);

    String csv = csv(result);

    assertThat(read(csv).get(1))
        .isEqualTo(
            List.of(
                guarded(text, csv),
                "queue",
                "100",
                "-7",
                "aas-60",
                guarded(text, csv),
                Long.toString(Long.MAX_VALUE),
                "3",
                Double.toString(result.measures().latePercent()),
                Double.toString(1.0 / 3),
                "1.0E-7",
                "0.0",
                "4",
                "2",
                "24.0"));
  }

  /** What stands in the file: the text, or an apostrophe and the text. */
  private static String guarded(String text, String csv) {
    String field = read(csv).get(1).getFirst();
    assertThat(field.startsWith("'") ? field.substring(1) : field).isEqualTo(text);
    return field;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "'quoted", "  =1", "\uff1d1"})
  void noTextIsAFormula(String text) throws IOException {
    assertThat(read(csv(named(text, text))).get(1).getFirst()).isEqualTo("'" + text);
  }

  /** Quotes, commas and line ends as RFC 4180 has them. */
  private static List<List<String>> read(String csv) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',' || c == '\n') {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (c != '\r') {
        field.append(c);
      }
    }
    return rows;
  }
}
