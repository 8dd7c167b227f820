package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.reconcile.contract.DigestContract;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("wire")
final class DynamoDigestsWireTest extends DigestContract {
  private final SetClock clock = new SetClock(Samples.NOW);
  private final DynamoDbClient dynamo = WireServer.clients().dynamoDb();
  private final String table = WireServer.table(dynamo, "digests");
  private final DynamoStore store = new DynamoStore(dynamo, table, Samples::message, clock);
  private final DynamoDigests digests = new DynamoDigests(dynamo, table, Samples::message, clock);

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(request -> request.tableName(table));
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
