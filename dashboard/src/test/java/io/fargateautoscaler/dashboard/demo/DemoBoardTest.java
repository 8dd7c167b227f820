package io.fargateautoscaler.dashboard.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.dashboard.view.Views;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.ServiceView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DemoBoardTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(START);

  private void later(double seconds) {
    clock.updateAndGet(before -> before.plusMillis((long) (seconds * 1000)));
  }

  @Test
  void itRunsAsManyTimesAsFastAndStandsStillWhileNobodyLooks() {
    DemoBoard demo = new DemoBoard(clock::get, 20, 7, 100);
    Board first = demo.read();
    assertThat(demo.read().at()).isEqualTo(first.at());
    later(1);
    assertThat(Duration.between(first.at(), demo.read().at())).isEqualTo(Duration.ofSeconds(20));
    later(3600);
    // 20 s, and 5 s of the hour.
    assertThat(Duration.between(first.at(), demo.read().at())).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void afterTheEndItBeginsAgainWithAnotherSeed() {
    DemoBoard demo = new DemoBoard(clock::get, 20, 7, 2390);
    Board end = demo.read();
    assertThat(end.health().place()).endsWith("seed 7");
    later(1);
    Board next = demo.read();
    assertThat(next.health().place()).endsWith("seed 8");
    assertThat(next.at()).isBefore(end.at());
  }

  @Test
  void theStoryIsOnTheBoard() {
    Board board = new DemoBoard(clock::get, 20, 7, 1260).read();
    assertThat(board.services())
        .extracting(each -> each.service().toString())
        .containsExactly("shop/web", "shop/worker");
    ServiceView web = board.services().getFirst();
    assertThat(web.hold()).isEqualTo("BLIND");
    assertThat(web.now()).startsWith("BLIND: cpu: the newest datapoint is ");
    assertThat(web.tasks().stream().filter(task -> task.state().equals("running")))
        .hasSize(web.running())
        .allMatch(task -> task.revision().equals("web:13"));
    assertThat(web.failures())
        .extracting(ServiceView.FailureView::stopClass)
        .contains("image", "out-of-memory");
    assertThat(web.decisions()).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
    assertThat(web.decisions()).anyMatch(each -> each.from() != null && each.to() != null);
    assertThat(web.course()).hasSize(126);
    assertThat(web.loads()).hasSize(2);
    assertThat(board.health().lastTick()).isBetween(board.at().minusSeconds(60), board.at());
    assertThat(new Views().file(board)).contains("shop/worker", "✖ ");
  }

  /** The load that CloudWatch showed, in tasks, against that which the world really had. */
  @Test
  void theLoadsOfBothPoliciesAreAboutTheTasksThatAreNeeded() {
    ServiceView web = new DemoBoard(clock::get, 20, 7, 770).read().services().getFirst();
    assertThat(web.loads())
        .allSatisfy(load ->
            assertThat(load.points().getLast().tasks()).as(load.policy()).isBetween(6.0, 14.0));
  }
}
