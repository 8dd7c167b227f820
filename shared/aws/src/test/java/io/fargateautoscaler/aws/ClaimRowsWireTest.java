package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("wire")
final class ClaimRowsWireTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef WORKER = new ServiceRef("shop", "worker");

  private final SetClock clock = new SetClock(Samples.NOW);
  private final DynamoDbClient dynamo = WireServer.clients().dynamoDb();
  private final String table = WireServer.table(dynamo, "claims");
  private final ClaimRows rows = new ClaimRows(dynamo, table, clock);
  private final DynamoStore store = new DynamoStore(dynamo, table, new NoticeJson(), clock);

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(request -> request.tableName(table));
  }

  @Test
  void theStackKnowsWhatIsKeptAndNothingElse() {
    rows.otherStacks(Map.of(WEB, "red", WORKER, "green"));
    assertThat(store.stack().otherStacks()).isEqualTo(Map.of(WEB, "red", WORKER, "green"));

    rows.otherStacks(Map.of(WORKER, "amber"));
    assertThat(store.stack().otherStacks()).isEqualTo(Map.of(WORKER, "amber"));
    assertThat(store.stack().services()).isEmpty();

    rows.otherStacks(Map.of());
    assertThat(store.stack().otherStacks()).isEmpty();
  }

  @Test
  void whatIsNotSaidAgainIsForgotten() {
    rows.otherStacks(Map.of(WEB, "red"));
    clock.advance(Claim.LASTS.minusSeconds(1));
    assertThat(store.stack().otherStacks()).containsOnlyKeys(WEB);

    clock.advance(Duration.ofSeconds(1));
    assertThat(store.stack().otherStacks()).isEmpty();
  }
}
