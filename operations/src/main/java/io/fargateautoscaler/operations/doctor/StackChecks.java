package io.fargateautoscaler.operations.doctor;

import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.doctor.StackFacts.Resource;
import io.fargateautoscaler.operations.doctor.StackFacts.Topic;
import java.util.ArrayList;
import java.util.List;

/** The stack itself, and who hears of it. */
final class StackChecks {
  private static final List<String> OUTPUTS =
      List.of(
          "WorkQueueUrl",
          "TaskEventQueueUrl",
          "TaskEventDeadLetterQueueUrl",
          "TopicArn",
          "TableName",
          "PolicyPath",
          "ReconcilerName",
          "TaskEventsName",
          "PolicySyncName");

  private final StackFacts facts;

  StackChecks(StackFacts facts) {
    this.facts = facts;
  }

  Finding deployed() {
    Stack stack = facts.stack();
    List<String> missing =
        OUTPUTS.stream().filter(output -> !stack.outputs().containsKey(output)).toList();
    if (!missing.isEmpty()) {
      return Finding.fail(
          "stack",
          stack.name() + " has no output " + String.join(", ", missing),
          "it is another product's stack or of an older version: name yours with --stack, or deploy"
              + " again");
    }
    return switch (stack.status()) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE" ->
          Finding.pass("stack", stack.name() + " in " + stack.region() + ": " + stack.status());
      case "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" ->
          Finding.fail(
              "stack",
              stack.name() + ": " + stack.status(),
              "wait for the end of the deployment, then ask again");
      default ->
          Finding.fail(
              "stack",
              stack.name() + ": " + stack.status(),
              "the last deployment failed: aws cloudformation describe-stack-events --stack-name "
                  + stack.name());
    };
  }

  Finding complete() {
    List<Resource> resources = facts.resources();
    List<String> bad =
        resources.stream()
            .filter(each -> !each.status().matches("(CREATE|UPDATE)_COMPLETE"))
            .map(each -> each.logical() + " " + each.status())
            .toList();
    long functions = count(resources, "AWS::Lambda::Function");
    long rules = count(resources, "AWS::Events::Rule");
    if (!bad.isEmpty()) {
      return Finding.fail("resources", String.join(", ", bad), "deploy again");
    }
    if (functions < 3 || rules < 6) {
      return Finding.fail(
          "resources",
          functions + " functions and " + rules + " rules; there should be 3 and 6",
          "deploy again: somebody removed some, or the version is another one");
    }
    return Finding.pass(
        "resources",
        resources.size() + " are there, with " + functions + " functions and " + rules + " rules");
  }

  private static long count(List<Resource> resources, String type) {
    return resources.stream().filter(each -> each.type().equals(type)).count();
  }

  /** Who is told, for each topic. */
  List<Finding> topics() {
    List<Finding> findings = new ArrayList<>();
    for (Resource topic :
        facts.resources().stream()
            .filter(each -> each.type().equals("AWS::SNS::Topic"))
            .sorted((a, b) -> a.logical().compareTo(b.logical()))
            .toList()) {
      findings.add(topic(name(topic.logical()), topic.physical(), facts.topic(topic.physical())));
    }
    return findings;
  }

  private static String name(String logical) {
    return switch (logical) {
      case "Topic" -> "notices";
      case "HealthTopic" -> "health notices";
      case "ChatTopic" -> "chat notices";
      default -> logical;
    };
  }

  private Finding topic(String name, String arn, Topic topic) {
    if ("alias/aws/sns".equals(topic.key())) {
      return Finding.fail(
          name,
          "the topic is encrypted with alias/aws/sns: CloudWatch's alarms cannot publish there",
          "encrypt it with a key of your own (parameter KmsKeyArn), or not at all");
    }
    if (topic.pending() > 0) {
      return Finding.fail(
          name,
          topic.pending()
              + " of "
              + (topic.pending() + topic.confirmed())
              + " subscribers have not"
              + " confirmed",
          "follow the link in the mail of AWS Notifications; it lasts three days");
    }
    if (topic.confirmed() == 0) {
      return facts.local()
          ? Finding.needsAws(name, "nobody is subscribed to the topic")
          : Finding.fail(
              name,
              "nobody is subscribed to the topic",
              "aws sns subscribe --topic-arn "
                  + arn
                  + " --protocol email --notification-endpoint YOU");
    }
    return Finding.pass(
        name, topic.confirmed() + (topic.confirmed() == 1 ? " subscriber" : " subscribers"));
  }

  /** What only IAM itself can say; the command asks it and changes nothing. */
  Finding permission(String service) {
    List<Resource> roles =
        facts.resources().stream().filter(each -> each.logical().equals("ReconcilerRole")).toList();
    if (roles.isEmpty()) {
      return Finding.skipped("role's conditions", "the stack has no ReconcilerRole");
    }
    String account = facts.caller().account();
    String region = facts.stack().region();
    String cluster = service.substring(0, service.indexOf('/'));
    String arn = "arn:" + facts.caller().arn().split(":", 3)[1];
    String command =
        "aws iam simulate-principal-policy --policy-source-arn "
            + arn
            + ":iam::"
            + account
            + ":role/"
            + roles.getFirst().physical()
            + " --action-names ecs:UpdateService --resource-arns "
            + "%s:ecs:%s:%s:service/%s".formatted(arn, region, account, service)
            + " --context-entries ContextKeyName=ecs:cluster,ContextKeyType=string,"
            + "ContextKeyValues=%s:ecs:%s:%s:cluster/%s".formatted(arn, region, account, cluster)
            + " --query 'EvaluationResults[].EvalDecision' --output text";
    return Finding.needsYou(
        "role's conditions", "ask IAM whether " + service + " may be updated: allowed", command);
  }
}
