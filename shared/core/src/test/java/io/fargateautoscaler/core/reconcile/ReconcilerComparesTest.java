package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An observed service is counted, day by day, beside what it would be. The world begins at noon.
 */
class ReconcilerComparesTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final int TO_MIDNIGHT = 12 * 60;

  private final World world = new World();

  private @Nullable Shadow shadow(ServiceRef service) {
    StateStore.Stored stored = world.store.load(List.of(service)).get(service);
    ServiceState state = stored == null ? null : stored.state();
    return state == null ? null : state.shadow();
  }

  private List<Notice> told() {
    return world.notices.stream().filter(notice -> notice.event() == Event.COMPARED).toList();
  }

  @Test
  void aDayWithTooManyTasks() {
    ServiceRef service = world.service("worker", 10, 30, Mode.OBSERVE);

    world.minutes(TO_MIDNIGHT + 1);

    assertThat(world.updates).isEmpty();
    assertThat(world.store.days(service)).hasSize(1);
    DayTally day = world.store.days(service).getFirst();
    assertThat(day.day()).hasToString("2026-03-02");
    assertThat(day.measuredSeconds()).isEqualTo((TO_MIDNIGHT - 1) * 60L);
    assertThat(day.actual()).isEqualTo(new Side(10 * (TO_MIDNIGHT - 1) * 60L, 0, 0));
    // Three tasks from the end of the window on, which is a few minutes.
    assertThat(day.shadow().changes()).isEqualTo(1);
    assertThat(day.shadow().taskSeconds())
        .isBetween(3 * (TO_MIDNIGHT - 1) * 60L, 3 * (TO_MIDNIGHT - 1) * 60L + 7 * 600L);
    assertThat(told())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.severity()).isEqualTo(Notice.Severity.INFO);
          assertThat(notice.subject())
              .isEqualTo(
                  "[shop/worker] yesterday: 84 task hours less, late 0 min instead of 0 (as it"
                      + " ran)");
          assertThat(notice.lines()).hasSizeLessThanOrEqualTo(12);
        });
  }

  @Test
  void aDayWithTooFewTasks() {
    ServiceRef service = world.service("worker", 2, 90, Mode.OBSERVE);

    world.minutes(TO_MIDNIGHT + 1);

    DayTally day = world.store.days(service).getFirst();
    assertThat(day.actual().lateSeconds()).isEqualTo(day.measuredSeconds());
    assertThat(day.shadow().lateSeconds()).isBetween(60L, 180L);
    assertThat(told().getFirst().subject()).contains("task hours more, late 1 min instead of 719");
  }

  @Test
  void anotherDayAnotherRowAndAnotherNotice() {
    ServiceRef service = world.service("worker", 10, 30, Mode.OBSERVE);

    world.minutes(TO_MIDNIGHT + 2 * 24 * 60 + 1);

    assertThat(world.store.days(service))
        .extracting(day -> day.day().toString())
        .containsExactly("2026-03-02", "2026-03-03", "2026-03-04");
    assertThat(world.store.days(service).get(1).measured()).isEqualTo(Duration.ofDays(1));
    assertThat(told()).hasSize(3);
    assertThat(world.told).filteredOn(text -> text.startsWith("compared")).hasSize(3);
  }

  @Test
  void ofAFewHoursNothingIsTold() {
    world.pass(7 * 3600);
    ServiceRef service = world.service("worker", 10, 30, Mode.OBSERVE);

    world.minutes(6 * 60);

    assertThat(world.store.days(service)).hasSize(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void aComparisonThatFailsKeepsBackNoDecisionAndBeginsAnew() {
    ServiceRef service = world.service("worker", 10, 30, Mode.OBSERVE);
    world.minutes(1);
    Shadow known = Objects.requireNonNull(shadow(service));
    StateStore.Stored stored = world.store.load(List.of(service)).get(service);
    ServiceState state = Objects.requireNonNull(Objects.requireNonNull(stored).state());
    ScalingHistory broken = known.history().but().lastApplied(5).appliedAt(Instant.MAX).build();
    Shadow bad =
        new Shadow(12, broken, Map.of(), List.of(), known.last(), known.today(), null, false);
    world.store.save(
        service,
        state.version(),
        new ServiceState(state.version() + 1, state.history(), null, null, state.incidents(), bad));
    world.decisions.clear();

    world.minutes(1);

    assertThat(world.failures).anyMatch(text -> text.contains("comparison"));
    assertThat(world.decisions).isNotEmpty();
    assertThat(shadow(service)).isNull();

    world.minutes(1);
    assertThat(shadow(service)).isNotNull();
  }

  @Test
  void looksAtTheSameInstantCountOnce() {
    ServiceRef service = world.service("worker", 10, 30, Mode.OBSERVE);
    world.minutes(100);
    for (int copy = 0; copy < 5; copy++) {
      world.tick();
    }
    world.minutes(TO_MIDNIGHT - 100 + 1);

    assertThat(world.store.days(service).getFirst().measuredSeconds())
        .isEqualTo((TO_MIDNIGHT - 1) * 60L);
  }

  @Test
  void blindTimeCountsForNeither() {
    ServiceRef service = world.service("worker", 10, 30, Mode.OBSERVE);
    world.minutes(60);
    world.waiting.remove(service);
    world.minutes(120);
    world.waiting.put(service, 30L);
    world.minutes(TO_MIDNIGHT - 180 + 1);

    assertThat(world.store.days(service).getFirst().measuredSeconds())
        .isEqualTo((TO_MIDNIGHT - 1 - 120) * 60L);
  }

  @Test
  void whoIsScaledIsNotCompared() {
    ServiceRef service = world.service("worker", 10, 30, Mode.ACTIVE);

    world.minutes(TO_MIDNIGHT + 1);

    assertThat(shadow(service)).isNull();
    assertThat(world.store.days(service)).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void whenItBeginsToActThePartOfTheDayIsKeptAndNothingIsTold() {
    ServiceRef service = world.service("worker", 10, 30, Mode.ACTIVE);
    otherScaler(service, "Application Auto Scaling");
    world.minutes(8 * 60);
    assertThat(shadow(service)).isNotNull();
    otherScaler(service, null);

    world.minutes(8 * 60);

    assertThat(shadow(service)).isNull();
    assertThat(world.updates).containsExactly("worker=3");
    assertThat(world.store.days(service))
        .singleElement()
        .satisfies(day -> {
          assertThat(day.measuredSeconds()).isEqualTo(8 * 3600L);
          assertThat(day.scaler()).isEqualTo("Application Auto Scaling");
        });
    assertThat(told()).isEmpty();
  }

  private void otherScaler(ServiceRef service, @Nullable String name) {
    world.services.put(
        service,
        new ServiceStatus(
            10,
            10,
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            ServiceStatus.Controller.ECS,
            ServiceStatus.Deployment.STEADY,
            null,
            null,
            List.of(),
            name));
  }

  private static List<String> lines(Side actual, Side shadow, long hidden, OptionalDouble usd) {
    DayTally day =
        new DayTally(
            Instant.parse("2026-03-01T00:00:04Z"),
            86_340,
            hidden,
            actual,
            shadow,
            "Application Auto Scaling");
    Shadow rolled =
        new Shadow(
            1,
            ScalingHistory.NONE,
            Map.of(),
            List.of(),
            null,
            DayTally.from(Instant.EPOCH),
            day,
            false);
    Notice notice = ComparedNotice.of(WEB, rolled, _ -> usd, Instant.parse("2026-03-02T00:00:04Z"));
    List<String> lines = notice == null ? List.of() : notice.lines();
    assertThat(lines).isNotEmpty();
    assertThat(lines).hasSizeLessThanOrEqualTo(12);
    return lines;
  }

  @Test
  void moneyIsToldWhereItIsKnown() {
    List<String> lines =
        lines(new Side(360_000, 1_320, 18), new Side(180_000, 240, 24), 0, OptionalDouble.of(0.05));

    assertThat(lines).contains("US dollars            5.00                    2.50");
    assertThat(lines.get(1))
        .isEqualTo("What to do: ./autoscaler mode active lets it act, once AAS is suspended.");
    assertThat(lines)
        .anyMatch(line ->
            line.startsWith("To suspend AAS: aws application-autoscaling ")
                && line.contains("--resource-id service/shop/web"));
    assertThat(lines(new Side(360_000, 0, 0), Side.NONE, 0, OptionalDouble.empty()))
        .noneMatch(line -> line.contains("dollars"));
  }

  @Test
  void whatWasHiddenIsSaid() {
    assertThat(lines(Side.NONE, Side.NONE, 720, OptionalDouble.empty()))
        .anyMatch(line -> line.startsWith("For 12 min a metric was at its limit"));
    assertThat(lines(Side.NONE, Side.NONE, 0, OptionalDouble.empty()))
        .noneMatch(line -> line.contains("limit"));
  }

  @Test
  void whoWouldHaveBeenWorseSaysSo() {
    Side good = new Side(360_000, 60, 1);

    assertThat(lines(good, new Side(400_000, 600, 9), 0, OptionalDouble.empty()).get(1))
        .contains("later and dearer");
    assertThat(lines(good, new Side(400_000, 0, 9), 0, OptionalDouble.empty()).get(1))
        .contains("dearer but less late");
    assertThat(lines(good, new Side(300_000, 600, 9), 0, OptionalDouble.empty()).get(1))
        .contains("cheaper but later");
  }
}
