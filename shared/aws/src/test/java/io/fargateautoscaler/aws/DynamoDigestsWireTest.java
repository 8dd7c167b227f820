package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.reconcile.contract.DigestContract;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@Tag("wire")
final class DynamoDigestsWireTest extends DigestContract {
  private final SetClock clock = new SetClock(Samples.NOW);
  private final String table = WireServer.unique("digests");
  private final DynamoDbClient dynamo = WireServer.clients().dynamoDb();
  private final DynamoStore store = new DynamoStore(dynamo, table, Samples::message, clock);
  private final DynamoDigests digests = new DynamoDigests(dynamo, table, Samples::message, clock);

  @BeforeEach
  void createTable() {
    dynamo.createTable(request ->
        request
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .attributeDefinitions(attribute("pk"), attribute("sk")));
  }

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(request -> request.tableName(table));
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

  @Override
  protected DigestStore digests() {
    return digests;
  }

  @Override
  protected Outbox outbox() {
    return store;
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }
}
