package io.fargateautoscaler.simulator.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.report.Comparison;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import io.fargateautoscaler.simulator.report.Comparison.Decision;
import io.fargateautoscaler.simulator.report.ComparisonPage;
import io.fargateautoscaler.simulator.report.SampleComparison;
import io.fargateautoscaler.simulator.report.browser.Page.View;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Tag("browser")
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class ComparisonPageBrowserTest {
  private static final Comparison DAY = SampleComparison.day();
  private static final Course OURS = DAY.courses().get(0);
  private static final Course OTHER = DAY.courses().get(1);
  private static final long SECONDS = 86_400;

  private final Browser browser = Browser.start();

  @AfterAll
  void close() throws Exception {
    browser.close();
  }

  private Page open(View view) {
    return browser.open(ComparisonPage.html(DAY), view);
  }

  private static Decision lastUntil(Course course, long second) {
    return course.decisions().stream()
        .filter(each -> each.second() < second)
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  /** How many pixels within a plot have a colour of the style, give or take their edges. */
  private static int pixels(Page page, String chart, String colour) {
    return page.evaluate(
            """
            (() => {
              const canvas = document.querySelector('#%s canvas');
              const over = document.querySelector('#%s .u-over').getBoundingClientRect();
              const box = canvas.getBoundingClientRect();
              const f = canvas.width / box.width;
              const {data} = canvas.getContext('2d').getImageData((over.left - box.left) * f,
                  (over.top - box.top) * f, over.width * f, over.height * f);
              const style = getComputedStyle(document.documentElement);
              const hex = style.getPropertyValue('--%s').trim().slice(1);
              const want = [0, 2, 4].map(i => parseInt(hex.slice(i, i + 2), 16));
              let found = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] > 200 && want.every((c, j) => Math.abs(c - data[i + j]) < 12)) found++;
              }
              return found;
            })()
            """
                .formatted(chart, chart, colour))
        .asInt();
  }

  /** Mean brightness, 0 to 255, of the solid pixels of the text on the left of the chart. */
  private static double axisBrightness(Page page) {
    return page.evaluate(
            """
            (() => {
              const canvas = document.querySelector('#chart canvas');
              const {data} = canvas.getContext('2d').getImageData(0, 0, 40, canvas.height);
              let sum = 0, count = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] > 200) { sum += (data[i] + data[i + 1] + data[i + 2]) / 3; count++; }
              }
              return count ? sum / count : -1;
            })()
            """)
        .asDouble();
  }

  private static String background(Page page) {
    return page.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  @Test
  void loadsWithoutAnErrorAndAsksForNothingElse() {
    try (Page page = open(View.DESK)) {
      page.pointAt(0.5);
      page.screenshot("light");
      assertThat(page.problems()).isEmpty();
      assertThat(page.requests()).hasSize(1).first().asString().endsWith("/page.html");
    }
  }

  @Test
  void aScriptThatSomebodyAddsDoesNotRun() {
    String html = ComparisonPage.html(DAY);
    String added = html.replace("</body>", "<script>window.added = true</script></body>");
    try (Page page = browser.open(added, View.DESK)) {
      assertThat(page.evaluate("window.added === undefined").asBoolean()).isTrue();
      assertThat(page.problems()).singleElement().asString().contains("Content Security Policy");
    }
  }

  @Test
  void hostileTextsStayTexts() {
    String hostile = "</script><script>window.added = 1</script><img src=x onerror=alert(1)>";
    try (Page page =
        browser.open(
            ComparisonPage.html(SampleComparison.with(hostile, hostile, hostile)), View.DESK)) {
      page.evaluate("document.querySelector('#all').open = true");
      assertThat(page.problems()).isEmpty();
      assertThat(page.evaluate("window.added === undefined").asBoolean()).isTrue();
      assertThat(page.evaluate("document.images.length").asInt()).isZero();
      assertThat(page.text("#rows tr:first-child td:last-child")).isEqualTo(hostile);
      assertThat(page.text("h1")).isEqualTo(hostile);
    }
  }

  @Test
  void bothChartsAreDrawn() {
    assertThat(OURS.late()).anyMatch(each -> each > 0);
    try (Page page = open(View.DESK)) {
      assertThat(pixels(page, "chart", "load")).isGreaterThan(10_000);
      assertThat(pixels(page, "chart", "desired")).isGreaterThan(500);
      assertThat(pixels(page, "chart", "running")).isGreaterThan(100);
      assertThat(pixels(page, "late", "bad")).isGreaterThan(10);
      assertThat(pixels(page, "chart", "other")).isZero();
    }
  }

  @Test
  void underTheCursorStandsTheDecisionOfThatTime() {
    try (Page page = open(View.DESK)) {
      for (double part : new double[] {0.3, 0.55, 0.83, 0.99}) {
        page.pointAt(part);
        int step = shown(page, part);
        Decision decision = lastUntil(OURS, (step + 1) * 60L);
        assertThat(page.text("#say-now"))
            .contains("need " + DAY.need().get(step) + " tasks")
            .contains("desired " + OURS.desired().get(step) + ",");
        assertThat(page.text("#say-why")).endsWith(": " + decision.why());
      }
    }
  }

  /** The minute of the day of which the page speaks: that under the cursor, to two pixels. */
  private static int shown(Page page, double part) {
    String[] time = page.text("#say-now").split(" ", 2)[0].split(":", -1);
    int minute = 60 * Integer.parseInt(time[0]) + Integer.parseInt(time[1]);
    assertThat((double) minute).isBetween(part * 1440 - 3.5, part * 1440 + 2.5);
    return minute;
  }

  @Test
  void arrowKeysGoFromDecisionToDecision() {
    List<Decision> decisions = OURS.decisions();
    assertThat(decisions).hasSizeGreaterThan(5);
    try (Page page = open(View.DESK)) {
      for (int i = 0; i < 3; i++) {
        page.press("Tab");
      }
      assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("chart");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
          .isEqualTo("solid");
      assertThat(page.text("#say-why")).isEqualTo("No decision yet.");
      page.press("ArrowRight");
      isAt(page, decisions, 0);
      page.press("ArrowRight");
      isAt(page, decisions, 1);
      page.press("Home");
      isAt(page, decisions, 0);
      page.press("End");
      isAt(page, decisions, decisions.size() - 1);
      page.press("ArrowRight");
      isAt(page, decisions, decisions.size() - 1);
      page.press("ArrowLeft");
      isAt(page, decisions, decisions.size() - 2);
      page.screenshot("keyboard");
    }
  }

  private static void isAt(Page page, List<Decision> decisions, int index) {
    Decision decision = decisions.get(index);
    assertThat(page.text("#say-why")).endsWith(": " + decision.why());
    assertThat(page.evaluate("document.querySelector('#chart').ariaValueNow").asInt())
        .isEqualTo(index + 1);
    double line =
        page.evaluate(
                """
                (() => {
                  const over = document.querySelector('#chart .u-over').getBoundingClientRect();
                  const line = document.querySelector('#chart .u-cursor-x').getBoundingClientRect();
                  return (line.right - over.left) / over.width;
                })()
                """)
            .asDouble();
    assertThat(line * SECONDS).isBetween(decision.second() - 200.0, decision.second() + 200.0);
  }

  @Test
  void anotherPolicyCanBeChosenAndLaidOver() {
    try (Page page = open(View.DESK)) {
      choose(page, "other", "1");
      page.pointAt(0.83);
      long until = 60L * shown(page, 0.83) + 60;
      assertThat(page.text("#say-other"))
          .startsWith("aas-60")
          .endsWith(lastUntil(OTHER, until).why());
      assertThat(pixels(page, "chart", "other")).isGreaterThan(200);
      page.screenshot("compared");
      choose(page, "policy", "1");
      page.pointAt(0.84);
      page.pointAt(0.83);
      assertThat(page.text("#say-why")).endsWith(lastUntil(OTHER, until).why());
      assertThat(page.problems()).isEmpty();
    }
  }

  private static void choose(Page page, String select, String value) {
    page.evaluate(
        "(() => { const s = document.getElementById('%s'); s.value = '%s'; s.dispatchEvent(new Event('change')); })()"
            .formatted(select, value));
  }

  @Test
  void theTableHasAllDecisions() {
    try (Page page = open(View.DESK)) {
      page.evaluate("document.querySelector('#all').open = true");
      page.problems();
      assertThat(page.evaluate("document.querySelectorAll('#rows tr').length").asInt())
          .isEqualTo(OURS.decisions().size());
      assertThat(page.text("#rows tr:last-child")).endsWith(OURS.decisions().getLast().why());
    }
  }

  @Test
  void draggingZoomsBothChartsAndEscapeShowsAll() {
    try (Page page = open(View.DESK)) {
      page.drag(0.25, 0.5);
      page.pointAt(0.5);
      shown(page, 0.375);
      page.press("Escape");
      page.pointAt(0.51);
      page.pointAt(0.5);
      shown(page, 0.5);
      assertThat(page.problems()).isEmpty();
    }
  }

  @Test
  void aPhoneScrollsInOneDirectionOnly() {
    String longWord = "policy-".repeat(60);
    String html = ComparisonPage.html(SampleComparison.with(longWord, longWord, longWord));
    for (String each : List.of(html, ComparisonPage.html(DAY))) {
      try (Page page = browser.open(each, View.SMALL_PHONE)) {
        page.evaluate("document.querySelector('#all').open = true");
        page.problems();
        assertThat(page.evaluate("innerWidth").asInt()).isEqualTo(360);
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
        assertThat(
                page.evaluate(
                        "[...document.querySelectorAll('main *')].filter(e =>"
                            + " !e.closest('thead,noscript') && e.getBoundingClientRect().right >"
                            + " 361).map(e => e.tagName + e.id).join()")
                    .asText())
            .isEmpty();
      }
    }
    try (Page page = open(View.PHONE)) {
      page.pointAt(0.6);
      page.screenshot("phone");
      assertThat(page.problems()).isEmpty();
    }
  }

  @Test
  void theColoursFollowTheSchemeAlsoLater() {
    try (Page page = open(View.DARK)) {
      String dark = background(page);
      assertThat(axisBrightness(page)).isGreaterThan(130);
      page.pointAt(0.5);
      page.screenshot("dark");
      page.media("screen", false);
      assertThat(background(page)).isNotEqualTo(dark);
      assertThat(axisBrightness(page)).isBetween(0.0, 125.0);
      page.media("screen", true);
      assertThat(background(page)).isEqualTo(dark);
      assertThat(axisBrightness(page)).isGreaterThan(130);
    }
  }

  @Test
  void paperIsLight() {
    try (Page page = open(View.DARK)) {
      String dark = background(page);
      page.media("print", true);
      assertThat(background(page)).isNotEqualTo(dark);
      assertThat(axisBrightness(page)).isBetween(0.0, 125.0);
      page.screenshot("print");
    }
  }
}
