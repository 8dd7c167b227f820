package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What keeps an idle service from scaling in: disturbances of the last two minutes, deployments.
 */
class DisturbanceTest {
  private static final TargetMetric MEMORY =
      new TargetMetric.Utilization(TargetMetric.Resource.MEMORY);

  private static Given idle() {
    return service(10, 10).cpuSteady(30, 10, 10);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"gates", "deployments", "switchedOff"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> gates() {
    return Stream.of(
        arguments("a deployment ended", idle().deployed(119), "GATE 10"),
        arguments("it ended two minutes ago", idle().deployed(120), "10 -> 5 cpu"),
        arguments("the newest of two counts", idle().acted(600, 9, 10).deployed(60), "GATE 10"),
        arguments(
            "the newest of two counts, the other way round",
            idle().acted(60, 9, 10).deployed(600),
            "GATE 10"),
        arguments(
            "others changed the count", idle().lastApplied(10).external(119, 12, 10), "GATE 10"),
        arguments(
            "they changed it two minutes ago",
            idle().lastApplied(10).external(120, 12, 10),
            "10 -> 5 cpu"),
        arguments("blind for five minutes", idle().blindUntil(360, 60), "GATE 10"),
        arguments("blind for a moment less", idle().blindUntil(359, 60), "10 -> 5 cpu"),
        arguments(
            "a pause ended this instant",
            idle().past(history -> history.paused(new Pause(ago(600), NOW, "ann"))),
            "GATE 10"),
        arguments(
            "a pause that is to come",
            idle().past(history -> history.paused(new Pause(ago(-5), ago(-60), "ann"))),
            "10 -> 5 cpu"),
        arguments(
            "a brake was released",
            idle().past(history -> history.brake(new Brake(ago(900), 10, ago(119)))),
            "GATE 10"),
        arguments(
            "first seen after the last change",
            idle().acted(600, 9, 10).watchedSince(60),
            "STATE_LOST 10"),
        arguments(
            "changed since it was first seen",
            idle().acted(60, 9, 10).watchedSince(90),
            "GATE 10"));
  }

  private static Given rolling(int secondsKnown) {
    return idle()
        .deployingSinceUnknown(Deployment.ROLLING)
        .past(history -> history.deployment(new Span(ago(secondsKnown), null)));
  }

  /** It holds for an hour, from its start or from when it was first seen, whichever is later. */
  static Stream<Arguments> deployments() {
    return Stream.of(
        arguments("just under an hour", idle().deploying(Deployment.ROLLING, 3599), "DEPLOYING 10"),
        arguments("an hour", idle().deploying(Deployment.ROLLING, 3600), "10 -> 5 cpu"),
        arguments(
            "neither start nor sight known",
            idle().deployingSinceUnknown(Deployment.ROLLING),
            "DEPLOYING 10"),
        arguments("seen for just under an hour", rolling(3599), "DEPLOYING 10"),
        arguments("seen for an hour", rolling(3600), "10 -> 5 cpu"),
        arguments(
            "an old one rolls back: seen again lately",
            idle()
                .deploying(Deployment.ROLLING, 7200)
                .past(history -> history.deployment(new Span(ago(60), null))),
            "DEPLOYING 10"),
        arguments(
            "a young one, while an older sight goes on",
            idle()
                .deploying(Deployment.ROLLING, 60)
                .past(history -> history.deployment(new Span(ago(7200), null))),
            "DEPLOYING 10"),
        arguments(
            "what was seen is over: the start counts",
            idle()
                .deploying(Deployment.ROLLING, 7200)
                .past(history -> history.deployment(new Span(ago(600), ago(300)))),
            "10 -> 5 cpu"),
        arguments(
            "a deployment of the last look is over: it ended now",
            idle().past(history -> history.deployment(new Span(ago(60), null))),
            "GATE 10"),
        arguments(
            "a long blindness of the last look is over: it ended now",
            idle().past(history -> history.blind(new Span(ago(300), null))),
            "GATE 10"),
        arguments(
            "a short one does not count",
            idle().past(history -> history.blind(new Span(ago(299), null))),
            "10 -> 5 cpu"),
        arguments(
            "who is blind still says nothing of its end",
            idle()
                .past(history -> history.blind(new Span(ago(3000), null)))
                .tracking("memory", MEMORY, "60", Direction.OUT),
            "10 -> 5 cpu"),
        arguments(
            "the brake is released by this look",
            idle()
                .past(history ->
                    history
                        .brake(new Brake(ago(600), 10, null))
                        .starts(List.of(new Start(ago(400), null, false)))),
            "GATE 10"));
  }

  private static Given switched(boolean on, Given given) {
    return given.scaleIn(
        new ScaleIn(on, Duration.ofMinutes(10), Duration.ofMinutes(2), new StepLimit.Unlimited()));
  }

  static Stream<Arguments> switchedOff() {
    return Stream.of(
        arguments("on", switched(true, idle()), "10 -> 5 cpu"),
        arguments("off, at the maximum", switched(false, idle().range(1, 10)), "SCALE_IN_OFF 10"),
        arguments(
            "off, above the maximum: down to it and no further",
            switched(false, idle().range(1, 9)),
            "10 -> 9 cpu"));
  }
}
