package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.list;
import static io.fargateautoscaler.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A stack of an earlier release can be updated to this template: nothing that holds data is
 * replaced, and who deploys with the old parameters still can. Each release leaves its template in
 * {@code releases/VERSION}.
 */
class UpgradeTest {

  static final List<String> RELEASES = List.of("0.1.0");

  /** Types that hold data, and their properties whose change makes CloudFormation replace them. */
  private static final Map<String, List<String>> REPLACED_BY =
      Map.of(
          "AWS::DynamoDB::Table", List.of("TableName", "KeySchema", "AttributeDefinitions"),
          "AWS::SQS::Queue", List.of("QueueName", "FifoQueue"),
          "AWS::SNS::Topic", List.of("TopicName", "FifoTopic"),
          "AWS::SNS::Subscription", List.of("TopicArn", "Protocol", "Endpoint"),
          "AWS::Logs::LogGroup", List.of("LogGroupName"),
          "AWS::SSM::Parameter", List.of("Name", "Type"),
          "AWS::Serverless::Function", List.of("FunctionName"));

  private final Template now = Template.read();

  @ParameterizedTest
  @FieldSource("RELEASES")
  void nothingThatHoldsDataIsReplaced(String release) {
    var old = Template.of(release);
    REPLACED_BY.forEach((type, properties) ->
        old.resources(type)
            .forEach((name, before) -> {
              assertThat(now.resources(type)).as(release).containsKey(name);
              var after = map(now.section("Resources").get(name));
              assertThat(after.get("Condition")).as(name).isEqualTo(before.get("Condition"));
              for (var property : properties) {
                assertThat(now.properties(name).get(property))
                    .as("%s of %s", property, name)
                    .isEqualTo(old.properties(name).get(property));
              }
            }));
    assertThat(old.resources("AWS::DynamoDB::Table")).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("RELEASES")
  void everyOldParameterIsStillAccepted(String release) {
    var old = Template.of(release);
    old.section("Parameters")
        .forEach((name, declaration) -> {
          var before = map(declaration);
          var after = map(now.section("Parameters").get(name));
          assertThat(after).as(name).isNotEmpty().containsEntry("Type", before.get("Type"));
          assertThat(after.get("Default"))
              .as("default of %s", name)
              .isEqualTo(before.get("Default"));
          if (after.containsKey("AllowedValues")) {
            assertThat(list(after.get("AllowedValues")))
                .as("values of %s", name)
                .containsAll(list(before.get("AllowedValues")));
          }
          assertThat(number(after, "MinValue", Long.MIN_VALUE))
              .as("least %s", name)
              .isLessThanOrEqualTo(number(before, "MinValue", Long.MIN_VALUE));
          assertThat(number(after, "MaxValue", Long.MAX_VALUE))
              .as("greatest %s", name)
              .isGreaterThanOrEqualTo(number(before, "MaxValue", Long.MAX_VALUE));
          if (before.containsKey("Default") && after.containsKey("AllowedPattern")) {
            var pattern = Pattern.compile(String.valueOf(after.get("AllowedPattern")));
            assertThat(pattern.matcher(String.valueOf(before.get("Default"))).find())
                .as("%s accepts its old default", name)
                .isTrue();
          }
        });
  }

  private static long number(Map<String, Object> declaration, String key, long none) {
    return declaration.get(key) instanceof Number number ? number.longValue() : none;
  }

  @ParameterizedTest
  @FieldSource("RELEASES")
  void whatIsNewHasADefault(String release) {
    var old = Template.of(release).section("Parameters");
    now.section("Parameters")
        .forEach((name, declaration) -> {
          if (!old.containsKey(name)) {
            assertThat(map(declaration)).as(name).containsKey("Default");
          }
        });
  }

  @ParameterizedTest
  @FieldSource("RELEASES")
  void everyOldOutputSaysTheSame(String release) {
    var values = now.section("Outputs");
    Template.of(release)
        .section("Outputs")
        .forEach((name, output) -> {
          assertThat(values).containsKey(name);
          if (!name.equals("NextStep")) {
            assertThat(map(values.get(name)).get("Value"))
                .as(name)
                .isEqualTo(map(output).get("Value"));
            assertThat(Objects.toString(map(values.get(name)).get("Condition")))
                .as(name)
                .isEqualTo(Objects.toString(map(output).get("Condition")));
          }
        });
  }
}
