package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a local server never does: keys left over, rows held by others, answers that are lost. */
final class DynamoRetriesTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Function<Call, Answer> answers = call -> Answer.json("{}");
  private final FakeAws aws = new FakeAws(call -> answers.apply(call));
  private final DynamoStore store =
      new DynamoStore(aws.clients().dynamoDb(), "state", new NoticeJson(), () -> Samples.NOW);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void keysThatAreLeftOverAreAskedForAgain() {
    answers = call -> batch(call, call.number() == 0 ? 3 : 100);

    List<ServiceRef> services = services(5);

    assertThat(store.load(services)).containsOnlyKeys(services);
    assertThat(aws.calls()).extracting(call -> keys(call).size()).containsExactly(20, 17);
    assertThat(aws.calls())
        .allMatch(call -> json(call).at("/RequestItems/state/ConsistentRead").asBoolean());
  }

  @Test
  void atMostAHundredKeysAreAskedForAtOnce() {
    answers = call -> batch(call, 100);

    List<ServiceRef> services = services(120);

    assertThat(store.load(services)).containsOnlyKeys(services);
    assertThat(aws.calls())
        .extracting(call -> keys(call).size())
        .containsExactly(100, 100, 100, 100, 80);
  }

  @Test
  void inSeveralLanesNoRowIsLost() {
    answers = call -> batch(call, 100);
    DynamoStore wide =
        new DynamoStore(
            aws.clients().dynamoDb(), "state", new NoticeJson(), () -> Samples.NOW, new Lanes(5));

    List<ServiceRef> services = services(120);

    assertThat(wide.load(services)).containsOnlyKeys(services);
    assertThat(aws.calls())
        .extracting(call -> keys(call).size())
        .containsExactlyInAnyOrder(100, 100, 100, 100, 80);
  }

  @Test
  void keysThatStayLeftOverAreNotTakenForAbsent() {
    answers = call -> batch(call, 0);

    assertThatThrownBy(() -> store.load(services(1)))
        .isInstanceOf(StateStore.Unavailable.class)
        .hasMessageContaining("unprocessed");
    assertThat(aws.calls()).hasSize(5);
  }

  @Test
  void aWriteWaitsForAnotherTransaction() {
    answers =
        call ->
            call.number() < 2
                ? Answer.error(400, "TransactionConflictException")
                : Answer.json("{}");

    assertThat(store.save(CHECKOUT, 3, Samples.state(4, 9))).isTrue();
    assertThat(aws.calls()).hasSize(3);
    assertThat(aws.calls().stream().map(Call::text).distinct()).hasSize(1);
  }

  @Test
  void aWriteGivesUpIfOthersAreAlwaysInTheWay() {
    answers = call -> Answer.error(400, "TransactionConflictException");

    assertThatThrownBy(() -> store.save(CHECKOUT, 3, Samples.state(4, 9)))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThat(aws.calls()).hasSize(5);
  }

  @Test
  void aWriteWhoseAnswerWasLostIsOurs() {
    answers = call -> call.number() == 0 ? Answer.NONE : conditionFailed(json(call).path("Item"));

    assertThat(store.save(CHECKOUT, 3, Samples.state(4, 9))).isTrue();
    assertThat(aws.calls()).hasSize(2);
  }

  @Test
  void aRowOfAnotherRunIsNotOurs() {
    answers =
        call -> {
          ObjectNode item = json(call).path("Item").deepCopy();
          item.set("token", JSON.createObjectNode().put("S", "another"));
          return call.number() == 0 ? Answer.NONE : conditionFailed(item);
        };

    assertThat(store.save(CHECKOUT, 3, Samples.state(4, 9))).isFalse();
  }

  @Test
  void aStateAloneNeedsNoTransaction() {
    assertThat(store.record(CHECKOUT, 3, Samples.state(4, 9), null, List.of())).isTrue();

    assertThat(aws.calls()).extracting(Call::action).containsExactly("PutItem");
  }

  @Test
  void aCountedDayIsWrittenEvenIfNothingElseIs() {
    DayTally day = DayTally.from(Samples.NOW);
    Shadow shadow = new Shadow(2, ScalingHistory.NONE, Map.of(), List.of(), null, day, day, true);
    ServiceState state = new ServiceState(4, ScalingHistory.NONE, null, null, Map.of(), shadow);

    assertThat(store.record(CHECKOUT, 3, state, null, List.of())).isTrue();

    assertThat(aws.calls())
        .singleElement()
        .satisfies(call -> assertThat(call.text()).contains("\"day#" + Samples.NOW));
  }

  @Test
  void aTransactionWaitsForAnother() {
    answers =
        call -> call.number() < 2 ? cancelled("TransactionConflict", "None") : Answer.json("{}");

    assertThat(record()).isTrue();
    assertThat(aws.calls()).hasSize(3);
  }

  @Test
  void aTransactionGivesUpIfOthersAreAlwaysInTheWay() {
    answers = call -> cancelled("TransactionConflict");

    assertThatThrownBy(() -> record())
        .isInstanceOf(StateStore.Unavailable.class)
        .hasMessageContaining("in the way");
    assertThat(aws.calls()).hasSize(5);
  }

  @Test
  void aStateThatIsNewerEndsTheTransactionAtOnce() {
    answers = call -> cancelled("ConditionalCheckFailed", "TransactionConflict", "None");

    assertThat(
            store.record(
                CHECKOUT,
                3,
                Samples.state(4, 9),
                null,
                List.of(Samples.notice("n", CHECKOUT, Samples.NOW))))
        .isFalse();
    assertThat(aws.calls()).hasSize(1);
  }

  @Test
  void aKnownNoticeIsLeftOutOfTheNextTry() {
    answers =
        call ->
            call.number() == 0
                ? cancelled("None", "None", "ConditionalCheckFailed", "None", "None")
                : Answer.json("{}");

    assertThat(
            store.record(
                CHECKOUT,
                3,
                Samples.state(4, 9),
                null,
                List.of(
                    Samples.notice("known", CHECKOUT, Samples.NOW),
                    Samples.notice("fresh", CHECKOUT, Samples.NOW))))
        .isTrue();
    assertThat(aws.calls())
        .extracting(call -> json(call).path("TransactItems").size())
        .containsExactly(5, 3);
    assertThat(aws.calls().getLast().text()).contains("waiting#fresh").doesNotContain("known");
  }

  @Test
  void aTransactionWhoseAnswerWasLostIsTheSameAtItsSecondTry() {
    answers = call -> call.number() == 0 ? Answer.NONE : Answer.json("{}");

    assertThat(record()).isTrue();

    assertThat(aws.calls()).hasSize(2);
    assertThat(
            aws.calls().stream().map(c -> json(c).path("ClientRequestToken").asText()).distinct())
        .singleElement()
        .satisfies(token -> assertThat(token).isNotBlank());
  }

  /** A state with an audit row. */
  private boolean record() {
    return store.record(
        CHECKOUT, 3, Samples.state(4, 9), Samples.decision(CHECKOUT, "d-1"), List.of());
  }

  private static List<ServiceRef> services(int number) {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      services.add(new ServiceRef("shop", "service-" + i));
    }
    return services;
  }

  /** Policies of the first keys; the others are left over. */
  private static Answer batch(Call call, int processed) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode rows = answer.putObject("Responses").putArray("state");
    ObjectNode left = answer.putObject("UnprocessedKeys");
    List<JsonNode> keys = keys(call);
    for (JsonNode key : keys.subList(0, Math.min(processed, keys.size()))) {
      if (key.at("/sk/S").asText().equals("policy")) {
        ServiceRef service = ServiceRef.parse(key.at("/pk/S").asText()).orElseThrow();
        ObjectNode row = rows.addObject();
        row.setAll((ObjectNode) key);
        row.putObject("version").put("N", "1");
        row.putObject("document").put("S", Samples.document(service, 1).text());
      }
    }
    if (processed < keys.size()) {
      ObjectNode table = left.putObject("state");
      table.put("ConsistentRead", true);
      table.putArray("Keys").addAll(keys.subList(processed, keys.size()));
    }
    return Answer.json(answer.toString());
  }

  private static List<JsonNode> keys(Call call) {
    List<JsonNode> keys = new ArrayList<>();
    json(call).at("/RequestItems/state/Keys").forEach(keys::add);
    return keys;
  }

  private static Answer conditionFailed(JsonNode item) {
    ObjectNode error = JSON.createObjectNode();
    error.put("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
    error.put("message", "The conditional request failed");
    error.set("Item", item);
    return Answer.json(400, error.toString());
  }

  private static Answer cancelled(String... codes) {
    ObjectNode error = JSON.createObjectNode();
    error.put("__type", "com.amazonaws.dynamodb.v20120810#TransactionCanceledException");
    error.put("message", "Transaction cancelled");
    ArrayNode reasons = error.putArray("CancellationReasons");
    for (String code : codes) {
      reasons.addObject().put("Code", code);
    }
    return Answer.json(400, error.toString());
  }

  private static JsonNode json(Call call) {
    try {
      return JSON.readTree(call.text());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
