package io.fargateautoscaler.aws.account;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
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
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(attribute("pk"), attribute("sk")));
    return name;
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
