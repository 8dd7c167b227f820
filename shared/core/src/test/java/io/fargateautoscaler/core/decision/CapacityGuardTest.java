package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ECS says of tasks that do not come; the rule of the counts stands in {@link GuardsTest}. */
class CapacityGuardTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("saidByEcs")
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  @Test
  void theReasonNamesTheCause() {
    assertThat(told(shortFor(20), Trouble.Kind.CAPACITY, 10).decide().outcome())
        .isInstanceOfSatisfying(
            Decision.Hold.class,
            hold ->
                assertThat(hold.because())
                    .isEqualTo("7 of 10 tasks run, no room: no more are asked for"));
  }

  private static Given told(Given given, Trouble.Kind kind, int atSecondsAgo) {
    return given.past(
        history -> history.capacity(new Trouble(ago(atSecondsAgo), kind, "no room", "wait")));
  }

  private static Given shortFor(int seconds) {
    return service(10, 7).cpu(90, 10, 90, 10).past(history -> history.shortSince(ago(seconds)));
  }

  /** What ECS said of tasks that do not come holds at once, as long as that shortage lasts. */
  static Stream<Arguments> saidByEcs() {
    Trouble.Kind capacity = Trouble.Kind.CAPACITY;
    Trouble.Kind rate = Trouble.Kind.LAUNCH_RATE;
    int hours = 6 * 3600;
    return Stream.of(
        arguments("no capacity", told(shortFor(20), capacity, 10), "CAPACITY 10"),
        arguments("no place", told(shortFor(20), Trouble.Kind.PLACEMENT, 10), "CAPACITY 10"),
        arguments(
            "the service is steady since",
            told(shortFor(20), Trouble.Kind.NONE, 10),
            "10 -> 15 cpu"),
        arguments("six hours old", told(shortFor(hours), capacity, hours), "CAPACITY 10"),
        arguments(
            "more than six hours old",
            told(shortFor(hours + 1).past(h -> h.grewAt(ago(10))), capacity, hours + 1),
            "10 -> 15 cpu"),
        arguments(
            "said two minutes before the shortage was seen",
            told(shortFor(60), capacity, 180),
            "CAPACITY 10"),
        arguments("said of an earlier one", told(shortFor(60), capacity, 181), "10 -> 15 cpu"),
        arguments(
            "ten minutes ago, of a shortage since nobody knows when",
            told(service(10, 7).cpu(90, 10, 90, 10), capacity, 600),
            "CAPACITY 10"),
        arguments(
            "longer ago, of a shortage since nobody knows when",
            told(service(10, 7).cpu(90, 10, 90, 10), capacity, 601),
            "10 -> 15 cpu"),
        arguments(
            "free at once when all run",
            told(service(10, 10).cpu(90, 10, 90, 10), capacity, 10),
            "10 -> 15 cpu"),
        arguments(
            "though tasks start",
            told(shortFor(20).past(history -> history.grewAt(ago(5))), capacity, 10),
            "CAPACITY 10"),
        arguments(
            "scale-in goes on",
            told(service(10, 7).cpuSteady(30, 7, 10), capacity, 10),
            "10 -> 5 cpu"),
        arguments(
            "enough is asked for",
            told(service(10, 7).cpu(60, 10, 60, 10), capacity, 10),
            "ENOUGH_REQUESTED 10"),
        arguments(
            "the minimum is above",
            told(shortFor(20).range(12, 40), capacity, 10),
            "10 -> 12 range"),
        arguments(
            "a launch rate two minutes into the shortage",
            told(shortFor(130), rate, 10),
            "CAPACITY 10"),
        arguments("a launch rate before that", told(shortFor(130), rate, 11), "10 -> 15 cpu"),
        arguments(
            "a launch rate of a shortage since nobody knows when",
            told(service(10, 7).cpu(90, 10, 90, 10), rate, 1),
            "10 -> 15 cpu"));
  }
}
