package io.fargateautoscaler.operations.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ExplanationTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCALED = "scaled out by cpu, another policy beside it";

  private static List<String> lines(String record) {
    return Explanation.of(Recorded.read(record).orElseThrow()).lines(100);
  }

  @TestFactory
  Stream<DynamicTest> records_read_as_people_speak() {
    Map<String, String> golden = new LinkedHashMap<>();
    for (String section : Records.resource("golden.txt").split("=== ")) {
      if (!section.isEmpty()) {
        int end = section.indexOf('\n');
        golden.put(section.substring(0, end), section.substring(end + 1).stripTrailing());
      }
    }
    Map<String, String> records = Records.all();
    assertThat(records.keySet()).hasSizeGreaterThan(12).isEqualTo(golden.keySet());
    return records.entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey(),
                () ->
                    assertThat(String.join("\n", lines(each.getValue())))
                        .isEqualTo(golden.get(each.getKey()))));
  }

  @Test
  void noLineIsWiderThanATerminal() {
    for (String record : Records.all().values()) {
      assertThat(lines(record)).allMatch(line -> line.length() <= 100);
    }
  }

  @Test
  void costIsSaidWhereTheRecordHasIt() throws JsonProcessingException {
    ObjectNode record = (ObjectNode) JSON.readTree(Records.of(SCALED));
    ((ObjectNode) record.path("applied"))
        .putObject("usdPerHour")
        .put("before", 0.3402)
        .put("after", 0.486);
    assertThat(lines(record.toString()).getLast())
        .isEqualTo("            cost 0.34 to 0.49 USD an hour");
  }

  @Test
  void shortenedRecordsSayWhatIsLeft() throws JsonProcessingException {
    ObjectNode record = (ObjectNode) JSON.readTree(Records.of(SCALED));
    record.put("shortened", true);
    ((ObjectNode) record.path("observation")).remove("loads");
    record.remove(List.of("history", "policy"));
    assertThat(String.join("\n", lines(record.toString())))
        .contains("scaled out from 7 to 10 tasks", "because   cpu: load 552.3 %")
        .doesNotContain("range", "data");
  }

  @Test
  void aStandingRecordSaysUntilWhen() {
    Recorded record = Recorded.read(Records.of(SCALED)).orElseThrow();
    Explanation explanation = Explanation.of(record);
    Instant asked = record.at().plusSeconds(300);
    assertThat(explanation.standing(record, asked, asked.plusSeconds(60)).lines(100))
        .contains(
            "  in force  until 2026-03-02 12:06:00 UTC; nothing else was recorded in between",
            "            5 min old at 2026-03-02 12:05:00 UTC");
    assertThat(explanation.standing(record, asked, null).lines(100))
        .contains("  in force  the newest record; nothing else was recorded since");
  }

  @Test
  void recordsAreFoundInRowsAndLogLines() {
    String record = Records.of(SCALED);
    String row = JSON.createObjectNode().put("record", record).toString();
    String log = "{\"message\":" + record + "}";
    String table = "{\"record\":{\"S\":" + JSON.createObjectNode().textNode(record) + "}}";
    for (String text : List.of(record, row, log, table)) {
      assertThat(Recorded.read(text)).map(Recorded::count).contains(10);
    }
  }

  @Test
  void whatIsNoRecordIsNone() {
    for (String text :
        List.of(
            "",
            "x",
            "[]",
            "{}",
            "null",
            "{\"decision\":{\"count\":\"2\"}}",
            "{\"decision\":{\"count\":2},\"at\":\"x\",\"service\":\"a/b\"}",
            "{\"decision\":{\"count\":2},\"at\":\"2026-03-02T12:00:00Z\",\"service\":\"a\"}")) {
      assertThat(Recorded.read(text)).as(text).isEmpty();
    }
  }
}
