package io.fargateautoscaler.template;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From operations of AWS clients to the actions of IAM that allow them. */
final class Actions {

  /** Operations whose permission has another name. An empty one needs no permission of its own. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("dynamodb:TransactWriteItems", ""),
          Map.entry("dynamodb:Transact-put", "dynamodb:PutItem"),
          Map.entry("dynamodb:Transact-update", "dynamodb:UpdateItem"),
          Map.entry("dynamodb:Transact-delete", "dynamodb:DeleteItem"),
          Map.entry("dynamodb:Transact-conditionCheck", "dynamodb:ConditionCheckItem"),
          Map.entry("dynamodb:TransactGetItems", "dynamodb:GetItem"),
          Map.entry("sns:PublishBatch", "sns:Publish"),
          Map.entry("sqs:SendMessageBatch", "sqs:SendMessage"),
          Map.entry("sts:GetCallerIdentity", ""));

  /** Services whose prefix in IAM is not the name of the client's package. */
  private static final Map<String, String> PREFIXES =
      Map.of("applicationautoscaling", "application-autoscaling");

  private Actions() {}

  /** The actions for operations as {@link SdkCalls} finds them. */
  static Set<String> of(Set<String> operations) {
    var actions = new TreeSet<String>();
    for (var operation : operations) {
      var parts = operation.split(":", 2);
      var name = parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1);
      var action = PREFIXES.getOrDefault(parts[0], parts[0]) + ":" + name;
      actions.add(RENAMED.getOrDefault(action, action));
    }
    actions.remove("");
    return actions;
  }
}
