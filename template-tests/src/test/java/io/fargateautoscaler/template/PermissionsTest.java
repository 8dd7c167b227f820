package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.list;
import static io.fargateautoscaler.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.template.Grants.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every operation that a function's code uses is granted to its role, and nothing else is. */
class PermissionsTest {

  static final Set<String> FUNCTIONS = HandlersTest.FUNCTIONS;

  /** What Lambda itself does with a role. No code of ours needs it, so no scan can find it. */
  private static final Map<String, Set<String>> PLATFORM_NEEDS =
      Map.of(
          "PlatformPollsWorkQueue",
          Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
          "PlatformPollsTaskEventQueue",
          Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
          "PlatformKeepsFailedInvocations",
          Set.of("sqs:SendMessage"),
          "PlatformLogs",
          Set.of("logs:CreateLogStream", "logs:PutLogEvents"),
          "PlatformTraces",
          Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"));

  /** Actions that know no resources, or that answer in part only if they are not granted on all. */
  private static final Set<String> ON_ANY_RESOURCE =
      Set.of(
          "application-autoscaling:DescribeScalableTargets",
          "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricData",
          "cloudwatch:ListMetrics",
          "ecs:DescribeTaskDefinition",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  private final Template template = Template.read();

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void grantedIsWhatIsUsed(String function) {
    var handler = String.valueOf(template.function(function).get("Handler")).split("::", -1)[0];
    assumeTrue(SdkCalls.exists(handler), handler + " is not there, see HandlersTest");
    assertThat(new TreeSet<>(Grants.of(template, function).application()))
        .isEqualTo(Actions.of(SdkCalls.reachableFrom(handler)));
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void thePlatformGetsWhatItNeedsAndNoMore(String function) {
    for (var statement : Grants.of(template, function).statements()) {
      if (statement.platform()) {
        assertThat(statement.actions())
            .as(statement.sid())
            .isEqualTo(PLATFORM_NEEDS.get(statement.sid()));
      }
    }
  }

  @Test
  void onlyTheReconcilerMayUpdateServices() {
    assertThat(FUNCTIONS)
        .filteredOn(f -> Grants.of(template, f).application().contains("ecs:UpdateService"))
        .containsExactly("Reconciler");
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void noActionHasAWildcard(String function) {
    assertThat(Grants.of(template, function).statements())
        .flatExtracting(Statement::actions)
        .allMatch(action -> action.matches("[a-z-]+:[A-Za-z]+"));
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void anyResourceIsForTheListedActionsOnly(String function) {
    for (var statement : Grants.of(template, function).statements()) {
      if (statement.resources().contains("*")) {
        assertThat(ON_ANY_RESOURCE).as(statement.sid()).containsAll(statement.actions());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void everythingIsAllowedByNameAndNothingByException(String function) {
    assertThat(Grants.of(template, function).statements()).allMatch(Statement::allow);
    assertThat(template.properties(function + "Role")).doesNotContainKey("ManagedPolicyArns");
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void servicesAreThoseOfTheClusters(String function) {
    for (var statement : Grants.of(template, function).statements()) {
      if (statement.actions().stream()
          .anyMatch(action -> action.startsWith("ecs:") && !ON_ANY_RESOURCE.contains(action))) {
        assertThat(statement.resources())
            .containsExactly("arn:aws:ecs:eu-west-1:111122223333:service/*");
        var cluster = List.of("arn:aws:ecs:eu-west-1:111122223333:cluster/shop");
        assertThat(statement.condition())
            .isEqualTo(Map.of("ArnEquals", Map.of("ecs:cluster", cluster)));
      }
    }
  }

  @Test
  void parametersAreThoseThatTheCodeReads() {
    var parameters = "arn:aws:ssm:eu-west-1:111122223333:parameter/fargate-autoscaler/";
    var sync = Grants.of(template, "PolicySync");
    assertThat(sync.named("Documents").resources())
        .containsExactly(parameters + "services", parameters + "services/*");
    assertThat(sync.named("Mode").resources()).containsExactly(parameters + "mode");
    var claims = "arn:aws:ssm:eu-west-1:111122223333:parameter/fargate-autoscaler-claims";
    assertThat(sync.named("Claims").resources()).containsExactly(claims, claims + "/*");
    assertThat(sync.named("Claims").actions()).containsExactly("ssm:GetParametersByPath");
    assertThat(sync.named("OwnClaims").resources())
        .containsExactly(claims + "/fargate-autoscaler/*");
    assertThat(sync.statements())
        .filteredOn(statement -> statement.actions().toString().contains("ssm:"))
        .hasSize(4);
  }

  @Test
  void theReconcilerPublishesToTheTopicsThatThereAre() {
    assertThat(Grants.of(template, "Reconciler").named("Notices").resources())
        .containsExactly("ref:Topic");
    var withChat = new Resolver(template, Map.of("ChatNotices", "on"));
    assertThat(withChat.holds("HasChat")).isTrue();
    assertThat(template.properties("ReconcilerRole").toString())
        .contains("[HasChat, [{Ref=Topic}, {Ref=ChatTopic}], [{Ref=Topic}]]");
    assertThat(map(template.section("Resources").get("ChatTopic")))
        .containsEntry("Condition", "HasChat");
    assertThat(map(template.section("Outputs").get("ChatTopicArn")))
        .containsEntry("Condition", "HasChat");
    assertThat(template.properties("ChatTopic").get("KmsMasterKeyId"))
        .isEqualTo(template.properties("Topic").get("KmsMasterKeyId"));
  }

  @Test
  void withATagOtherServicesAreRefused() throws JsonProcessingException {
    var resolver = new Resolver(template, Map.of("ManagedTag", "scaling=managed"));
    assertThat(resolver.holds("HasManagedTag")).isTrue();
    var properties = template.properties("OnlyTaggedServices");
    assertThat(list(properties.get("Roles"))).containsExactly(Map.of("Ref", "ReconcilerRole"));
    var text = resolver.text(map(properties.get("PolicyDocument")));
    var document = new ObjectMapper().readTree(text);
    var statement = document.path("Statement").path(0);
    assertThat(document.path("Statement").size()).isEqualTo(1);
    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    assertThat(statement.path("Action").asText()).isEqualTo("ecs:UpdateService");
    assertThat(statement.path("Condition").toString())
        .isEqualTo("{\"StringNotEquals\":{\"aws:ResourceTag/scaling\":\"managed\"}}");
    assertThat(new Resolver(template, Map.of()).holds("HasManagedTag")).isFalse();
  }

  @Test
  void callersAreNamedAndBound() {
    for (var permission : template.resources("AWS::Lambda::Permission").values()) {
      assertThat(map(permission.get("Properties"))).containsKey("SourceArn");
    }
    var policies = new HashMap<>(template.resources("AWS::SQS::QueuePolicy"));
    policies.putAll(template.resources("AWS::SNS::TopicPolicy"));
    assertThat(policies).hasSize(4);
    policies.forEach((name, policy) -> {
      var document = map(map(policy.get("Properties")).get("PolicyDocument"));
      for (var statement : list(document.get("Statement"))) {
        assertThat(map(map(statement).get("Principal"))).as(name).containsOnlyKeys("Service");
        assertThat(map(map(statement).get("Condition")).toString())
            .as(name)
            .contains("aws:SourceArn");
      }
    });
  }
}
