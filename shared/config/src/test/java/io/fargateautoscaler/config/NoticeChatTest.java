package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NoticeChatTest {
  private static final String HOSTILE =
      "<!channel> @here *b* _i_ ~s~ `c` [x](https://evil.example) <https://evil.example|ok>"
          + " <@U123> \u202ebidi \u0007bell ```";

  private final TopicForms both = new TopicForms(true);

  private static Notice notice(
      Notice.Event event, String subject, List<String> lines, @Nullable String incident) {
    return new Notice(
        "n-1",
        Samples.NOW,
        event,
        Notice.Severity.CRITICAL,
        new ServiceRef("shop", "my_web"),
        subject,
        lines,
        incident,
        null);
  }

  private Outbox.Message chat(Notice notice) {
    List<Outbox.Message> messages = both.messages(notice);
    assertThat(messages).hasSize(2);
    assertThat(messages.getFirst()).isEqualTo(new NoticeJson().format(notice));
    return messages.getLast();
  }

  private static JsonNode valid(Outbox.Message message) throws IOException {
    try (InputStream schema =
        NoticeChatTest.class.getResourceAsStream("/custom-notification.schema.json")) {
      assertThat(schema).isNotNull();
      String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      Schema known =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON);
      assertThat(known.validate("{\"version\":\"2\"}", InputFormat.JSON)).hasSizeGreaterThan(1);
      assertThat(known.validate(message.json(), InputFormat.JSON)).isEmpty();
    }
    return new JsonMapper().readTree(message.json());
  }

  @Test
  void an_opening_has_title_text_step_and_thread() throws Exception {
    Outbox.Message message =
        chat(
            notice(
                Notice.Event.CRASH_LOOP,
                "[shop/my_web] crash loop",
                List.of("Tasks fail.", "What to do: read the log.", "10 -> 15"),
                "i-7"));

    assertThat(message.id()).isEqualTo("n-1@chat");
    assertThat(message.forChat()).isTrue();
    assertThat(message.service()).isEqualTo("my_web");
    assertThat(valid(message).toString())
        .isEqualTo(
            "{\"version\":\"1.0\",\"source\":\"custom\",\"id\":\"n-1\",\"content\":{\"textType\":\"client-markdown\",\"title\":\"[shop/my_web]"
                + " crash loop\",\"description\":\"Tasks fail.\\n10 \u2192"
                + " 15\",\"nextSteps\":[\"read the log.\"],"
                + "\"keywords\":[\"crash-loop\",\"critical\",\"shop/my_web\"]},\"metadata\":{\"threadId\":\"shop/my_web:i-7\",\"summary\":\"[shop/my_web]"
                + " crash loop\","
                + "\"eventType\":\"crash-loop\",\"relatedResources\":[\"shop/my_web\"]}}");
  }

  @Test
  void what_closes_is_in_the_thread_of_what_opened_and_the_rest_stands_alone() throws Exception {
    JsonNode closing =
        valid(chat(notice(Notice.Event.RECOVERED, "recovered", List.of("It runs."), "i-7")));
    assertThat(closing.at("/metadata/threadId").asText()).isEqualTo("shop/my_web:i-7");
    JsonNode alone =
        valid(
            chat(
                notice(
                    Notice.Event.SCALED,
                    "1 -> 2",
                    List.of("Load.", "What to do: nothing."),
                    null)));
    assertThat(alone.at("/metadata/threadId").asText()).isEqualTo("n-1");
    assertThat(alone.at("/content").has("nextSteps")).isFalse();
    assertThat(alone.at("/content/description").asText()).isEqualTo("Load.");
  }

  @Test
  void started_tasks_and_a_stack_without_chat_have_the_main_topic_only() {
    Notice started = notice(Notice.Event.TASK_STARTED, "started", List.of("x"), null);
    assertThat(both.messages(started)).extracting(Outbox.Message::id).containsExactly("n-1");
    Notice blind = notice(Notice.Event.BLIND, "blind", List.of("x"), null);
    assertThat(new TopicForms(false).messages(blind))
        .containsExactly(new NoticeJson().format(blind));
  }

  @ParameterizedTest
  @EnumSource(
      value = Notice.Event.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TASK_STARTED"})
  void hostile_text_stays_text(Notice.Event event) throws Exception {
    String step = "What to do: " + HOSTILE;
    JsonNode json =
        valid(chat(notice(event, HOSTILE, List.of(HOSTILE, step, "# " + HOSTILE), HOSTILE)));

    for (JsonNode text :
        List.of(
            json.at("/content/title"),
            json.at("/content/description"),
            json.at("/content/nextSteps/0"),
            json.at("/metadata/summary"))) {
      assertThat(text.asText())
          .doesNotContain("<", ">", "*", "~", "`", " @", "://", "](", " _", "_ ")
          .doesNotContainPattern("[\\p{C}&&[^\\n]]")
          .doesNotStartWith("@")
          .contains("evil.example");
    }
    assertThat(json.at("/content/description").asText()).doesNotContain("\n#");
    assertThat(json.at("/metadata/threadId").asText()).matches("[0-9a-f-]{36}");
  }

  @Test
  void the_longest_notice_fits() throws Exception {
    String line = "What to do: " + "\ud83d\ude00".repeat(400);
    JsonNode json =
        valid(
            chat(
                notice(
                    Notice.Event.PARKED,
                    "s".repeat(300),
                    Collections.nCopies(20, line),
                    "i".repeat(1_000))));
    assertThat(json.at("/content/nextSteps")).hasSize(1);

    assertThat(valid(chat(notice(Notice.Event.PARKED, "", List.of(), null))).at("/content"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "my_web_2 repo@sha256:ab, my_web_2 repo@sha256:ab",
    "_x_, \u02cdx\u02cd",
    "a <b> c, a \u2039b\u203a c",
    "http://evil.example, :\u2215\u2215",
    "https://console.aws.amazon.com.evil.example/x, :\u2215\u2215",
    "https://eu-west-1.console.aws.amazon.com/ecs/v2/a_b?region=eu-west-1#x,"
        + " https://eu-west-1.console.aws.amazon.com/ecs/v2/a_b?region=eu-west-1#x",
  })
  void only_pages_of_the_console_are_links_and_names_keep_their_characters(
      String text, String contained) {
    assertThat(ChatText.of(text)).contains(contained);
  }
}
