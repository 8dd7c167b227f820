package io.fargateautoscaler.operations.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.audit.Order;
import io.fargateautoscaler.operations.history.History.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final Instant T = Instant.parse("2026-03-02T12:00:00Z");

  private static String text(Entry entry) {
    return entry.at().getEpochSecond()
        - T.getEpochSecond()
        + " "
        + entry.from()
        + ">"
        + entry.to()
        + " "
        + entry.what()
        + " by "
        + entry.by();
  }

  private static History read(TrailOf trail, int most) {
    return History.read(trail, WEB, T, T.plusSeconds(3600), most);
  }

  @Test
  void decisionsOrdersAndChangesByOthersInOneOrder() {
    TrailOf trail =
        new TrailOf()
            .hold(T.minusSeconds(1), 2, "ON_TARGET")
            .hold(T, 4, "ON_TARGET")
            .scale(T.plusSeconds(60), 4, 7)
            .hold(T.plusSeconds(180), 9, "EXTERNAL");
    trail.add(new Order(T.plusSeconds(120), WEB, "pause", "for 2h", "user/ann"));
    trail.add(new Order(T.plusSeconds(130), null, "mode", "observe", "user/bob"));

    History history = read(trail, 100);
    assertThat(history.entries().stream().map(HistoryTest::text))
        .containsExactly(
            "180 9>9 EXTERNAL by ",
            "180 7>9 changed by others",
            "130 null>null mode by user/bob",
            "120 null>null pause by user/ann",
            "60 4>7 scaled out by cpu",
            "0 4>4 ON_TARGET by ");
    assertThat(history.entries().get(2).why()).isEqualTo("whole stack: observe");
    assertThat(history.shortened()).isFalse();
    assertThat(history.changes().entries().stream().map(HistoryTest::text))
        .containsExactly("180 7>9 changed by others", "60 4>7 scaled out by cpu");
  }

  @Test
  void whatIsLeftOutIsTold() {
    TrailOf trail =
        new TrailOf()
            .scale(T, 4, 7)
            .scale(T.plusSeconds(60), 7, 8)
            .scale(T.plusSeconds(120), 8, 6);
    trail.add(new Order(T.plusSeconds(30), WEB, "pause", "for 2h", "user/ann"));

    History history = read(trail, 2);
    assertThat(history.shortened()).isTrue();
    assertThat(history.entries().stream().map(HistoryTest::text))
        .containsExactly("120 8>6 scaled in by cpu", "60 7>8 scaled out by cpu");
  }

  @Test
  void nothingIsNothing() {
    assertThat(read(new TrailOf(), 2).entries()).isEmpty();
  }
}
