package io.fargateautoscaler.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.dashboard.Boards;
import io.fargateautoscaler.dashboard.DashboardServer;
import io.fargateautoscaler.dashboard.demo.DemoBoard;
import io.fargateautoscaler.dashboard.view.Views;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.simulator.report.browser.Browser;
import io.fargateautoscaler.simulator.report.browser.Page;
import io.fargateautoscaler.simulator.report.browser.Page.View;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Tag("browser")
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class DashboardBrowserTest {
  private static final String HOSTILE =
      "</script><script>window.added = 1</script><img src=x onerror=alert(1)>";

  private final Browser browser = Browser.start();
  private final AtomicReference<Board> board = new AtomicReference<>(Boards.of());
  private final DashboardServer server;

  DashboardBrowserTest() throws IOException {
    server =
        DashboardServer.start(
            () -> {
              Board now = board.get();
              if (now.health().stack().isEmpty()) {
                throw new Trouble("no answer to ecs:DescribeServices");
              }
              return now;
            },
            InstantSource.system(),
            Duration.ofMillis(200),
            0);
  }

  @AfterAll
  void close() throws Exception {
    server.close();
    browser.close();
  }

  private Page open(Board shown, View view) {
    board.set(shown);
    Page page = browser.open(URI.create(server.address()), view);
    until(page, "document.querySelector('#state').classList.contains('live')");
    return page;
  }

  /** Waits in the page for a condition that an event makes true. */
  private static void until(Page page, String condition) {
    page.evaluate(
        "new Promise(done => { const look = () => %s ? done(1) : setTimeout(look, 20); look(); })"
            .formatted(condition));
  }

  private static int count(Page page, String selector) {
    return page.evaluate("document.querySelectorAll('%s').length".formatted(selector)).asInt();
  }

  private static Board demo(int second) {
    return new DemoBoard(InstantSource.system(), 1, 7, second).read();
  }

  @Test
  void itLoadsWithoutAnErrorAndAsksOnlyItsServer() {
    try (Page page = open(demo(1260), View.DESK)) {
      page.screenshot("light");
      assertThat(page.problems()).isEmpty();
      assertThat(page.requests()).allMatch(each -> each.startsWith(server.address()));
      assertThat(count(page, ".chart canvas")).isEqualTo(2);
      assertThat(page.text(".read")).contains("desired 13, running 13");
    }
  }

  @Test
  void whatChangesIsShownAndReadAloud() {
    try (Page page =
        open(Boards.of(Boards.quiet("shop/api", 5), Boards.quiet("shop/web", 7)), View.DESK)) {
      page.evaluate("window.canvas = document.querySelector('.chart canvas')");
      board.set(Boards.of(Boards.quiet("shop/api", 6), Boards.failing("shop/web", HOSTILE)));
      until(page, "document.querySelector('#said').textContent !== ''");
      assertThat(page.text("#said")).contains("shop/api: ▲ 5 → 6", "shop/web: ▲ 9 → 10");
      // Trouble first; the chart that was there stays, with new data.
      assertThat(page.text(".service .name")).isEqualTo("shop/web");
      assertThat(page.evaluate("window.canvas.isConnected").asBoolean()).isTrue();
      assertThat(page.text(".read")).contains("desired 10");
      assertThat(page.evaluate("window.added === undefined").asBoolean()).isTrue();
      assertThat(page.evaluate("document.images.length").asInt()).isZero();
      assertThat(page.problems()).isEmpty();
      page.screenshot("hostile");
    }
  }

  @Test
  void troubleIsSaidAndTheLastBoardStays() {
    try (Page page = open(Boards.of(Boards.quiet("shop/web", 7)), View.DESK)) {
      Board good = board.get();
      var health = good.health();
      board.set(
          new Board(
              good.at(),
              new Health("", "", health.mode(), null, null, 0, 0, null, List.of()),
              good.services()));
      until(page, "document.querySelector('#trouble').textContent !== ''");
      assertThat(page.text("#trouble")).contains("Since ", "no answer to ecs:DescribeServices");
      assertThat(page.text(".name")).isEqualTo("shop/web");
      page.screenshot("trouble");
      board.set(good);
      until(page, "document.querySelector('#trouble').textContent === ''");
    }
  }

  @Test
  void aThousandServicesCanBeFilteredAndOpenedByKeyboard() {
    try (Page page = open(Boards.many(1000), View.DESK)) {
      assertThat(count(page, ".service")).isEqualTo(1000);
      assertThat(count(page, ".service[open]")).isZero();
      page.screenshotOfView("rows");
      page.press("Tab");
      assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("filter");
      page.type("0123");
      assertThat(page.text("#shown")).isEqualTo("1 of 1000 services");
      page.press("Tab");
      page.press("Tab");
      assertThat(page.evaluate("document.activeElement.tagName").asText()).isEqualTo("SUMMARY");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
          .isEqualTo("solid");
      page.press("Enter");
      until(page, "document.querySelector('.chart canvas')");
      assertThat(page.text(".service[open] .name")).isEqualTo("shop/service-0123");
      assertThat(page.text(".service[open] .body")).contains("Last decisions");
      page.screenshot("opened");
      assertThat(page.problems()).isEmpty();
    }
  }

  @Test
  void aPhoneScrollsInOneDirectionOnly() {
    String word = "word".repeat(60);
    try (Page page = open(Boards.of(Boards.failing("shop/" + word, word)), View.SMALL_PHONE)) {
      assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    }
    try (Page page = open(demo(1260), View.PHONE)) {
      page.screenshot("phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
      assertThat(page.problems()).isEmpty();
    }
    try (Page page = open(Boards.many(40), View.SMALL_PHONE)) {
      page.screenshotOfView("phone-rows");
      assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    }
  }

  @Test
  void theColoursFollowTheScheme() {
    try (Page page = open(demo(640), View.DARK)) {
      String background = "getComputedStyle(document.body).backgroundColor";
      String dark = page.evaluate(background).asText();
      page.screenshot("dark");
      page.media("screen", false);
      assertThat(page.evaluate(background).asText()).isNotEqualTo(dark);
      assertThat(page.problems()).isEmpty();
    }
  }

  @Test
  void aFileNeedsNoServer() {
    try (Page page = browser.open(new Views().file(demo(1260)), View.DESK)) {
      assertThat(count(page, ".chart canvas")).isEqualTo(2);
      assertThat(page.text("#state")).isEqualTo("as of 09:21:00 UTC");
      assertThat(page.requests()).hasSize(1);
      assertThat(page.problems()).isEmpty();
    }
  }
}
