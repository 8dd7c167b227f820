package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.Guards.CrashLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The new deployment is ecs-svc/2 and 400 s old. */
class NewRevisionTest {
  private static final Start BAD = bad("ecs-svc/2", 200);

  private static Start bad(@Nullable String deployment, int endedAgo) {
    return new Start(ago(endedAgo + 20), ago(endedAgo), true, false, deployment);
  }

  private static Start runs(String deployment, int beganAgo) {
    return new Start(ago(beganAgo), null, false, false, deployment);
  }

  private static List<Start> threeBadAnd(Start... others) {
    List<Start> all = new ArrayList<>(List.of(others));
    all.addAll(List.of(BAD, BAD, BAD));
    return all;
  }

  @ParameterizedTest(name = "{0}: {4}")
  @MethodSource
  void fails(
      String name, Deployment deployment, int running, List<Start> starts, boolean expected) {
    Given given =
        service(4, running).deploying(deployment, 400).past(history -> history.starts(starts));

    assertThat(NewRevision.fails(CrashLoop.DEFAULT, given.observation(), given.history()))
        .isEqualTo(expected);
  }

  static Stream<Arguments> fails() {
    Deployment rolling = Deployment.ROLLING;
    return Stream.of(
        arguments("three bad starts", rolling, 4, threeBadAnd(), true),
        arguments("it has failed", Deployment.FAILED, 4, threeBadAnd(), true),
        arguments("no deployment", Deployment.STEADY, 4, threeBadAnd(), false),
        arguments("two bad starts", rolling, 4, List.of(BAD, BAD), false),
        arguments("one lived", rolling, 4, threeBadAnd(runs("ecs-svc/2", 180)), false),
        arguments("one has just begun", rolling, 4, threeBadAnd(runs("ecs-svc/2", 179)), true),
        arguments("what runs is of it", rolling, 1, threeBadAnd(runs("ecs-svc/2", 30)), false),
        arguments("nothing runs", rolling, 0, threeBadAnd(), false),
        arguments("older ones start well", rolling, 4, threeBadAnd(runs("ecs-svc/1", 300)), true),
        arguments("older ones fail too", rolling, 4, threeBadAnd(bad("ecs-svc/1", 300)), false),
        arguments("nobody knows whose fail too", rolling, 4, threeBadAnd(bad(null, 300)), false),
        arguments("older ones failed before", rolling, 4, threeBadAnd(bad("ecs-svc/1", 500)), true),
        arguments(
            "only older ones fail",
            rolling,
            4,
            List.of(bad("ecs-svc/1", 100), bad("ecs-svc/1", 110), bad("ecs-svc/1", 120)),
            false));
  }
}
