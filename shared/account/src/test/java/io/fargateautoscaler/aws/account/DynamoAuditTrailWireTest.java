package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.audit.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("wire")
class DynamoAuditTrailWireTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef OTHER = new ServiceRef("shop", "web2");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Session session = WireAccount.session("any");
  private final String table = WireAccount.table(session);
  private final DynamoAuditTrail trail = new DynamoAuditTrail(session, table);

  @Test
  void ordersOfTheServiceAndOfTheStackComeNewestFirst() {
    Order pause = order(NOON, WEB, "pause");
    // Its text has a fraction of a second, which sorts before a 'Z'.
    Order hold = order(NOON.plusMillis(500), WEB, "hold");
    Order mode = order(NOON.plusSeconds(1), null, "mode");
    List.of(mode, pause, hold, order(NOON, OTHER, "pause")).forEach(trail::add);

    assertThat(trail.orders(WEB, NOON, NOON.plusSeconds(60))).containsExactly(mode, hold, pause);
  }

  @Test
  void fromIsIncludedAndUntilIsNot() {
    Order first = order(NOON, WEB, "pause");
    Order last = order(NOON.plusSeconds(10), WEB, "resume");
    trail.add(first);
    trail.add(last);

    assertThat(trail.orders(WEB, NOON, last.at())).containsExactly(first);
    assertThat(trail.orders(WEB, first.at().plusMillis(1), last.at().plusMillis(1)))
        .containsExactly(last);
    assertThat(trail.orders(WEB, Instant.MIN, Instant.MAX)).containsExactly(last, first);
    assertThat(trail.orders(WEB, last.at(), first.at())).isEmpty();
  }

  @Test
  void twoOrdersOfOneInstantAreBothKept() {
    trail.add(order(NOON, WEB, "pause"));
    trail.add(order(NOON, WEB, "hold"));

    assertThat(trail.orders(WEB, NOON, NOON.plusMillis(1)))
        .extracting(Order::what)
        .containsExactlyInAnyOrder("pause", "hold");
  }

  @Test
  void anOrderIsKeptForThirtyDays() {
    trail.add(order(NOON, WEB, "pause"));

    var row =
        session.clients().dynamoDb().scan(request -> request.tableName(table)).items().getFirst();

    assertThat(row)
        .containsEntry(
            "expires",
            AttributeValue.fromN("" + NOON.plus(Duration.ofDays(30)).getEpochSecond()));
  }

  @Test
  void decisionsComeNewestFirstWithinTheirTimeAndLimit() {
    decided(NOON, 3);
    decided(NOON.plusSeconds(60), 4);
    decided(NOON.plusSeconds(120), 5);

    assertThat(trail.decisions(WEB, NOON, NOON.plusSeconds(120), 10))
        .containsExactly("decision 4", "decision 3");
    assertThat(trail.decisions(WEB, NOON.plusMillis(1), Instant.MAX, 10))
        .containsExactly("decision 5", "decision 4");
    assertThat(trail.decisions(WEB, Instant.MIN, Instant.MAX, 1)).containsExactly("decision 5");
    assertThat(trail.decisions(OTHER, Instant.MIN, Instant.MAX, 10)).isEmpty();
  }

  @Test
  void aTableThatIsNotThereIsASentence() {
    DynamoAuditTrail nowhere = new DynamoAuditTrail(session, "no-such-table");

    assertThatThrownBy(() -> nowhere.decisions(WEB, Instant.MIN, Instant.MAX, 1))
        .isInstanceOf(Trouble.class)
        .hasMessageStartingWith("dynamodb:Query failed: ");
  }

  private void decided(Instant at, int version) {
    session
        .clients()
        .dynamoDb()
        .putItem(request ->
            request
                .tableName(table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(WEB.toString()),
                        "sk", AttributeValue.fromS("audit#" + at.toEpochMilli() + "-" + version),
                        "record", AttributeValue.fromS("decision " + version))));
  }

  private static Order order(Instant at, @Nullable ServiceRef service, String what) {
    return new Order(at, service, what, "for 2h", "user/ann");
  }
}
