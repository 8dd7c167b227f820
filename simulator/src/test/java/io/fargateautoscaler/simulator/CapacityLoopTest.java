package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that AWS does not launch: held, told once, and gone on with as soon as they come. */
final class CapacityLoopTest {
  private static final int EVENT = Shortage.EVENT;

  /** Minutes after the load has changed. */
  private static int after(int minutes) {
    return EVENT + 60 * minutes;
  }

  @ParameterizedTest(name = "each event comes {0} times")
  @ValueSource(ints = {1, 3})
  void f25_a_quota_that_is_used_up(int copies) {
    Shortage run = Shortage.of(copies, 6, EVENT, 20, after(4), 30).quota(0, 12);

    run.until(after(4));
    assertThat(run.desired()).as(run.trace()).isEqualTo(20);
    assertThat(run.running()).isEqualTo(12);
    assertThat(run.told("capacity"))
        .as("told at once, and once")
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.subject()).contains("of 20 tasks run");
          assertThat(notice.text())
              .contains("run: the account's quota of Fargate vCPU or tasks is used up, so no more")
              .contains("What to do: ask for more in Service Quotas");
        });

    run.until(after(20));
    assertThat(run.peak()).as("no more than was asked for: %s", run.trace()).isEqualTo(20);
    assertThat(run.told("capacity")).hasSize(1);
    assertThat(run.told("recovered")).isEmpty();

    run.quota(after(20), 100).until(after(23));
    assertThat(run.told("recovered"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.subject()).contains("all tasks run"));
    assertThat(run.desired()).as("goes on: %s", run.trace()).isEqualTo(30);
    run.until(after(30));
    assertThat(run.running()).isEqualTo(30);
    assertThat(run.told("capacity")).hasSize(1);
  }

  @Test
  void f03_f25_without_any_event_the_counts_tell_it_later() {
    Shortage run = Shortage.of(0, 6, EVENT, 20, after(15), 30).quota(0, 12);

    run.until(after(15));
    assertThat(run.told("capacity")).isEmpty();

    run.until(after(25));
    assertThat(run.peak()).as(run.trace()).isEqualTo(20);
    assertThat(run.told("capacity"))
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.text()).contains("look at the events of the service"));
  }

  @Test
  void a_lower_load_is_followed_during_a_shortage() {
    Shortage run = Shortage.of(1, 6, EVENT, 20, after(5), 8).quota(0, 12);

    run.until(after(30));

    assertThat(run.desired()).as(run.trace()).isEqualTo(8);
    assertThat(run.told("capacity")).hasSize(1);
    assertThat(run.told("recovered")).hasSize(1);
  }

  /** 20 a second: the last of 240 tasks starts 12 s later than the first. Nobody need know. */
  @Test
  void a_burst_above_the_launch_rate_holds_nothing_and_is_not_told() {
    Shortage run = Shortage.of(1, 80, EVENT, 320, EVENT + 60, 400).launchRate(0, 20);

    run.until(after(4));
    assertThat(run.desired()).as(run.trace()).isEqualTo(400);

    run.until(after(10));
    assertThat(run.running()).isEqualTo(400);
    assertThat(run.told("capacity")).isEmpty();
    assertThat(run.told("recovered")).isEmpty();
  }

  @Test
  void a_launch_rate_that_stays_exceeded_is_a_shortage_as_any_other() {
    Shortage run =
        Shortage.of(1, 6, EVENT, 20, after(7), 30).launchRate(0, 0).launchRate(after(12), 20);

    run.until(after(12));
    assertThat(run.peak()).as(run.trace()).isEqualTo(20);
    assertThat(run.told("capacity"))
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.text()).contains("start faster than Fargate allows"));

    run.until(after(20));
    assertThat(run.running()).as(run.trace()).isEqualTo(30);
    assertThat(run.told("recovered")).hasSize(1);
  }

  /** The event that says that the service is steady may be lost too. */
  @Test
  void a_shortage_that_is_over_holds_nothing_later() {
    Shortage run =
        Shortage.of(1, 6, EVENT, 20, after(20), 30, after(21), 60)
            .losingSteadyStates()
            .quota(0, 12)
            .quota(after(10), 100);

    // A look at which some of the 30 still start.
    run.until(after(23) + 5);
    assertThat(run.running()).isLessThan(30);
    assertThat(run.desired()).as(run.trace()).isEqualTo(60);
    assertThat(run.told("capacity")).hasSize(1);
  }
}
