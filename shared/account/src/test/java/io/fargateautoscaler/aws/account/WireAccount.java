package io.fargateautoscaler.aws.account;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** An account on the server that speaks the AWS protocols; names that no other test uses. */
final class WireAccount {
  private WireAccount() {}

  /** A session of a stack that need not exist. */
  static Session session(String stack) {
    Objects.requireNonNull(System.getProperty("aws.endpointUrl"), "start with .ci/wire-tests");
    return Session.open(new Selection(stack, "eu-west-1", null), Map.of());
  }

  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A new table with the keys of the template's; its name. */
  static String table(Session session) {
    String name = unique("state");
    session
        .clients()
        .dynamoDb()
        .createTable(request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    key -> key.attributeName("pk").keyType(KeyType.HASH),
                    key -> key.attributeName("sk").keyType(KeyType.RANGE))
                .attributeDefinitions(
                    key -> key.attributeName("pk").attributeType(ScalarAttributeType.S),
                    key -> key.attributeName("sk").attributeType(ScalarAttributeType.S)));
    return name;
  }
}
