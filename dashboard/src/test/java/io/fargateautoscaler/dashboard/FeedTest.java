package io.fargateautoscaler.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.dashboard.view.Frame;
import io.fargateautoscaler.dashboard.view.Views;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.board.Board;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FeedTest {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final AtomicReference<Instant> now = new AtomicReference<>(Boards.NOW);
  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Feed feed = new Feed(this::read, new Views(), now::get, EVERY);

  private Board read() {
    readings.incrementAndGet();
    RuntimeException e = failure.get();
    if (e != null) {
      throw e;
    }
    return Boards.of(Boards.quiet("shop/web", 1 + readings.get()));
  }

  private void later(long seconds) {
    now.updateAndGet(before -> before.plusSeconds(seconds));
  }

  @Test
  void manyLooksWithinThePeriodAreOneReading() {
    feed.fresh();
    later(4);
    assertThat(feed.fresh().revision()).isEqualTo(1);
    assertThat(readings).hasValue(1);
    later(1);
    assertThat(feed.fresh().revision()).isEqualTo(2);
    assertThat(readings).hasValue(2);
  }

  @Test
  void whatTakesLongIsReadLessOften() {
    assertThat(feed.rest(Duration.ofMillis(300))).isEqualTo(EVERY);
    assertThat(feed.rest(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(80));
  }

  @Test
  void troubleKeepsTheLastBoardAndSaysSinceWhenAndWhy() {
    Frame good = feed.refresh().frame();
    later(5);
    failure.set(new Trouble("no answer to ecs:DescribeServices"));
    feed.refresh();
    later(60);
    Feed.State state = feed.refresh();
    assertThat(state.frame()).isSameAs(good);
    assertThat(state.trouble())
        .isEqualTo(
            "Since 2026-03-02T14:05:05Z: no answer to ecs:DescribeServices. Shown is the state of"
                + " 2026-03-02T14:05:00Z.");
    failure.set(null);
    state = feed.refresh();
    assertThat(state.trouble()).isEmpty();
    assertThat(state.frame()).isNotSameAs(good);
    failure.set(new Trouble("again"));
    assertThat(feed.refresh().trouble()).startsWith("Since 2026-03-02T14:06:05Z: again.");
  }

  @Test
  void aMistakeOfOursEndsNothing() {
    failure.set(new IllegalStateException("secret"));
    assertThat(feed.refresh().trouble())
        .isEqualTo(
            "Since 2026-03-02T14:05:00Z: internal error (IllegalStateException); please report it");
    failure.set(null);
    assertThat(feed.refresh().trouble()).isEmpty();
  }

  @Test
  void itReadsOnlyWhileSomebodyListens() throws InterruptedException {
    var ended = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          feed.run();
          ended.countDown();
        });
    assertThat(feed.await(0, Duration.ZERO).revision()).isZero();
    assertThat(readings).hasValue(0);
    feed.joined();
    assertThat(feed.await(0, Duration.ofSeconds(50)).revision()).isEqualTo(1);
    feed.left();
    assertThat(feed.listeners()).isZero();
    feed.close();
    ended.await();
    assertThat(readings).hasValue(1);
  }

  @Test
  void whoWaitsIsWokenByAReading() throws InterruptedException {
    var woken = new AtomicReference<Feed.State>(Feed.State.NONE);
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                woken.set(feed.await(0, Duration.ofSeconds(50)));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    feed.refresh();
    waiting.join();
    assertThat(woken.get().revision()).isEqualTo(1);
  }
}
