package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoticeJsonTest {
  private final NoticeJson format = new NoticeJson();

  @Test
  void a_notice_has_its_keys_in_order() {
    Outbox.Message message =
        format.format(notice("[shop/web] 7 \u2192 10 tasks", List.of("one", "two"), null));
    assertThat(message.subject()).isEqualTo("[shop/web] 7 -> 10 tasks");
    assertThat(message.text()).isEqualTo("one\ntwo");
    assertThat(message.event()).isEqualTo("scaled");
    assertThat(message.severity()).isEqualTo("info");
    assertThat(message.cluster()).isEqualTo("shop");
    assertThat(message.json())
        .isEqualTo(
            "{\"schema\":1,\"id\":\"n\",\"at\":\"2026-01-31T12:00:00Z\",\"event\":\"scaled\","
                + "\"severity\":\"info\",\"service\":\"shop/web\","
                + "\"subject\":\"[shop/web] 7 -> 10 tasks\",\"lines\":[\"one\",\"two\"],"
                + "\"incident\":\"i\"}");
  }

  @Test
  void hostile_texts_are_made_harmless() {
    Outbox.Message message =
        format.format(
            notice(
                "\u0007a\r\nBcc: x \u202e" + "\u00e9".repeat(200),
                Collections.nCopies(40, "x\u001b[31m\u2028y\nz" + "\ud83d\ude00".repeat(400)),
                null));
    assertThat(message.subject()).hasSize(99).matches("a Bcc: x \\?e+\\.\\.\\.");
    assertThat(message.text().lines()).hasSize(12).allMatch(line -> line.length() <= 300);
    assertThat(message.text()).doesNotContain("\u001b", "\u2028", "\r");
    assertThat(format.format(notice("\n", List.of(), null)).subject()).isNotBlank();
  }

  @Test
  void the_decision_is_part_of_it_as_far_as_it_fits() throws Exception {
    var small = DecisionJsonTest.record(ScalingHistory.NONE, null);
    JsonNode whole = new JsonMapper().readTree(format.format(notice("s", List.of(), small)).json());
    assertThat(whole.get("decision").toString()).isEqualTo(DecisionJson.record(small));
    var history =
        ScalingHistory.NONE
            .but()
            .actions(Collections.nCopies(2_000, new Action(Samples.NOW, 1, 2)))
            .build();
    String json =
        format.format(notice("s", List.of(), DecisionJsonTest.record(history, null))).json();
    assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(32 * 1024);
    JsonNode decision = new JsonMapper().readTree(json).get("decision");
    assertThat(decision.has("history")).isFalse();
    assertThat(decision.get("shortened").asBoolean()).isTrue();
    assertThat(decision.has("observation")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "[shop/web] 1 task failed: crashed, [shop/web] 1 task failed: crashed",
    "[DemoTrafficGen01-ClusterEB0386A7-sCRgDrfn5BP9/DemoTrafficGen01-ServiceD69D759B-EfyMIBhdCKVk]"
        + " 1 task failed: out of memory,"
        + " [.../DemoTrafficGen01-ServiceD69D759B-EfyMIBhdCKVk] 1 task failed: out of memory"
  })
  void aLongNameLeavesRoomForWhatHappened(String subject, String shown) {
    assertThat(NoticeJson.subject(subject)).isEqualTo(shown).hasSizeLessThanOrEqualTo(99);
  }

  @Test
  void aVeryLongNameIsCutAtItsEnd() {
    assertThat(NoticeJson.subject("[c/" + "s".repeat(99) + "] 1 task failed: out of memory"))
        .isEqualTo("[.../" + "s".repeat(61) + "...] 1 task failed: out of memory");
  }

  @Test
  void aLongNameAndALongReasonAreBothCut() {
    assertThat(NoticeJson.subject("[c/" + "s".repeat(99) + "] " + "r".repeat(99)))
        .isEqualTo("[.../" + "s".repeat(23) + "...] " + "r".repeat(63) + "...");
  }

  private static Notice notice(
      String subject, List<String> lines, @Nullable DecisionRecord record) {
    return new Notice(
        "n",
        Samples.NOW,
        Notice.Event.SCALED,
        Notice.Severity.INFO,
        new ServiceRef("shop", "web"),
        subject,
        lines,
        "i",
        record == null ? null : new NoticeDetail.Decided(record, null));
  }
}
