package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.list;
import static io.fargateautoscaler.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** With KmsKeyArn all data at rest is under that key; without it, under that of each service. */
class EncryptionTest {

  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0123";

  /** Where each type of resource that holds data names its key. */
  private static final Map<String, String> KEY_PROPERTY =
      Map.of(
          "AWS::DynamoDB::Table", "SSESpecification",
          "AWS::SQS::Queue", "KmsMasterKeyId",
          "AWS::SNS::Topic", "KmsMasterKeyId",
          "AWS::Logs::LogGroup", "KmsKeyId",
          "AWS::Serverless::Function", "KmsKeyArn");

  /**
   * Types that hold no data of their own. Parameters are Strings: the mode, the first document and
   * claims name services and hold no secret.
   */
  private static final Set<String> WITHOUT_DATA =
      Set.of(
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Events::Rule",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Permission",
          "AWS::Logs::QueryDefinition",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::SSM::Parameter");

  private final Template template = Template.read();

  private Object keyOf(String name, String type, Resolver resolver) {
    var properties =
        type.equals("AWS::Serverless::Function")
            ? template.function(name)
            : template.properties(name);
    var value = properties.get(KEY_PROPERTY.get(type));
    return value == null ? "none" : resolver.resolve(value);
  }

  @Test
  void withAKeyEverythingThatHoldsDataIsUnderIt() {
    var resolver = new Resolver(template, Map.of("KmsKeyArn", KEY, "ChatNotices", "on"));
    KEY_PROPERTY.forEach((type, property) -> {
      assertThat(template.resources(type)).as(type).isNotEmpty();
      for (var name : template.resources(type).keySet()) {
        assertThat(keyOf(name, type, resolver).toString()).as(name).contains(KEY);
      }
    });
  }

  @Test
  void withoutOneEachServiceEncryptsByItself() {
    var resolver = new Resolver(template, Map.of());
    for (var name : template.resources("AWS::SQS::Queue").keySet()) {
      var managed = template.properties(name).get("SqsManagedSseEnabled");
      assertThat(resolver.resolve(Objects.requireNonNull(managed, name))).as(name).isEqualTo(true);
    }
    KEY_PROPERTY.forEach((type, property) -> {
      for (var name : template.resources(type).keySet()) {
        assertThat(keyOf(name, type, resolver).toString()).as(name).doesNotContain("arn:");
      }
    });
  }

  @Test
  void everyTypeIsKnownToHoldDataOrNot() {
    var types = new TreeSet<String>();
    template
        .section("Resources")
        .values()
        .forEach(resource -> types.add(String.valueOf(map(resource).get("Type"))));
    types.removeAll(KEY_PROPERTY.keySet());
    assertThat(WITHOUT_DATA).containsAll(types);
  }

  @Test
  void parametersAreNoSecrets() {
    assertThat(template.resources("AWS::SSM::Parameter"))
        .allSatisfy((name, resource) ->
            assertThat(template.properties(name)).containsEntry("Type", "String"));
  }

  @Test
  void allRolesMayUseTheKeyThroughTheServicesThatHoldData() {
    var resolver = new Resolver(template, Map.of("KmsKeyArn", KEY));
    assertThat(resolver.holds("HasKmsKey")).isTrue();
    var policy = template.properties("UseOfTheKey");
    assertThat(list(policy.get("Roles")))
        .hasSameSizeAs(template.resources("AWS::IAM::Role").keySet());
    var statement = map(list(map(policy.get("PolicyDocument")).get("Statement")).getFirst());
    assertThat(resolver.resolve(statement).toString())
        .contains(KEY)
        .contains(
            List.of(
                "dynamodb.eu-west-1.amazonaws.com",
                "lambda.eu-west-1.amazonaws.com",
                "sns.eu-west-1.amazonaws.com",
                "sqs.eu-west-1.amazonaws.com"));
  }
}
