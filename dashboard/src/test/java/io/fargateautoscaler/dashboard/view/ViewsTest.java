package io.fargateautoscaler.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.dashboard.Boards;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.simulator.report.Html;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewsTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><\u202eevil\u0007";

  private final Views views = new Views();

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void hostileTextStaysText() {
    Board board = Boards.of(Boards.failing("shop/web", HOSTILE));
    for (String page : List.of(views.live(views.frame(board), HOSTILE), views.file(board))) {
      String shown = page.replace(views.script(), "").replace(views.style(), "");
      assertThat(shown)
          .contains("&lt;/script&gt;&lt;script&gt;alert(1)")
          .doesNotContain("<img", "</script><script>", "onerror=alert(1)>\"", "\u202e", "\u0007");
    }
  }

  @Test
  void aThousandServicesAreRowsOfAUsableSize() {
    Frame frame = views.frame(Boards.many(1000));
    assertThat(frame.many()).isTrue();
    assertThat(frame.entries()).hasSize(1000).allMatch(entry -> entry.body().isEmpty());
    assertThat(bytes(views.live(frame, ""))).isLessThan(1_500_000);
    assertThat(bytes(Patch.json(Frame.NONE, frame))).isLessThan(1_500_000);
    assertThat(views.body(Boards.many(1000), "shop/service-0999").orElseThrow())
        .contains("Last decisions");
    assertThat(views.body(Boards.many(1000), "shop/service-1000")).isEmpty();
  }

  @Test
  void upToThirtyServicesAreCards() {
    assertThat(views.frame(Boards.many(30)).many()).isFalse();
    assertThat(views.frame(Boards.many(31)).many()).isTrue();
    assertThat(views.live(views.frame(Boards.many(2)), "")).contains("class=\"cards\"", " open>");
    assertThat(views.live(views.frame(Boards.many(31)), ""))
        .contains("class=\"rows\"")
        .doesNotContain(" open>");
  }

  @Test
  void aFileHasAllAndNamesItsScriptsByHash() {
    String page = views.file(Boards.many(31));
    assertThat(page).contains("Last decisions").doesNotContain("href=\"/", "src=\"/");
    assertThat(page.split("data-chart=", -1)).hasSize(32);
    assertThat(page)
        .contains("script-src &#39;" + Html.hash(views.script()) + "&#39;")
        .contains("style-src &#39;" + Html.hash(views.style()) + "&#39;");
  }

  @Test
  void aCardSaysEverything() {
    String body =
        views.body(Boards.of(Boards.failing("shop/web", "no <image>")), "shop/web").orElseThrow();
    assertThat(body)
        .contains("✖ 3 × no &lt;image&gt;", "newest 70 s ago")
        .contains(
            "9 running, 1 starting", "title=\"starting for 12 s · no &lt;image> · no &lt;image>\"")
        .contains("▲ 9 → 10", "14:03:20", "needs 10")
        .contains("Also scaled by no &lt;image&gt;.")
        .contains("0.44 USD an hour, 322 USD a month", "0.0490 USD a task and hour; list price");
  }
}
