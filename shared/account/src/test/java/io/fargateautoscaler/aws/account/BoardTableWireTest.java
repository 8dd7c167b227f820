package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("wire")
final class BoardTableWireTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final Session session = WireAccount.session("none");
  private final DynamoDbClient dynamo = session.clients().dynamoDb();
  private final String name = WireAccount.table(session);
  private final BoardTable table = new BoardTable(session, name, InstantSource.fixed(NOW));

  private void row(String pk, String sk, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> row = new HashMap<>(values);
    row.put("pk", AttributeValue.fromS(pk));
    row.put("sk", AttributeValue.fromS(sk));
    dynamo.putItem(request -> request.tableName(name).item(row));
  }

  private void stop(String task, Instant at) {
    row(
        WEB.toString(),
        "stop#" + task,
        Map.of(
            "at", AttributeValue.fromS(at.toString()), "stop", AttributeValue.fromS("crash")));
  }

  @Test
  void stopsOfTheTimeAskedForNewestFirst() {
    stop("a", NOW.minusSeconds(3601));
    stop("b", NOW.minusSeconds(3600));
    stop("c", NOW.minusSeconds(1));
    row("shop/other", "stop#d", Map.of("at", AttributeValue.fromS(NOW.toString())));
    assertThat(table.stops(WEB, NOW.minusSeconds(3600)))
        .containsExactly(
            new BoardTable.Stop("c", NOW.minusSeconds(1), "crash"),
            new BoardTable.Stop("b", NOW.minusSeconds(3600), "crash"));
  }

  @Test
  void waitingNoticesAreCountedWithTheAgeOfTheOldest() {
    assertThat(table.waiting()).isEqualTo(new BoardTable.Waiting(0, null));
    for (int i = 1; i <= 3; i++) {
      row(
          "OUTBOX",
          "waiting#" + i,
          Map.of("added", AttributeValue.fromN("" + NOW.minusSeconds(i).getEpochSecond())));
    }
    row("OUTBOX", "told#9", Map.of());
    assertThat(table.waiting()).isEqualTo(new BoardTable.Waiting(3, NOW.minusSeconds(3)));
  }

  @Test
  void anEmptyTableIsAStackThatHasNotBegun() {
    assertThat(table.stack().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(table.stack().services()).isEmpty();
    assertThat(table.lastTick()).isEmpty();
  }

  @Test
  void aTableThatIsNotThereIsTrouble() {
    BoardTable none = new BoardTable(session, "no-such-table", InstantSource.fixed(NOW));
    assertThatThrownBy(none::stack)
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("dynamodb:Query failed");
    assertThatThrownBy(() -> none.stops(WEB, NOW))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("dynamodb:Query failed");
  }
}
