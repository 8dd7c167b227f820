package io.fargateautoscaler.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeLimitTest {
  private static final Instant NOW = Samples.NOW;

  private static Outbox.Message message(String event, String service) {
    return new Outbox.Message("i", event, "warning", "shop", service, "s", "t", "{}", 0);
  }

  private static NoticeLimit full() {
    NoticeLimit limit = NoticeLimit.NONE;
    for (int i = 0; i < NoticeLimit.MOST; i++) {
      limit = limit.tell(NOW.plusSeconds(i));
    }
    return limit;
  }

  @Test
  void twentyAreAdmittedInAQuarterOfAnHour() {
    NoticeLimit limit = full();
    assertThat(limit.admits(NoticeLimit.MOST, NOW.plusSeconds(20))).isFalse();
    assertThat(limit.admits(NoticeLimit.MOST, NOW.plusSeconds(899))).isFalse();
    assertThat(limit.admits(NoticeLimit.MOST, NOW.plusSeconds(900)))
        .as("the first is 15 min old")
        .isTrue();
    assertThat(limit.untell(NOW.plusSeconds(3)).admits(NoticeLimit.MOST, NOW.plusSeconds(20)))
        .as("one of them was not told")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaled", "would-scale", "task-started", "withheld"})
  void recordsOfEachChangeAreNotLimited(String event) {
    assertThat(NoticeLimit.limits(event)).isFalse();
  }

  @Test
  void allOtherEventsAreLimited() {
    assertThat(
            Stream.of(Notice.Event.values())
                .map(Notice.Event::wireName)
                .filter(event -> !NoticeLimit.limits(event)))
        .hasSize(4);
  }

  @Test
  void whatWasWithheldIsToldOnceAfterAQuarterOfAnHour() {
    NoticeLimit limit = full();
    for (int i = 0; i < 12; i++) {
      limit = limit.withhold(message("task-failed", "s" + i), NOW.plusSeconds(30 + i));
    }
    limit = limit.withhold(message("crash-loop", "s1"), NOW.plusSeconds(60));

    assertThat(limit.due(NoticeLimit.MOST, NOW.plusSeconds(929))).isEmpty();
    Notice notice = limit.due(NoticeLimit.MOST, NOW.plusSeconds(930)).orElseThrow();
    assertThat(notice.event()).isEqualTo(Notice.Event.WITHHELD);
    assertThat(notice.subject()).isEqualTo("13 more withheld: too many notices at once");
    assertThat(notice.lines().getFirst()).startsWith("13 more notices were withheld since ");
    assertThat(notice.lines())
        .contains(
            "Withheld: 1 x crash-loop, 12 x task-failed",
            "Services: shop/s0, shop/s1, shop/s10, shop/s11, shop/s2, shop/s3, shop/s4, shop/s5,"
                + " shop/s6, shop/s7 and 2 more");
    assertThat(notice.detail())
        .isEqualTo(
            new NoticeDetail.Withheld(new TreeMap<>(Map.of("crash-loop", 1, "task-failed", 12))));
    assertThat(limit.settled().due(NoticeLimit.MOST, NOW.plusSeconds(930))).isEmpty();
    assertThat(limit.settled().told()).isEqualTo(limit.told());
  }

  @Test
  void aNoticeWithoutAServiceNamesNone() {
    NoticeLimit limit =
        full()
            .withhold(new Outbox.Message("i", "blind", "warning", "", "", "s", "t", "{}", 0), NOW);
    assertThat(limit.due(NoticeLimit.MOST, NOW.plusSeconds(900)).orElseThrow().subject())
        .startsWith("1 more");
    assertThat(limit.withheld()).satisfies(withheld -> assertThat(withheld.services()).isEmpty());
  }

  /** I-15, whatever comes and whenever. */
  @Test
  void i15NoQuarterOfAnHourHasMoreThanTwentyAndOne() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      NoticeLimit limit = NoticeLimit.NONE;
      List<Instant> published = new ArrayList<>();
      Instant now = NOW;
      int in = 0;
      int withheld = 0;
      int summed = 0;
      for (int i = 0; i < 600; i++) {
        now = now.plusSeconds(random.nextInt(random.nextInt(10) == 0 ? 400 : 20));
        if (limit.due(NoticeLimit.MOST, now).isPresent()) {
          if (limit.due(NoticeLimit.MOST, now).orElseThrow().detail()
              instanceof NoticeDetail.Withheld(var byEvent)) {
            summed += byEvent.values().stream().mapToInt(Integer::intValue).sum();
          }
          published.add(now);
          limit = limit.settled();
        }
        in++;
        if (limit.admits(NoticeLimit.MOST, now)) {
          limit = limit.tell(now);
          published.add(now);
        } else {
          limit = limit.withhold(message("blind", "web"), now);
          withheld++;
        }
      }
      NoticeLimit.Withheld left = limit.withheld();
      int waiting =
          left == null ? 0 : left.byEvent().values().stream().mapToInt(Integer::intValue).sum();
      assertThat(summed + waiting).as("seed %s: all are counted", seed).isEqualTo(withheld);
      assertThat(in).as("seed %s: it was a storm", seed).isGreaterThan(withheld);
      for (Instant from : published) {
        Instant until = from.plus(Duration.ofMinutes(15));
        assertThat(published.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)))
            .as("seed %s from %s", seed, from)
            .hasSizeLessThanOrEqualTo(NoticeLimit.MOST + 1);
      }
    }
  }
}
