package io.fargateautoscaler.simulator.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GalleryTest {
  /** Those that open an incident. */
  private static final Set<Event> LASTING =
      EnumSet.of(
          Event.BLIND,
          Event.PARKED,
          Event.DEPLOYING_LONG,
          Event.CRASH_LOOP,
          Event.CAPACITY,
          Event.VETOED,
          Event.AT_MAX,
          Event.OTHER_SCALER,
          Event.REVISION_FAILS,
          Event.REFUSED);

  private static final String HOSTILE = "<!channel>\u202e\u001b[31m\u2028`x` http://evil.example";

  private final List<Notice> notices = Gallery.notices();

  @Test
  void everyEventIsShown() {
    assertThat(
            notices.stream()
                .map(Notice::event)
                .filter(event -> event != Event.RECOVERED)
                .distinct())
        .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Event.RECOVERED)));
    assertThat(notices.stream().map(Notice::event).filter(event -> event == Event.TASK_FAILED))
        .as("the first, and a digest")
        .hasSize(2);
  }

  @Test
  void whatLastsIsFollowedByItsEnd() {
    for (Event event : LASTING) {
      Notice opening =
          notices.stream().filter(notice -> notice.event() == event).findFirst().orElseThrow();
      Notice end = notices.get(notices.indexOf(opening) + 1);

      assertThat(end.event()).as(event.wireName()).isEqualTo(Event.RECOVERED);
      assertThat(end.incident()).isNotNull().isEqualTo(opening.incident());
      assertThat(end.at()).isAfter(opening.at());
      assertThat(thread(end)).isEqualTo(thread(opening));
    }
    assertThat(notices)
        .filteredOn(notice -> notice.event() == Event.RECOVERED)
        .hasSize(LASTING.size() + 1);
  }

  private static String thread(Notice notice) {
    return Forms.of(notice).chat().orElseThrow().at("/metadata/threadId").asText();
  }

  @Test
  void theFirstTwoLinesSayWhoAndWhatToDo() {
    for (Notice notice : notices) {
      if (notice.event() == Event.WITHHELD) {
        assertThat(notice.lines().getFirst()).startsWith("12 more notices were withheld");
        assertThat(notice.lines().get(1)).startsWith("What to do: ");
        continue;
      }
      String who = Objects.requireNonNull(notice.service()).toString();
      assertThat(notice.lines().getFirst()).contains(who).hasSizeLessThan(300);
      if (notice.event() != Event.TASK_STARTED) {
        assertThat(notice.lines().get(1)).startsWith("What to do: ").endsWith(".");
      }
      assertThat(notice.subject()).startsWith("[" + who + "] ");
    }
  }

  @Test
  void everyFormKeepsItsLimits() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(
                    Path.of("../shared/config/src/test/resources/custom-notification.schema.json")),
                InputFormat.JSON);
    for (Notice notice : notices) {
      Forms forms = Forms.of(notice);
      assertThat(forms.main().subject()).matches("[\\x20-\\x7e]{1,99}").doesNotContain("...");
      assertThat(forms.main().text().lines().toList()).hasSizeBetween(2, 12);
      assertThat(forms.main().json().getBytes(StandardCharsets.UTF_8))
          .hasSizeLessThanOrEqualTo(32 * 1024);
      if (notice.event() == Event.TASK_STARTED) {
        assertThat(forms.chat()).as("for programs only").isEmpty();
      } else {
        assertThat(schema.validate(forms.chat().orElseThrow().toString(), InputFormat.JSON))
            .as(notice.event().wireName())
            .isEmpty();
      }
    }
  }

  @Test
  void hostileReasonsStayText() throws IOException {
    String event =
        Files.readString(Path.of("../events/synthetic/task-hostile-reason.json"))
            .replace("\"stoppedReason\": \"", "\"stoppedReason\": \"" + escaped(HOSTILE) + " ");
    List<Notice> told = Gallery.of(event);

    assertThat(told).hasSize(1);
    Forms forms = Forms.of(told.getFirst());
    assertThat(forms.main().text()).contains("evil.example");
    for (String text : List.of(forms.main().text(), forms.main().subject(), forms.line())) {
      assertThat(text.lines().collect(Collectors.joining())).doesNotContainPattern("\\p{C}");
    }
    assertThat(
            forms
                .chat()
                .orElseThrow()
                .at("/content")
                .toString()
                .replace("https://us-east-2.console.aws.amazon.com/", ""))
        .doesNotContain("<", ">", "`", "://");
  }

  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(c -> String.format("\\u%04x", c))
        .collect(Collectors.joining());
  }

  @Test
  void anEventWithoutAFailureTellsNobody() {
    assertThat(Gallery.of("{}")).isEmpty();
    assertThat(Gallery.of("nonsense")).isEmpty();
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    assertThat(Path.of("../docs/notices.md"))
        .as("run: ./autoscaler notices --demo --markdown > docs/notices.md")
        .hasContent(GalleryPage.markdown());
  }
}
