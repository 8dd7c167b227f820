package io.fargateautoscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.aws.account.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * docs/iam grants what the adapters of account commands use, and nothing else. After a change of
 * these, {@code -Diam.write=true} writes the policies anew; an action that was never used before
 * needs a line in operators/actions.json, which says on which resources.
 */
class OperatorPoliciesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Actions that know no resources, or that answer in part only if they are not granted on all. */
  private static final Set<String> ON_ANY_RESOURCE =
      Set.of(
          "application-autoscaling:DescribeScalableTargets",
          "application-autoscaling:DescribeScalingActivities",
          "application-autoscaling:DescribeScalingPolicies",
          "application-autoscaling:DescribeScheduledActions",
          "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricData",
          "cloudwatch:ListMetrics",
          "ecs:DescribeTaskDefinition",
          "ecs:ListClusters");

  private final Set<String> used = Actions.of(SdkCalls.reachableFromPackageOf(Session.class));
  private final OperatorPolicies policies = new OperatorPolicies(known());

  private static JsonNode known() {
    try (var in = OperatorPoliciesTest.class.getResourceAsStream("/operators/actions.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theAdaptersAreFound() {
    assertThat(used).contains("cloudformation:DescribeStacks");
    assertThat(SdkCalls.reachableFromPackageOf(Session.class)).contains("sts:getCallerIdentity");
  }

  @Test
  void ofEveryActionItIsKnownOnWhatItIsNeeded() {
    assertThat(policies.unknown(used)).as("without a line in operators/actions.json").isEmpty();
  }

  @Test
  void fullGrantsWhatIsUsed() throws IOException {
    same("operator-full.json", used);
  }

  @Test
  void readOnlyGrantsTheReadsAmongThem() throws IOException {
    same("operator-read-only.json", OperatorPolicies.reads(used));
  }

  private void same(String name, Set<String> actions) throws IOException {
    Path file = Template.projectRoot().resolve("docs/iam").resolve(name);
    var policy = policies.policy(actions);
    if (Boolean.getBoolean("iam.write")) {
      var lines = new DefaultPrettyPrinter();
      lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
      Files.writeString(file, JSON.writer(lines).writeValueAsString(policy) + "\n");
    }
    assertThat(JSON.readTree(Files.readString(file)))
        .as("%s; renew it with -Diam.write=true", name)
        .isEqualTo(policy);
  }

  @Test
  void whoUninstallsMayFindAndDeleteTheStacksClaims() {
    var claims = "arn:aws:ssm:REGION:ACCOUNT:parameter/fargate-autoscaler-claims/STACK";
    for (var action : Set.of("ssm:GetParametersByPath", "ssm:DeleteParameters")) {
      assertThat(used).contains(action);
      assertThat(policies.policy(Set.of(action)).path("Statement").toString())
          .contains("\"" + claims + "\"", "\"" + claims + "/*\"");
    }
  }

  @Test
  void aReadIsWhatChangesNothing() {
    assertThat(
            OperatorPolicies.reads(
                Set.of(
                    "ecs:DescribeServices",
                    "ecs:UpdateService",
                    "dynamodb:BatchGetItem",
                    "dynamodb:BatchWriteItem",
                    "dynamodb:Query",
                    "ssm:GetParameterHistory",
                    "ssm:PutParameter",
                    "sqs:ReceiveMessage")))
        .containsExactly(
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "ecs:DescribeServices",
            "ssm:GetParameterHistory");
  }

  @Test
  void everyStatementNamesActionsAndResources() {
    var actions = new TreeSet<String>();
    for (var statement : known()) {
      var any = statement.path("Resource").toString().contains("\"*\"");
      statement
          .path("Action")
          .forEach(action -> {
            assertThat(actions.add(action.asText())).as("%s twice", action).isTrue();
            assertThat(action.asText()).matches("[a-z-]+:[A-Za-z]+");
            assertThat(ON_ANY_RESOURCE.contains(action.asText()))
                .as("%s on *", action)
                .isEqualTo(any);
          });
      statement
          .path("Resource")
          .forEach(resource ->
              assertThat(resource.asText())
                  .matches(any ? "\\*" : "arn:aws:[a-z-]+:REGION:ACCOUNT:[A-Za-z:/*-]+"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"iam:PassRole", "ecs:RunTask", "ecs:ExecuteCommand", "lambda:UpdateFunctionCode"})
  void operatorsGetNoWayToMore(String action) {
    assertThat(policies.unknown(Set.of(action))).containsExactly(action);
  }
}
