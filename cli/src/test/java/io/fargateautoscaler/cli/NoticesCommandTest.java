package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoticesCommandTest {
  private static final String SAVED =
      "{\"schema\":1,\"id\":\"n\",\"at\":\"2026-01-31T12:00:00Z\",\"event\":\"blind\","
          + "\"severity\":\"warning\",\"service\":\"shop/web\",\"subject\":\"[shop/web] blind\","
          + "\"lines\":[\"No data.\",\"What to do: look.\"],\"incident\":\"i\",\"more\":{\"a\":1}}";

  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  @Test
  void the_demo_shows_all_forms() {
    Run run = Run.of("", "notices", "--demo", "--event", "blind", "--event", "recovered");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "Subject:    [shop/worker] blind: no usable data\n",
            "Attributes: event=blind severity=warning cluster=shop service=worker\n",
            "\nWhat to do: ",
            "\"event\" : \"blind\"",
            "\"version\" : \"1.0\"",
            "event=recovered")
        .doesNotContain("event=scaled");
  }

  @Test
  void as_json_each_notice_is_a_line() throws Exception {
    Run run = Run.of("", "notices", "--demo", "--json");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSizeGreaterThan(20);
    for (String line : run.out().lines().toList()) {
      JsonNode notice = json.readTree(line);
      assertThat(notice.at("/json/subject")).isEqualTo(notice.at("/subject"));
      assertThat(notice.at("/attributes/event")).isEqualTo(notice.at("/json/event"));
      assertThat(notice.at("/chat/source").asText())
          .isEqualTo(
              notice.at("/attributes/event").asText().equals("task-started") ? "" : "custom");
    }
  }

  @Test
  void a_failed_task_is_told_and_another_event_is_not() {
    Run failed = Run.of("", "notices", "../events/synthetic/task-oom.json");
    assertThat(failed.code()).isZero();
    assertThat(failed.out()).contains("event=task-failed", "What to do: ");

    Run pending = Run.of("", "notices", "../events/synthetic/task-pending.json");
    assertThat(pending.code()).isEqualTo(1);
    assertThat(pending.out()).isEmpty();
    assertThat(pending.err())
        .startsWith("autoscaler: ")
        .endsWith(": no notice, and no event of which people are told\n");
  }

  @Test
  void a_saved_notice_is_shown_as_it_was_saved() throws Exception {
    String envelope =
        json.createObjectNode().put("Type", "Notification").put("Message", SAVED).toString();
    String file = Files.writeString(folder.resolve("saved"), SAVED + "\n" + envelope).toString();

    Run run = Run.of("", "notices", "--json", file);

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    for (String line : run.out().lines().toList()) {
      assertThat(json.readTree(line).get("json")).isEqualTo(json.readTree(SAVED));
      assertThat(json.readTree(line).at("/chat/metadata/threadId").asText())
          .isEqualTo("shop/web:i");
    }
    assertThat(Run.of(SAVED, "notices", "-").out()).contains("No data.\nWhat to do: look.\n");
  }

  @Test
  void what_is_neither_is_a_problem() throws Exception {
    Run run = Run.of(SAVED + "\nnonsense\n", "notices", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("autoscaler: standard input: line 2: neither a notice nor an event\n");
    assertThat(Run.of(SAVED.replace("blind\"", "bl\""), "notices", "-").code()).isEqualTo(1);
  }

  @Test
  void wrong_usage_says_what_is_right() {
    assertThat(Run.of("", "notices").code()).isEqualTo(2);
    assertThat(Run.of("", "notices", "--demo", "x").code()).isEqualTo(2);
    assertThat(Run.of("", "notices", "--markdown", "x").code()).isEqualTo(2);
    Run unknown = Run.of("", "notices", "--demo", "--event", "blnd");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("--event blnd: unknown; known are at-max, blind, ");
  }

  @Test
  void hostile_notices_move_no_cursor() {
    String hostile = SAVED.replace("No data.", "\\u001b[31m\\u202e<!channel>");

    for (String[] arguments : new String[][] {{"notices", "-"}, {"notices", "--json", "-"}}) {
      Run run = Run.of(hostile, arguments);
      assertThat(run.code()).isZero();
      assertThat(run.out()).doesNotContainPattern("[\\p{C}&&[^\\n]]");
    }
  }
}
