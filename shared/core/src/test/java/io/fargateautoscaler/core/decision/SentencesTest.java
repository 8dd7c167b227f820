package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads: the reason must give the number that it stands beside. */
class SentencesTest {
  @ParameterizedTest(name = "{2}")
  @MethodSource("decisions")
  void says(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(
            switch (decision.outcome()) {
              case Decision.Scale scale -> scale.because();
              case Decision.Hold hold -> hold.because();
            })
        .isEqualTo(expected);
  }

  static Stream<Arguments> decisions() {
    return Stream.of(
        arguments(
            "out",
            service(10, 10).cpu(90, 10, 90, 10),
            "load 900 % over 10 tasks needs 15 at 60 %"),
        arguments(
            "enough",
            service(20, 10).cpu(90, 10, 90, 10),
            "cpu: load 900 % over 10 tasks needs 15 at 60 %; 20 are already requested"),
        arguments(
            "tolerance",
            service(10, 10).cpu(65, 10, 65, 10),
            "cpu: load 650 % over 10 tasks needs 11 at 60 %; within 10 % of what 10 tasks should"
                + " carry"),
        arguments(
            "step limit",
            service(20, 20).cpuSteady(10, 20, 10),
            "load 200 % at most in the last 10 min needs 4 at 60 %; at most 10 tasks fewer at"
                + " once"),
        arguments(
            "range",
            service(10, 10).cpu(90, 10, 90, 10).range(1, 12),
            "load 900 % over 10 tasks needs 15 at 60 %; the maximum is 12"),
        arguments(
            "hold",
            service(10, 10)
                .cpu(90, 10, 90, 10)
                .past(history -> history.hold(new RangeHold(null, 12, ago(-60), "ann"))),
            "load 900 % over 10 tasks needs 15 at 60 %; the maximum is 12: ann holds it until"
                + " 2026-03-02T12:01:00Z"),
        arguments(
            "restore",
            service(2, 2)
                .cpu(95, 2, 60, 20)
                .lastApplied(20)
                .acted(900, 10, 20)
                .deploying(ServiceStatus.Deployment.ROLLING, 60),
            "a deployment reset the desired count 20 → 2; remove DesiredCount from its template"),
        arguments("minimum", service(2, 2).cpu(60, 2).range(4, 9), "the minimum is 4"));
  }
}
