package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.cost.UsdPerHour;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CostOfChangesTest {
  private static final String PRICES = "prices of us-east-1: AWS price page, 2026-03";

  private final World world = new World();

  @Test
  void aChangeIsToldWithItsCost() {
    world.usdPerTaskHour = OptionalDouble.of(0.04937);
    world.service("worker", 7, 100);

    world.tick();

    UsdPerHour cost = new UsdPerHour(0.34559, 0.4937, PRICES);
    Notice notice = notice(Notice.Event.SCALED);
    assertThat(notice.lines()).contains("Cost: 0.35 -> 0.49 USD an hour (" + PRICES + ").");
    assertThat(notice.detail())
        .isInstanceOfSatisfying(
            NoticeDetail.Decided.class, it -> assertThat(it.usdPerHour()).isEqualTo(cost));
    assertThat(world.store.audit())
        .extracting(DecisionRecord::applied)
        .filteredOn(applied -> applied != null)
        .containsExactly(new DecisionRecord.Applied(world.now, 10, cost));
  }

  @Test
  void itIsAskedAfterTheChangeAndWhereNothingChangesNever() {
    world.service("worker", 7, 100);

    world.tick();
    world.minutes(5);

    assertThat(world.costsAsked).containsExactly("worker after [worker=10]");
  }

  @Test
  void whatWouldBeChangedIsToldWithItsCostToo() {
    world.usdPerTaskHour = OptionalDouble.of(0.04937);
    world.service("worker", 7, 100, Mode.OBSERVE);

    world.tick();

    assertThat(notice(Notice.Event.WOULD_SCALE).lines())
        .anyMatch(line -> line.startsWith("Cost: 0.35 -> 0.49 USD an hour"));
    assertThat(world.updates).isEmpty();
  }

  @Test
  void aCostThatIsNotKnownIsNotTold() {
    world.service("worker", 7, 100);

    world.tick();

    assertThat(notice(Notice.Event.SCALED).lines()).noneMatch(line -> line.startsWith("Cost"));
  }

  private Notice notice(Notice.Event event) {
    return world.notices.stream().filter(it -> it.event() == event).findFirst().orElseThrow();
  }
}
