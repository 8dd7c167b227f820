package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When the brake is engaged and released: three bad starts and half of them, in ten minutes. */
class CrashLoopBrakeTest {
  private static final Brake ENGAGED = new Brake(ago(600), 10, null);
  private static final Brake RELEASED = new Brake(ago(600), 10, NOW);

  private static Start bad(int at, int ended) {
    return new Start(ago(at), ago(ended), true);
  }

  private static Start neverRan(int at) {
    return new Start(ago(at), null, true);
  }

  private static Start lives(int at) {
    return new Start(ago(at), null, false);
  }

  private static Given starts(Start... starts) {
    return service(10, 10).past(history -> history.starts(Arrays.asList(starts)));
  }

  /** Three starts that failed after 20 s, and others that run for so many seconds by now. */
  private static Given together(int others, int seconds) {
    return starts(
        Stream.concat(
                Stream.of(bad(30, 10), bad(30, 10), bad(30, 10)),
                Stream.generate(() -> lives(seconds)).limit(others))
            .toArray(Start[]::new));
  }

  private static Given braked(Start... starts) {
    return starts(starts).past(history -> history.brake(ENGAGED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"engagements", "releases"})
  void brake(String name, Given given, @Nullable Brake expected) {
    assertThat(Aftermath.of(given.policy(), given.observation(), given.history()).brake())
        .isEqualTo(expected);
  }

  static Stream<Arguments> engagements() {
    Brake now = new Brake(NOW, 10, null);
    return Stream.of(
        arguments("three bad starts", starts(bad(90, 80), bad(80, 70), bad(70, 60)), now),
        arguments("two", starts(bad(90, 80), bad(80, 70)), null),
        arguments(
            "starts of before the deployment say nothing of it",
            starts(bad(90, 80), bad(80, 70), bad(70, 60), bad(60, 50))
                .deploying(Deployment.ROLLING, 65),
            null),
        arguments(
            "those after it do",
            starts(bad(90, 80), bad(80, 70), bad(70, 60)).deploying(Deployment.ROLLING, 95),
            now),
        arguments(
            "none, but one was released before",
            starts().past(history -> history.brake(RELEASED)),
            RELEASED),
        arguments(
            "bad starts that never ran count from their end",
            starts(neverRan(599), neverRan(60), neverRan(50)),
            now),
        arguments(
            "a start of ten minutes ago that never ran is no longer counted",
            starts(neverRan(600), neverRan(60), neverRan(50)),
            null),
        arguments(
            "a task that failed lately, whenever it began",
            starts(bad(650, 599), bad(80, 70), bad(70, 60)),
            now),
        arguments(
            "a task that ended ten minutes ago is no longer counted",
            starts(bad(650, 600), bad(80, 70), bad(70, 60)),
            null),
        arguments(
            "starts that live for three minutes are good: three of seven",
            starts(
                bad(90, 80),
                bad(80, 70),
                bad(70, 60),
                lives(180),
                lives(181),
                lives(182),
                lives(183)),
            null),
        arguments(
            "a moment less is no verdict: three of six",
            starts(
                bad(90, 80),
                bad(80, 70),
                bad(70, 60),
                lives(179),
                lives(181),
                lives(182),
                lives(183)),
            now),
        arguments("one bad of ten that began together", together(27, 21), now),
        arguments("fewer of those that have outlived the bad ones", together(28, 21), null),
        arguments("they have not outlived them yet", together(28, 20), now),
        arguments(
            "one that ended after three minutes was good",
            starts(
                bad(90, 80),
                bad(80, 70),
                bad(70, 60),
                new Start(ago(300), ago(120), false),
                lives(181),
                lives(182),
                lives(183)),
            null),
        arguments(
            "one that was ended sooner, by somebody's wish, has no verdict",
            starts(
                bad(90, 80),
                bad(80, 70),
                bad(70, 60),
                new Start(ago(300), ago(121), false),
                lives(181),
                lives(182),
                lives(183)),
            now));
  }

  static Stream<Arguments> releases() {
    return Stream.of(
        arguments("stays without new facts", braked(), ENGAGED),
        arguments("a start after it has lived", braked(lives(500)), RELEASED),
        arguments("one of its very instant does not count", braked(lives(600)), ENGAGED),
        arguments("one bad of three", braked(lives(500), lives(490), bad(400, 300)), RELEASED),
        arguments(
            "the newest three, after any number of bad ones",
            braked(
                bad(590, 580),
                bad(580, 570),
                bad(570, 560),
                bad(560, 550),
                lives(300),
                lives(290),
                lives(280)),
            RELEASED),
        arguments(
            "as many bad ones as good ones, the newest of them bad",
            braked(lives(590), lives(580), bad(300, 290), bad(200, 190)),
            ENGAGED),
        arguments(
            "of starts at the same time the bad one counts first",
            braked(lives(400), lives(400), lives(400), bad(400, 300), bad(400, 300), bad(400, 300)),
            ENGAGED),
        arguments(
            "none was bad for ten minutes",
            starts(bad(700, 600), bad(690, 600), lives(200))
                .past(history -> history.brake(new Brake(ago(900), 10, null))),
            new Brake(ago(900), 10, NOW)),
        arguments(
            "one was bad a second less ago",
            starts(bad(700, 599), bad(690, 600), lives(200))
                .past(history -> history.brake(new Brake(ago(900), 10, null))),
            new Brake(ago(900), 10, null)),
        arguments("one bad of two", braked(lives(500), bad(400, 300)), ENGAGED),
        arguments("a deployment after it", braked().deploying(Deployment.ROLLING, 599), RELEASED),
        arguments("a deployment of before", braked().deploying(Deployment.ROLLING, 600), ENGAGED),
        arguments(
            "a deployment after it that is known of before",
            braked().past(history -> history.deployment(new Span(ago(599), ago(300)))),
            RELEASED),
        arguments(
            "a deployment of before that is known of",
            braked().past(history -> history.deployment(new Span(ago(600), ago(300)))),
            ENGAGED),
        arguments(
            "engages again by starts after its release only",
            starts(bad(90, 50), bad(80, 50), bad(70, 50), bad(59, 50), bad(58, 50))
                .past(history -> history.brake(new Brake(ago(600), 10, ago(60)))),
            new Brake(ago(600), 10, ago(60))),
        arguments(
            "engages again",
            starts(bad(59, 50), bad(58, 50), bad(57, 50))
                .past(history -> history.brake(new Brake(ago(600), 8, ago(60)))),
            new Brake(NOW, 10, null)));
  }
}
