package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.cost.PriceTable;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcsTaskCostsTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final String SMALL = "{\"cpu\":\"1024\",\"memory\":\"2048\"}";
  private static final double X86 = 0.04937;

  private final SetClock clock = new SetClock(Instant.parse("2026-03-02T12:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on demand               | "launchType":"FARGATE"                                                            | 1
          all on Spot             | "capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":1}]       | 0.3
          three of four on Spot   | "capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":3},{"capacityProvider":"FARGATE","weight":1}] | 0.475
          base of two, rest Spot  | "desiredCount":4,"capacityProviderStrategy":[{"capacityProvider":"FARGATE","base":2,"weight":0},{"capacityProvider":"FARGATE_SPOT","weight":1}] | 0.65
          base above the count    | "desiredCount":1,"capacityProviderStrategy":[{"capacityProvider":"FARGATE","base":2,"weight":0},{"capacityProvider":"FARGATE_SPOT","weight":1}] | 1
          """)
  void theShareOfSpotCounts(String name, String service, double partOfPrice) {
    try (FakeAws aws = new FakeAws(call -> answer(call, service, SMALL))) {
      assertThat(costs(aws).usdPerTaskHour(WEB).orElse(-1))
          .as(name)
          .isCloseTo(X86 * partOfPrice, within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on EC2          | "launchType":"EC2"                                                            | {"cpu":"1024","memory":"2048"}
          own providers   | "capacityProviderStrategy":[{"capacityProvider":"my-asg","weight":1}]         | {"cpu":"1024","memory":"2048"}
          Windows         | "launchType":"FARGATE" | {"cpu":"1024","memory":"2048","runtimePlatform":{"operatingSystemFamily":"WINDOWS_SERVER_2022_CORE"}}
          no size         | "launchType":"FARGATE" | {}
          size in words   | "launchType":"FARGATE" | {"cpu":"one","memory":"2048"}
          """)
  void whatIsNotLinuxOnFargateIsNotKnown(String name, String service, String definition) {
    try (FakeAws aws = new FakeAws(call -> answer(call, service, definition))) {
      assertThat(costs(aws).usdPerTaskHour(WEB)).as(name).isEmpty();
    }
  }

  @Test
  void armIsCheaper() {
    String arm =
        """
        {"cpu":"1024","memory":"2048",
         "runtimePlatform":{"cpuArchitecture":"ARM64","operatingSystemFamily":"LINUX"}}
        """;
    try (FakeAws aws = new FakeAws(call -> answer(call, "\"launchType\":\"FARGATE\"", arm))) {
      assertThat(costs(aws).usdPerTaskHour(WEB).orElse(-1)).isCloseTo(0.0395, within(1e-9));
    }
  }

  @Test
  void aServiceIsReadOnceAnHourAndADefinitionOnce() {
    try (FakeAws aws = new FakeAws(call -> answer(call, "\"launchType\":\"FARGATE\"", SMALL))) {
      EcsTaskCosts costs = costs(aws);
      costs.usdPerTaskHour(WEB);
      clock.advance(Duration.ofMinutes(59));
      costs.usdPerTaskHour(WEB);
      assertThat(actions(aws)).containsExactly("DescribeServices", "DescribeTaskDefinition");

      clock.advance(Duration.ofMinutes(2));
      assertThat(costs.usdPerTaskHour(WEB)).isPresent();
      assertThat(actions(aws))
          .containsExactly("DescribeServices", "DescribeTaskDefinition", "DescribeServices");
    }
  }

  @Test
  void aFailureIsNoCostAndLeavesEcsAloneForAMinute() {
    try (FakeAws aws =
        new FakeAws(call ->
            call.number() == 0
                ? Answer.error(400, "AccessDeniedException")
                : answer(call, "\"launchType\":\"FARGATE\"", SMALL))) {
      EcsTaskCosts costs = costs(aws);
      assertThat(costs.usdPerTaskHour(WEB)).isEmpty();
      assertThat(costs.usdPerTaskHour(new ServiceRef("shop", "other"))).isEmpty();
      assertThat(aws.calls()).hasSize(1);

      clock.advance(Duration.ofSeconds(61));
      assertThat(costs.usdPerTaskHour(WEB)).isPresent();
    }
  }

  @Test
  void aServiceThatIsNotThereHasNoCost() {
    try (FakeAws aws = new FakeAws(call -> Answer.json("{\"services\":[],\"failures\":[]}"))) {
      assertThat(costs(aws).usdPerTaskHour(WEB)).isEmpty();
    }
  }

  private EcsTaskCosts costs(FakeAws aws) {
    return new EcsTaskCosts(aws.clients().ecs(), PriceTable.shipped().of("us-east-1"), clock);
  }

  private static List<String> actions(FakeAws aws) {
    return aws.calls().stream().map(Call::action).toList();
  }

  private static Answer answer(Call call, String service, String definition) {
    return switch (call.action()) {
      case "DescribeServices" ->
          Answer.json(
              "{\"services\":[{\"serviceName\":\"web\",\"taskDefinition\":\"arn:web:7\","
                  + service
                  + "}]}");
      case "DescribeTaskDefinition" -> Answer.json("{\"taskDefinition\":" + definition + "}");
      default -> Answer.error(400, "InvalidAction");
    };
  }
}
