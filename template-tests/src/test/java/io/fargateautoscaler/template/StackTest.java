package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.list;
import static io.fargateautoscaler.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the stack promises: its parameters and outputs, delivery, limits, health. */
class StackTest {

  private final Template template = Template.read();

  @Test
  void parametersComeInTheOrderInWhichTheyAreAsked() {
    var defaults = new LinkedHashMap<String, String>();
    template
        .section("Parameters")
        .forEach((name, p) -> defaults.put(name, String.valueOf(map(p).get("Default"))));
    var expected = new LinkedHashMap<String, String>();
    expected.put("ClusterName", "null");
    expected.put("ServiceName", "");
    expected.put("MinCapacity", "1");
    expected.put("MaxCapacity", "4");
    expected.put("CpuTarget", "60");
    expected.put("QueueName", "");
    expected.put("NotificationEmail", "");
    expected.put("Mode", "observe");
    expected.put("TaskStartedNotices", "off");
    expected.put("MoreClusterArns", "");
    expected.put("ManagedTag", "");
    expected.put("AlarmNamePrefix", "");
    expected.put("KmsKeyArn", "");
    expected.put("ReservedConcurrency", "-1");
    expected.put("LogRetentionDays", "30");
    expected.put("QueuePulseSeconds", "10");
    expected.put("NoticeLimit", "20");
    expected.put("FargatePrices", "");
    expected.put("ChatNotices", "off");
    assertThat(defaults).containsExactlyEntriesOf(expected);
    assertThat(map(template.section("Parameters").get("Mode")))
        .containsEntry("AllowedValues", List.of("active", "observe", "off"));
    assertThat(map(template.section("Parameters").get("TaskStartedNotices")))
        .containsEntry("AllowedValues", List.of("on", "off"));
  }

  @Test
  void outputsAreThoseThatTheCommandLineReads() {
    assertThat(template.section("Outputs").keySet())
        .containsExactly(
            "WorkQueueUrl",
            "TaskEventQueueUrl",
            "TaskEventDeadLetterQueueUrl",
            "TopicArn",
            "ChatTopicArn",
            "TableName",
            "PolicyPath",
            "DashboardUrl",
            "ReconcilerName",
            "TaskEventsName",
            "PolicySyncName",
            "NextStep");
  }

  @Test
  void queuesHideAMessageForSixTimeoutsAndTheWindowAndGiveUpAfterFiveTries() {
    var mappings = template.resources("AWS::Lambda::EventSourceMapping");
    assertThat(mappings).hasSize(2);
    for (var mapping : mappings.values()) {
      var source = map(map(mapping.get("Properties")).get("EventSourceArn"));
      var queue = template.properties(String.valueOf(source.get("Fn::GetAtt")).replace(".Arn", ""));
      var function = map(map(mapping.get("Properties")).get("FunctionName")).get("Ref");
      var timeout = template.function(String.valueOf(function)).getOrDefault("Timeout", 900);
      var window =
          map(mapping.get("Properties")).getOrDefault("MaximumBatchingWindowInSeconds", 300);
      assertThat((Integer) queue.get("VisibilityTimeout"))
          .isGreaterThanOrEqualTo(6 * (Integer) timeout + (Integer) window);
      assertThat(map(queue.get("RedrivePolicy"))).containsEntry("maxReceiveCount", 5);
    }
  }

  @Test
  void batchesReportSingleFailuresAndTwoRunAtOnce() {
    for (var mapping : template.resources("AWS::Lambda::EventSourceMapping").values()) {
      assertThat(map(mapping.get("Properties")))
          .containsEntry("ScalingConfig", Map.of("MaximumConcurrency", 2))
          .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    }
  }

  @Test
  void hintsDoNotWaitAndFactsComeByTheThousand() {
    assertThat(template.properties("WorkQueueMapping"))
        .containsEntry("MaximumBatchingWindowInSeconds", 0)
        .containsEntry("BatchSize", 10);
    assertThat(template.properties("TaskEventQueueMapping"))
        .containsEntry("MaximumBatchingWindowInSeconds", 5)
        .containsEntry("BatchSize", 300);
  }

  @Test
  void pulsesAreAsOftenAsTheReconcilerTakesThem() {
    assertThat(map(template.section("Parameters").get("QueuePulseSeconds")))
        .containsEntry("MinValue", 0)
        .containsEntry("MaxValue", 59);
  }

  @Test
  void noConcurrencyIsReservedByDefault() {
    var standard = new Resolver(template, Map.of());
    var reserving = new Resolver(template, Map.of("ReservedConcurrency", "5"));
    for (var function : HandlersTest.FUNCTIONS) {
      var reserved = map(template.function(function).get("ReservedConcurrentExecutions"));
      assertThat(standard.resolve(reserved)).isSameAs(Resolver.NOTHING);
      assertThat(reserving.resolve(reserved)).isEqualTo("5");
    }
  }

  @Test
  void everyTargetOfARuleHasADeadLetterQueueThatItMayUse() {
    var allowed = template.properties("RuleDeadLetterQueuePolicy").toString();
    template
        .resources("AWS::Events::Rule")
        .forEach((name, rule) -> {
          var targets = list(map(rule.get("Properties")).get("Targets"));
          assertThat(targets).as(name).isNotEmpty();
          for (var target : targets) {
            assertThat(map(target))
                .as(name)
                .containsEntry(
                    "DeadLetterConfig",
                    Map.of("Arn", Map.of("Fn::GetAtt", "RuleDeadLetterQueue.Arn")));
            allowsItself(name, map(target));
          }
          assertThat(allowed).contains("Fn::GetAtt=" + name + ".Arn");
        });
  }

  @Test
  void serviceActionsWakeAtOnceAndAreKeptAsFacts() {
    assertThat(list(template.properties("ServiceActionRule").get("Targets")))
        .extracting(target -> map(target).get("Arn"))
        .containsExactly(
            Map.of("Fn::GetAtt", "WorkQueue.Arn"), Map.of("Fn::GetAtt", "TaskEventQueue.Arn"));
  }

  private void allowsItself(String rule, Map<String, Object> target) {
    var receiver = String.valueOf(map(target.get("Arn")).get("Fn::GetAtt")).replace(".Arn", "");
    var from = "Fn::GetAtt=" + rule + ".Arn";
    if (receiver.endsWith("Queue")) {
      assertThat(template.properties(receiver + "Policy").toString()).contains(from);
    } else {
      assertThat(template.resources("AWS::Lambda::Permission").values())
          .extracting(Object::toString)
          .anyMatch(text -> text.contains(from) && text.contains("Ref=" + receiver));
    }
  }

  @Test
  void everyDeadLetterQueueHasAnAlarm() {
    var watched = new TreeSet<String>();
    for (var alarm : template.resources("AWS::CloudWatch::Alarm").values()) {
      var properties = map(alarm.get("Properties"));
      assertThat(list(properties.get("AlarmActions"))).contains(Map.of("Ref", "HealthTopic"));
      if ("ApproximateNumberOfMessagesVisible".equals(properties.get("MetricName"))) {
        var dimension = map(list(properties.get("Dimensions")).getFirst());
        watched.add(String.valueOf(map(dimension.get("Value")).get("Fn::GetAtt")));
      }
    }
    assertThat(watched)
        .containsExactly(
            "RuleDeadLetterQueue.QueueName",
            "TaskEventDeadLetterQueue.QueueName",
            "WorkDeadLetterQueue.QueueName");
  }

  @Test
  void silenceIsAnAlarm() {
    assertThat(template.properties("NoVerdictsAlarm"))
        .containsEntry("Namespace", "FargateAutoscaler")
        .containsEntry("MetricName", "Verdicts")
        .containsEntry("TreatMissingData", "breaching")
        .containsEntry("Period", 300)
        .containsEntry("EvaluationPeriods", 2);
  }

  @Test
  void failuresThatStayAreAnAlarm() {
    assertThat(template.properties("FailedAlarm"))
        .containsEntry("Namespace", "FargateAutoscaler")
        .containsEntry("MetricName", "Failed")
        .containsEntry("Statistic", "Sum")
        .containsEntry("Period", 60)
        .containsEntry("EvaluationPeriods", 10)
        .containsEntry("DatapointsToAlarm", 10)
        .containsEntry("Threshold", 1)
        .containsEntry("TreatMissingData", "notBreaching");
  }

  @Test
  void ticksThatNeverReachAllServicesAreAnAlarm() {
    assertThat(template.properties("LeftAlarm"))
        .containsEntry("Namespace", "FargateAutoscaler")
        .containsEntry("MetricName", "Left")
        .containsEntry("Period", 60)
        .containsEntry("DatapointsToAlarm", 10)
        .containsEntry("Threshold", 1)
        .containsEntry("TreatMissingData", "notBreaching");
  }

  @Test
  void theDashboardShowsEveryMetricOfTheReconciler() {
    assertThat(template.properties("Dashboard").toString())
        .contains(
            "\"Verdicts\"",
            "\"Scaled\"",
            "\"Failed\"",
            "\"Dropped\"",
            "\"Left\"",
            "\"NotifyFailed\"");
  }

  @Test
  void everythingThatCanBeTaggedIs() {
    var untaggable =
        java.util.Set.of(
            "AWS::CloudWatch::Dashboard",
            "AWS::IAM::ManagedPolicy",
            "AWS::Lambda::Permission",
            "AWS::Logs::QueryDefinition",
            "AWS::SNS::Subscription",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy");
    template
        .section("Resources")
        .forEach((name, resource) -> {
          var type = String.valueOf(map(resource).get("Type"));
          if (type.equals("AWS::Serverless::Function")) {
            assertThat(template.function(name)).as(name).containsKey("Tags");
          } else if (!untaggable.contains(type)) {
            assertThat(template.properties(name)).as(name).containsKey("Tags");
          }
        });
  }

  @Test
  void theFirstPolicyIsMadeOfTheParameters() {
    var both = Map.of("ClusterName", "shop", "ServiceName", "checkout", "QueueName", "orders");
    var document = firstPolicy(both);
    assertThat(document)
        .containsEntry("schema", 1)
        .containsEntry("service", "shop/checkout")
        .containsEntry("capacity", Map.of("min", 1, "max", 4));
    assertThat(map(document.get("policies")))
        .containsEntry("cpu", Map.of("type", "target-tracking", "metric", "cpu", "target", 60))
        .containsEntry("queue", Map.of("type", "queue", "queue", "orders"));
    var queueOnly = new TreeMap<>(both);
    queueOnly.put("CpuTarget", "0");
    assertThat(map(firstPolicy(queueOnly).get("policies"))).containsOnlyKeys("queue");
    assertThat(new Resolver(template, Map.of()).holds("HasService")).isFalse();
  }

  private Map<String, Object> firstPolicy(Map<String, String> given) {
    var resolver = new Resolver(template, given);
    assertThat(resolver.text(map(template.properties("FirstPolicy").get("Name"))))
        .isEqualTo("/fargate-autoscaler/services/shop/checkout");
    var text = resolver.text(map(template.properties("FirstPolicy").get("Value")));
    return map(new Yaml().load(text));
  }

  @Test
  void suppressionsAreFewAndSayWhy() {
    var rules = new TreeSet<String>();
    for (var resource : template.section("Resources").values()) {
      var checkov = map(map(map(resource).get("Metadata")).get("checkov"));
      for (var skip : list(checkov.get("skip"))) {
        rules.add(String.valueOf(map(skip).get("id")));
        assertThat(String.valueOf(map(skip).get("comment"))).hasSizeGreaterThan(20);
      }
    }
    assertThat(rules).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void noTopicHasTheKeyThatSilencesAlarms() throws IOException {
    assertThat(Files.readString(Template.projectRoot().resolve("template.yaml")))
        .doesNotContain("alias/aws/");
  }
}
