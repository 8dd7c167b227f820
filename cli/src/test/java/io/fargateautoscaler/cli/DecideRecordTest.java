package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class DecideRecordTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> RECORDS =
      Run.of("", "demo", "--json", "--seed", "11").out().lines().toList();

  private static final String SCALED =
      RECORDS.stream().filter(line -> line.contains("\"applied\"")).findFirst().orElseThrow();

  private static Run check(String records) {
    return Run.of(records, "decide", "--record", "-");
  }

  @Test
  void every_record_of_the_demo_comes_out_the_same() {
    String records = String.join("\n", RECORDS) + "\n";

    assertThat(RECORDS).hasSizeGreaterThan(100);
    assertThat(check(records)).isEqualTo(new Run(0, records, ""));
  }

  @Test
  void the_first_field_that_differs_is_named() throws Exception {
    String id = JSON.readTree(SCALED).path("id").asText();
    String lie = SCALED.replaceFirst("\"why\":\"", "\"why\":\"\u202enot ");
    Run run = check(RECORDS.getFirst() + "\n" + lie + "\n" + SCALED);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines()).containsExactly(RECORDS.getFirst(), SCALED, SCALED);
    assertThat(run.err())
        .startsWith("autoscaler: line 2: " + id + " differs: why: recorded \"")
        .contains(", now \"")
        .doesNotContain("\u202e")
        .hasLineCount(1);
  }

  @Test
  void another_count_differs_and_so_does_another_order() throws Exception {
    String to = "\"to\":" + JSON.readTree(SCALED).at("/decision/scale/to").asText() + "}";
    Run count =
        check(
            SCALED.replaceFirst(
                Pattern.quote("{\"scale\":") + "(.*?)" + to, "{\"scale\":$1\"to\":999}"));
    assertThat(count.code()).isEqualTo(1);
    assertThat(count.err()).contains(" differs: decision.scale.to: recorded 999, now ");

    Run order =
        check(SCALED.replaceFirst("\\{\"schema\":1,", "{").replaceFirst("}$", ",\"schema\":1}"));
    assertThat(order.code()).isEqualTo(1);
    assertThat(order.err()).contains("the values are equal, but are written in another way");
  }

  @Test
  void log_lines_and_audit_rows_carry_records() throws Exception {
    String text = JSON.writeValueAsString(SCALED);
    String rows =
        "{\"record\":{\"S\":"
            + text
            + "},\"at\":{\"S\":\"x\"}}\n{\"record\":"
            + text
            + "}\n"
            + "{\"timestamp\":1,\"message\":"
            + text
            + "}\n{\"message\":"
            + SCALED
            + "}\n"
            + "{\"at\":\"2026-01-01T00:00:00Z\",\"hold\":\"STEADY\",\"count\":2}\n";
    Run run = check(rows);

    assertThat(run.out().lines()).containsExactly(SCALED, SCALED, SCALED, SCALED);
    assertThat(run.err()).isEqualTo("autoscaler: 1 line without a decision record\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void what_cannot_be_decided_again_is_an_error() {
    Run run =
        check(
            "START RequestId\n"
                + SCALED.replaceFirst(
                    "\"trigger\":\\{\"kind\":\"[a-z]*\"", "\"trigger\":{\"kind\":\"x\"")
                + "\n"
                + SCALED.replaceFirst(
                    "\"service\":\"[^\"]*\",\"trigger", "\"service\":\"x\",\"trigger")
                + "\n"
                + SCALED.replaceFirst("\"version\":[0-9]+", "\"version\":1.5")
                + "\n"
                + SCALED.replaceFirst("(\"applied\":\\{\"at\":\")[^\"]*", "$1x"));

    assertThat(run.code()).isEqualTo(1);
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(5).allMatch(line -> line.contains("\"error\":"));
    assertThat(lines.getFirst()).startsWith("{\"id\":\"\",\"error\":\"line 1: not valid JSON");
    assertThat(lines.get(1)).contains("trigger.kind: missing or wrong; a whole decision record");
    assertThat(lines.get(2)).contains("service: missing or wrong");
    assertThat(lines.get(3)).contains("policy.version: missing or wrong");
    assertThat(lines.get(4)).contains("applied: missing or wrong");
  }
}
