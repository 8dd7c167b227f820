package io.fargateautoscaler.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import io.fargateautoscaler.simulator.report.Comparison.Decision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!--&amp;\u2028\u2029\u202e\u0000\u200b\"'<img src=x>";
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  private static String data(String html) {
    return one(DATA, html);
  }

  private static JsonNode json(Comparison comparison) throws Exception {
    return new ObjectMapper().readTree(data(ComparisonPage.html(comparison)));
  }

  private static String one(Pattern pattern, String html) {
    List<String> found = pattern.matcher(html).results().map(each -> each.group(1)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void hostileTextsCannotLeaveTheirPlace() throws Exception {
    String html = ComparisonPage.html(SampleComparison.with(HOSTILE, HOSTILE, HOSTILE));
    assertThat(html.split("<script", -1)).hasSize(3);
    assertThat(html.split("</script", -1)).hasSize(3);
    assertThat(html).doesNotContain("<img", "\u2028", "\u2029", "\u202e", "\u0000", "\u200b");
    assertThat(data(html)).doesNotContain("<", ">", "&");
    JsonNode first = new ObjectMapper().readTree(data(html)).at("/courses/0/decisions/0");
    assertThat(first.get(3).asText()).startsWith("</script><script>alert(1)").contains("\\u202e");
    assertThat(first.get(4).asText()).startsWith("</script>");
  }

  @Test
  void thePolicyAllowsThisScriptAndThisStyleAndNothingElse() throws Exception {
    String html = ComparisonPage.html(SampleComparison.day());
    String policy = one(Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\""), html);
    String script = one(Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL), html);
    String style = one(Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL), html);
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'"
                .formatted(sha256(script), sha256(style)));
    assertThat(html).doesNotContain(" style=", " onclick=", "\r", "src=\"", "href=");
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void uPlotComesWithItsLicence() {
    assertThat(ComparisonPage.html(SampleComparison.day()))
        .contains("uPlot (v1.6.32)", "Permission is hereby granted", "Leon Sorokin");
  }

  @Test
  void aShortRunIsShownStepByStep() throws Exception {
    Comparison day = SampleComparison.day();
    JsonNode data = json(day);
    assertThat(data.get("step").asInt()).isEqualTo(60);
    assertThat(data.get("end").asInt()).isEqualTo(86_400);
    assertThat(data.get("need").valueStream().map(JsonNode::asInt).toList()).isEqualTo(day.need());
    Course ours = day.courses().getFirst();
    JsonNode shown = data.at("/courses/0");
    assertThat(shown.get("desired").valueStream().map(JsonNode::asInt).toList())
        .isEqualTo(ours.desired());
    assertThat(shown.get("decisions")).hasSameSizeAs(ours.decisions());
    assertThat(shown.at("/decisions/0/3").asText()).isEqualTo(ours.decisions().getFirst().why());
  }

  @Test
  void aLongRunIsPutTogether() throws Exception {
    Comparison month = SampleComparison.of(30 * 1440, 60);
    String html = ComparisonPage.html(month);
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
    JsonNode data = new ObjectMapper().readTree(data(html));
    assertThat(data.get("need")).hasSize(2880);
    assertThat(data.get("step").asInt()).isEqualTo(15 * 60);
    assertThat(data.at("/courses/2/running")).hasSize(2880);
  }

  @Test
  void decisionsWithoutRoomAreLeftOutAndThatIsSaid() throws Exception {
    Comparison day = SampleComparison.day();
    Course first = day.courses().getFirst();
    List<Decision> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(new Decision(i, 1, 2, "<".repeat(1000), null));
      many.add(new Decision(i, 2, 2, "because", "GATE"));
    }
    Comparison full = with(day, first.late(), many);
    String html = ComparisonPage.html(full);
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
    JsonNode course = new ObjectMapper().readTree(data(html)).at("/courses/0");
    assertThat(course.get("made").asInt()).isEqualTo(40_000);
    assertThat(course.get("decisions").size()).isBetween(500, 1000);
    assertThat(course.get("decisions").valueStream())
        .allMatch(each -> each.get(4).asText().isEmpty());
  }

  @Test
  void everyPolicyHasARowThatSaysHowItCompares() {
    Comparison day = SampleComparison.day();
    String html = ComparisonPage.html(day);
    List<String> rows =
        Pattern.compile("<tr class=\"(\\w+)\"><th scope=\"row\">([^<]*)</th>")
            .matcher(html)
            .results()
            .map(ComparisonPageTest::policyAndKind)
            .toList();
    Verdict second = Verdict.of(day.courses().get(0).measures(), day.courses().get(1).measures());
    assertThat(rows).hasSize(3).startsWith("ours self");
    assertThat(rows.get(1)).isEqualToIgnoringCase("aas-60 " + second.kind());
    assertThat(html).contains(Html.escape(second.text()));
  }

  private static String policyAndKind(MatchResult row) {
    return row.group(2) + " " + row.group(1);
  }

  @Test
  void listsOfAnotherLengthAreRefused() {
    Comparison day = SampleComparison.day();
    assertThatThrownBy(() -> ComparisonPage.html(with(day, List.of(1L), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not all lists have 1440 steps");
  }

  private static Comparison with(Comparison day, List<Long> late, List<Decision> decisions) {
    Course first = day.courses().getFirst();
    Course other =
        new Course(
            first.policy(),
            first.setting(),
            first.desired(),
            first.running(),
            late,
            first.measures(),
            decisions);
    return new Comparison(
        day.title(),
        day.summary(),
        day.kind(),
        day.stepSeconds(),
        day.arrivals(),
        day.need(),
        List.of(other),
        day.notes());
  }
}
