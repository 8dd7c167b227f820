package io.fargateautoscaler.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.DecideCase;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.simulator.demo.Story.Made;
import io.fargateautoscaler.simulator.demo.Story.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoTest {
  private static final Story SEVEN = Demo.tell(7);

  private static List<String> text(Story story) {
    return new Timeline(false).lines(story, "demo-report.html");
  }

  @Test
  void the_same_seed_tells_the_same_story_byte_for_byte() {
    Story again = Demo.tell(7);

    assertThat(text(again)).isEqualTo(text(SEVEN));
    assertThat(Report.html(again)).isEqualTo(Report.html(SEVEN));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 11, 42})
  void no_count_leaves_the_range(long seed) {
    Story story = Demo.tell(seed);

    assertThat(story.summary().outside()).isZero();
    assertThat(story.decisions())
        .allSatisfy(made -> {
          DecisionRecord record = made.record();
          int count = record.decision().count();
          assertThat(record.policy().policy().capacity().nearest(count)).isEqualTo(count);
        });
  }

  @Test
  void every_decision_can_be_made_again() {
    assertThat(SEVEN.decisions()).isNotEmpty();
    for (Made made : SEVEN.decisions()) {
      DecisionRecord record = made.record();
      assertThat(
              Decider.decide(
                  record.policy().policy(),
                  record.stackMode(),
                  record.observation(),
                  record.history()))
          .isEqualTo(record.decision());
    }
  }

  @Test
  void every_json_line_is_a_case_for_decide_and_comes_out_the_same() {
    for (Made made : SEVEN.decisions()) {
      String line = DecisionJson.record(made.record());

      assertThat(line).doesNotContain("\n");
      DecideCase.Result read = DecideCase.read(line);
      assertThat(read.error()).isNull();
      DecideCase input = read.value().orElseThrow();
      Decision again =
          Decider.decide(input.policy(), input.stackMode(), input.observation(), input.history());
      assertThat(DecisionJson.record(recordOf(made.record(), input, again))).isEqualTo(line);
    }
  }

  private static DecisionRecord recordOf(
      DecisionRecord first, DecideCase input, Decision decision) {
    return new DecisionRecord(
        input.id(),
        first.service(),
        first.trigger(),
        new PolicyDocument(first.policy().version(), input.policy(), first.policy().text()),
        input.stackMode(),
        input.observation(),
        input.history(),
        decision,
        first.applied());
  }

  @Test
  void the_report_tells_what_was_counted() {
    Story.Summary counted = SEVEN.summary();
    assertThat(counted.failed()).isPositive();
    assertThat(counted.blind()).isPositive();
    assertThat(counted.rejected()).isOne();

    assertThat(Report.html(with(new Story.Summary(9, 1, 1, 9, 1, 9, 4, 0, 2, 1, 0, 1, 1, 2))))
        .contains(
            "With 1 lost event, 4 failed tasks and 2 rejected policies, 1 change left the allowed"
                + " range once.");
    assertThat(Report.html(with(new Story.Summary(9, 1, 0, 9, 5, 9, 0, 3, 0, 0, 0, 1, 1, 2))))
        .contains(" With 3 decisions without data, 5 changes never left the allowed range.");
    assertThat(Report.html(with(new Story.Summary(9, 1, 0, 9, 5, 9, 0, 0, 0, 0, 0, 1, 1, 2))))
        .contains(" started. 5 changes never left the allowed range.");
  }

  private static Story with(Story.Summary summary) {
    return new Story(
        SEVEN.seed(),
        SEVEN.start(),
        SEVEN.seconds(),
        SEVEN.lines(),
        SEVEN.tracks(),
        SEVEN.decisions(),
        summary);
  }

  @Test
  void missing_metrics_never_lower_a_count() {
    assertThat(SEVEN.lines())
        .anySatisfy(line -> {
          assertThat(line.mark()).isEqualTo(Mark.HOLD);
          assertThat(line.text()).contains("BLIND");
        });
  }

  @Test
  void both_services_fall_back_to_their_minimum() {
    assertThat(SEVEN.tracks())
        .extracting(track -> track.samples().getLast().desired())
        .containsExactly(2, 0);
  }

  @Test
  void failures_and_the_bad_policy_are_told_once_each() {
    assertThat(SEVEN.lines().stream().filter(line -> line.mark() == Mark.NOTICE))
        .extracting(Story.Line::text)
        .filteredOn(text -> text.contains("no usable image") || text.contains("rejected"))
        .hasSize(3)
        .as("the first ones, what followed in a quarter of an hour, the document")
        .anyMatch(text -> text.contains("more tasks failed"));
    assertThat(SEVEN.summary().duplicates()).isPositive();
    assertThat(SEVEN.summary().lost()).isPositive();
  }

  @Test
  void the_timeline_fits_a_hundred_columns() {
    assertThat(text(SEVEN)).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void the_report_needs_nothing_else() {
    String html = Report.html(SEVEN);

    assertThat(html)
        .contains("Content-Security-Policy")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("src=");
    assertThat(Report.escape("<b a=\"1\">&'\u0007"))
        .isEqualTo("&lt;b a=&quot;1&quot;&gt;&amp;&#39;\\u0007");
  }
}
