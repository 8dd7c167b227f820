package io.fargateautoscaler.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What events mean where policies are known. */
final class ReplayPoliciesTest {
  private static final String ALARM =
      """
      {"source":"aws.cloudwatch","alarmArn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:%s",
       "accountId":"123456789012","time":"2026-01-01T00:00:00Z","region":"eu-west-1",
       "alarmData":{"alarmName":"%s","state":{"value":"ALARM","timestamp":"2026-01-01T00:00:00Z"},
       "configuration":{"metrics":[]}}}
      """;
  private static final String HINT =
      """
      {"source":"fargate-autoscaler","detail-type":"Hint","time":"2026-01-01T00:00:00Z",
       "detail":{"services":[%s]}}
      """;
  private static final String TICK =
      "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}";
  private static final String DOCUMENT =
      """
      {"source":"aws.ssm","detail-type":"Parameter Store Change","account":"123456789012",
       "region":"eu-west-1","detail":{"name":"/stack/services/shop/new","operation":"Create"}}
      """;

  private static ServicePolicy policy(String service, String alarm) {
    var guards = Guards.DEFAULT;
    return new ServicePolicy(
        new ServiceRef("shop", service),
        new CapacityRange(1, 4),
        Mode.ACTIVE,
        List.of(),
        List.of(),
        ScaleOut.DEFAULT,
        ScaleIn.DEFAULT,
        new Guards(
            guards.crashLoop(),
            List.of(alarm),
            guards.vetoScaleIn(),
            guards.capacityAfter(),
            guards.deploymentHold()),
        ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
  }

  private static String line(String event) {
    var decoder = new EventDecoder(null, null);
    var policies = List.of(policy("web", "db-busy"), policy("api", "db-busy"), policy("job", "x"));
    return new Replay(decoder, policies).line("e", event);
  }

  @Test
  void an_alarm_belongs_to_the_services_whose_policies_name_it() {
    String both = "[\"shop/api\",\"shop/web\"]";

    assertThat(line(ALARM.formatted("db-busy", "db-busy")))
        .isEqualTo(
            "{\"file\":\"e\",\"kind\":\"alarm\",\"services\":" + both + ",\"hints\":" + both + "}");
    assertThat(line(ALARM.formatted("other", "other")))
        .endsWith("\"services\":[],\"hints\":[],\"ignored\":\"no service named\"}");
  }

  @Test
  void without_policies_the_same_alarm_names_nobody() {
    var replay = new Replay(new EventDecoder(null, null));

    assertThat(replay.line("e", ALARM.formatted("db-busy", "db-busy")))
        .endsWith("\"services\":[],\"hints\":[],\"ignored\":\"no service named\"}");
    assertThat(replay.line("e", HINT.formatted("\"shop/none\""))).doesNotContain("ignored");
  }

  @Test
  void a_service_without_a_policy_is_not_looked_at() {
    assertThat(line(HINT.formatted("\"shop/none\"")))
        .endsWith(
            "\"services\":[\"shop/none\"],\"hints\":[],\"ignored\":\"service without a policy\"}");
    assertThat(line(HINT.formatted("\"shop/none\",\"shop/web\"")))
        .endsWith("\"services\":[\"shop/none\",\"shop/web\"],\"hints\":[\"shop/web\"]}");
  }

  @Test
  void ticks_and_documents_need_no_policy() {
    assertThat(line(TICK)).endsWith("\"services\":[],\"hints\":[\"*\"]}");
    assertThat(line(DOCUMENT)).endsWith("\"services\":[\"shop/new\"],\"hints\":[\"shop/new\"]}");
  }
}
