package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.contract.StoreContract;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.tasks.StartUpSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("wire")
final class DynamoStoreWireTest extends StoreContract {
  private final SetClock clock = new SetClock(Samples.NOW);
  private final DynamoDbClient dynamo = WireServer.clients().dynamoDb();
  private final String table = WireServer.table(dynamo, "state");
  private final DynamoStore store =
      new DynamoStore(dynamo, table, Samples.bothTopics(new NoticeJson()), clock, new Lanes(5));

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(request -> request.tableName(table));
  }

  @Override
  protected StateStore states() {
    return store;
  }

  @Override
  protected PolicyStore policies() {
    return store;
  }

  @Override
  protected Outbox outbox() {
    return store;
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }

  @Test
  void ordersAndFreezesEnd() {
    store.put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    Instant until = Samples.NOW.plusSeconds(60);
    store.order(CHECKOUT, new Orders(new Pause(Samples.NOW, until, "ann"), null));
    store.freeze(until);
    clock.advance(Duration.ofSeconds(61));

    assertThat(stored(CHECKOUT).orders()).isEqualTo(Orders.NONE);
    assertThat(store.stack().frozenUntil()).isNull();
  }

  @Test
  void anOrderThatCameBetweenReadAndWriteIsKept() {
    store.put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    Pause pause = new Pause(Samples.NOW, Samples.NOW.plusSeconds(60), "ann");
    RangeHold hold = new RangeHold(3, 9, Samples.NOW.plusSeconds(60), "bob");
    boolean[] other = {true};

    store.order(
        CHECKOUT,
        orders -> {
          if (other[0]) {
            other[0] = false;
            store.order(CHECKOUT, between -> between.held(hold));
          }
          return orders.paused(pause);
        });

    assertThat(stored(CHECKOUT).orders()).isEqualTo(new Orders(pause, hold));
  }

  @Test
  void ordersThatCannotBeReadHarmNothingElse() {
    store.put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    for (String text : List.of("{", "{\"pause\":{\"from\":\"yesterday\",\"until\":\"\"}}", "[]")) {
      put(Map.of("pk", "shop/checkout", "sk", "orders", "orders", text), 1);

      assertThat(stored(CHECKOUT).orders()).isEqualTo(Orders.NONE);
    }
  }

  @Test
  void startsAreReadOneByOne() {
    store.put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    assertThat(stored(CHECKOUT).starts()).isEmpty();
    put(
        Map.of(
            "pk", "shop/checkout",
            "sk", "starts",
            "t:1", "{\"at\":\"2026-03-01T11:59:00Z\",\"bad\":false}",
            "t:2",
                """
                {"at":"2026-03-01T11:58:00Z","ended":"2026-03-01T11:58:30Z","bad":true}\
                """,
            "t:3", "{\"at\":\"2026-03",
            "t:4", "{\"ended\":\"2026-03-01T11:58:30Z\"}",
            "trouble",
                """
                {"at":"2026-03-01T11:57:00Z","kind":"PLACEMENT","cause":"c","nextStep":"n"}\
                """,
            "other", "{\"at\":\"2026-03-01T11:59:00Z\",\"bad\":false}"),
        1);

    assertThat(stored(CHECKOUT).starts())
        .containsExactlyInAnyOrder(
            new Start(Samples.NOW.minusSeconds(60), null, false),
            new Start(Samples.NOW.minusSeconds(120), Samples.NOW.minusSeconds(90), true));
    assertThat(stored(CHECKOUT).capacity())
        .isEqualTo(new Trouble(Samples.NOW.minusSeconds(180), Trouble.Kind.PLACEMENT, "c", "n"));
  }

  @Test
  void startUpsComeWithAPolicyThatHasAUseForThem() {
    put(Map.of("pk", "shop/checkout", "sk", "start-ups", "r:web:12", "1a,1772366300000,34500,"), 1);
    store.put(
        document("{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}"),
        Samples.NOW,
        List.of());
    assertThat(stored(CHECKOUT).startUp()).isNull();

    store.put(document("{\"type\":\"queue\",\"queue\":\"jobs\"}"), Samples.NOW, List.of());

    assertThat(stored(CHECKOUT).startUp())
        .isEqualTo(
            new StartUpSummary(
                "web:12", 1, Duration.ofMillis(34_500), Duration.ofMillis(34_500), null, null));
  }

  private static PolicyDocument document(String policy) {
    PolicyReader.Result read =
        PolicyReader.read(
            "{\"service\":\"shop/checkout\",\"capacity\":{\"min\":1,\"max\":9},\"policies\":{\"one\":"
                + policy
                + "}}",
            "shop/checkout");
    return new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson());
  }

  @Test
  void whatIsSetAsideKeepsItsReason() {
    store.add(Samples.notice("n-1", CHECKOUT, clock.instant()));
    clock.advance(Duration.ofDays(1));
    store.failed(store.waiting(1).getFirst(), "topic\nnot found");

    Map<String, AttributeValue> row =
        dynamo
            .getItem(request ->
                request
                    .tableName(table)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("OUTBOX"),
                            "sk", AttributeValue.fromS("aside#n-1"))))
            .item();
    assertThat(row.get("reason")).isEqualTo(AttributeValue.fromS("topic not found"));
    assertThat(row.get("subject")).isNotNull();
  }

  @Test
  void aDecisionThatIsTooLongForARowIsShortened() {
    DecisionRecord huge = StoredTextTest.huge(CHECKOUT);

    assertThat(store.record(CHECKOUT, 0, Samples.state(1, 4), huge, List.of())).isTrue();

    assertThat(store.audit(CHECKOUT, 1).getFirst()).contains("\"shortened\":true");
  }

  private StateStore.Stored stored(ServiceRef service) {
    return Objects.requireNonNull(store.load(List.of(service)).get(service));
  }

  @Test
  void observesUntilAModeIsWritten() {
    assertThat(store.stack().mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void aNoticeMayBeToldAgainAfterADay() {
    store.add(Samples.notice("n-1", CHECKOUT, clock.instant()));
    store.told(store.waiting(1).getFirst());
    clock.advance(Duration.ofHours(25));

    store.add(Samples.notice("n-1", CHECKOUT, clock.instant()));

    assertThat(store.waiting(10)).hasSize(1);
  }

  @Test
  void auditRowsComeNewestFirstAndEnd() {
    store.record(CHECKOUT, 0, Samples.state(1, 4), Samples.decision(CHECKOUT, "0001"), List.of());
    store.record(CHECKOUT, 1, Samples.state(2, 4), Samples.decision(CHECKOUT, "0002"), List.of());

    assertThat(store.audit(CHECKOUT, 10)).hasSize(2);
    assertThat(store.audit(CHECKOUT, 1).getFirst()).contains("\"id\":\"0002\"");

    clock.advance(Duration.ofDays(31));

    assertThat(store.audit(CHECKOUT, 10)).isEmpty();
  }

  @Test
  void aRowThatCannotBeReadHarmsItsOwnServiceOnly() {
    store.put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    store.put(Samples.document(CART, 1), Samples.NOW, List.of());
    store.save(CART, 0, Samples.state(1, 4));
    put(Map.of("pk", "shop/checkout", "sk", "state", "state", "{\"version\":"), 7);
    put(Map.of("pk", "shop/broken", "sk", "policy", "document", "{}"), 1);

    Map<ServiceRef, StateStore.Stored> loaded =
        store.load(List.of(CHECKOUT, CART, new ServiceRef("shop", "broken")));

    assertThat(loaded).containsOnlyKeys(CHECKOUT, CART);
    assertThat(Objects.requireNonNull(loaded.get(CART)).state()).isEqualTo(Samples.state(1, 4));
    ServiceState lost = Objects.requireNonNull(loaded.get(CHECKOUT)).state();
    assertThat(Objects.requireNonNull(lost).version()).isEqualTo(7);
    assertThat(lost.history()).isEqualTo(ScalingHistory.NONE);
    assertThat(store.save(CHECKOUT, 7, Samples.state(8, 4))).isTrue();
  }

  private void put(Map<String, String> texts, long version) {
    Map<String, AttributeValue> row = new HashMap<>();
    texts.forEach((name, text) -> row.put(name, AttributeValue.fromS(text)));
    row.put("version", AttributeValue.fromN(Long.toString(version)));
    dynamo.putItem(request -> request.tableName(table).item(row));
  }

  @Test
  void remembersTheNewestTick() {
    assertThat(store.lastTick()).isEmpty();

    store.ticked(Samples.NOW);

    assertThat(store.lastTick()).contains(Samples.NOW);
  }

  @Test
  void aTableThatDoesNotAnswerIsUnavailable() {
    DynamoStore other = new DynamoStore(dynamo, "no-such-table", new NoticeJson(), clock);

    assertThatThrownBy(other::stack).isInstanceOf(StateStore.Unavailable.class);
    assertThatThrownBy(() -> other.load(List.of(CHECKOUT)))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThatThrownBy(() -> other.save(CHECKOUT, 0, Samples.state(1, 1)))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThatThrownBy(() -> other.record(CHECKOUT, 0, Samples.state(1, 1), null, List.of()))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThatThrownBy(() -> other.add(Samples.notice("n", CHECKOUT, Samples.NOW)))
        .isInstanceOf(StateStore.Unavailable.class);
  }
}
