package io.fargateautoscaler.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLinksTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");

  @Test
  void linksLeadToTheTasksLogsAndTheService() {
    ConsoleLinks links =
        ConsoleLinks.of(WEB, "arn:aws:ecs:eu-west-1:111122223333:task/shop/0a1b").orElseThrow();
    assertThat(links.logs())
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/tasks/0a1b/logs"
                + "?region=eu-west-1");
    assertThat(links.servicePage())
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/services/web/health"
                + "?region=eu-west-1");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:ecs:cn-north-1:1:task/shop/a, https://cn-north-1.console.amazonaws.cn/",
    "arn:aws-us-gov:ecs:us-gov-west-1:1:task/shop/a,"
        + " https://us-gov-west-1.console.amazonaws-us-gov.com/"
  })
  void eachPartitionHasItsConsole(String arn, String start) {
    assertThat(ConsoleLinks.of(WEB, arn).orElseThrow().logs()).startsWith(start);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:ecs:eu-west-1:1:task/other/a",
        "arn:aws:ecs:eu-west-1:1:task/a",
        "arn:aws:ecs:eu-west-1:1:task/shop/a/b",
        "arn:aws:ecs:evil.example/:1:task/shop/a",
        "arn:aws:ecs:eu-west-1:1:task/shop/a?x=1",
        "arn:aws:ecs:eu-west-1:1:task/shop/\u202ea",
        "arn:aws:ecs:eu-west-1:1:task/shop/<script>",
        "arn:aws:ecs::1:task/shop/a",
        "arn:aws:ecs:eu-west-1:1:task/shop/",
        "arn:aws:ec2:eu-west-1:1:task/shop/a",
        "arn:aws-evil:ecs:eu-west-1:1:task/shop/a",
        "arn:aws:ecs:eu-west-1:1:2:task/shop/a",
        "urn:aws:ecs:eu-west-1:1:task/shop/a"
      })
  void anythingElseGivesNoLink(String arn) {
    assertThat(ConsoleLinks.of(WEB, arn)).isEmpty();
  }

  @Test
  void aLongNameGivesNoLink() {
    assertThat(ConsoleLinks.of(WEB, "arn:aws:ecs:eu-west-1:1:task/shop/" + "a".repeat(256)))
        .isEmpty();
  }
}
