package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("wire")
final class DynamoTaskFactsWireTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final Start RUNS = new Start(Samples.NOW, null, false);
  private static final Start CRASHED = new Start(Samples.NOW, Samples.NOW.plusSeconds(20), true);
  private static final Start FAILED =
      new Start(Samples.NOW, Samples.NOW.plusSeconds(7_200), false, true, "ecs-svc/17");

  private final SetClock clock = new SetClock(Samples.NOW);
  private final DynamoDbClient dynamo = WireServer.clients().dynamoDb();
  private final String table = WireServer.table(dynamo, "facts");
  private final DynamoTaskFacts facts = new DynamoTaskFacts(dynamo, table, clock);

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(request -> request.tableName(table));
  }

  @Test
  void theRowKeepsAllOfAStart() {
    add("1a", FAILED);

    assertThat(StartsRow.read(row())).isEqualTo(Map.of("1a", FAILED));
  }

  private Map<String, AttributeValue> row() {
    return row("starts");
  }

  private Map<String, AttributeValue> row(String sk) {
    return dynamo
        .getItem(request ->
            request.tableName(table).consistentRead(true).key(DynamoTable.key("shop/checkout", sk)))
        .item();
  }

  private void add(String task, Start start) {
    facts.starts(
        CHECKOUT,
        known -> {
          Map<String, Start> next = new TreeMap<>(known);
          next.put(task, start);
          return next;
        });
  }

  @Test
  void aStartIsAnAttributeOfItsServicesRow() {
    add("1a", RUNS);
    add("2b", CRASHED);

    Map<String, AttributeValue> row = row();

    assertThat(row).containsOnlyKeys("pk", "sk", "version", "expires", "t:1a", "t:2b");
    assertThat(DynamoTable.text(row, "t:1a")).isEqualTo("{\"at\":\"" + Samples.NOW + "\"}");
    assertThat(DynamoTable.text(row, "t:2b"))
        .isEqualTo(
            "{\"at\":\""
                + Samples.NOW
                + "\",\"ended\":\""
                + Samples.NOW.plusSeconds(20)
                + "\",\"bad\":true}");
    assertThat(DynamoTable.number(row, "expires"))
        .isEqualTo(Samples.NOW.plus(Duration.ofHours(2)).getEpochSecond());
    assertThat(StartsRow.read(row)).isEqualTo(Map.of("1a", RUNS, "2b", CRASHED));
  }

  @Test
  void whatAnotherRunWritesInBetweenIsNotLost() {
    add("1a", RUNS);
    List<Map<String, Start>> asked = new ArrayList<>();

    facts.starts(
        CHECKOUT,
        known -> {
          if (asked.isEmpty()) {
            add("other", CRASHED);
          }
          asked.add(known);
          Map<String, Start> next = new TreeMap<>(known);
          next.put("2b", RUNS);
          return next;
        });

    assertThat(asked).extracting(Map::size).containsExactly(1, 2);
    assertThat(StartsRow.read(row())).containsOnlyKeys("1a", "other", "2b");
  }

  @Test
  void twoThatBeginTogetherBothCount() {
    List<Integer> asked = new ArrayList<>();
    facts.starts(
        CHECKOUT,
        known -> {
          if (asked.isEmpty()) {
            asked.add(known.size());
            add("other", CRASHED);
          }
          Map<String, Start> next = new TreeMap<>(known);
          next.put("1a", RUNS);
          return next;
        });

    assertThat(StartsRow.read(row())).containsOnlyKeys("other", "1a");
  }

  @Test
  void whatEcsSaidAndTheStartsDoNotLoseEachOther() {
    Trouble said = new Trouble(Samples.NOW, Trouble.Kind.CAPACITY, "no room", "wait");
    Trouble steady = new Trouble(Samples.NOW.plusSeconds(60), Trouble.Kind.NONE, "", "");
    add("1a", RUNS);

    assertThat(facts.trouble(CHECKOUT, said)).isTrue();
    assertThat(facts.trouble(CHECKOUT, said)).isFalse();
    add("2b", CRASHED);

    assertThat(StartsRow.read(row())).containsOnlyKeys("1a", "2b");
    assertThat(StartsRow.trouble(row())).isEqualTo(said);
    assertThat(DynamoTable.number(row(), "expires"))
        .as("it is needed for longer than starts are")
        .isEqualTo(Samples.NOW.plus(Duration.ofHours(7)).getEpochSecond());
    facts.trouble(CHECKOUT, steady);
    facts.trouble(CHECKOUT, said);
    assertThat(StartsRow.trouble(row())).isEqualTo(steady);
  }

  @Test
  void aRowWhoseTimeIsOverBeginsAnew() {
    add("1a", RUNS);
    clock.advance(Duration.ofHours(3));

    add("2b", CRASHED);

    assertThat(StartsRow.read(row())).containsOnlyKeys("2b");
  }

  @Test
  void aThousandStartsFitIntoTheRow() {
    Map<String, Start> many = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      many.put("0123456789abcdef0123456789ab" + (1000 + i), CRASHED);
    }

    facts.starts(CHECKOUT, _ -> many);

    assertThat(StartsRow.read(row())).isEqualTo(many);
  }

  @Test
  void whatCannotBeReadInARowIsLeftOut() {
    dynamo.putItem(request ->
        request
            .tableName(table)
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("shop/checkout"),
                    "sk", AttributeValue.fromS("starts"),
                    "t:1", AttributeValue.fromS("{\"at\":\"yesterday\"}"),
                    "t:2", AttributeValue.fromS("{"),
                    "t:3", AttributeValue.fromN("3"),
                    "t:4", AttributeValue.fromS("{\"at\":\"" + Samples.NOW + "\"}"),
                    "version", AttributeValue.fromN("4"))));

    add("5", CRASHED);

    assertThat(StartsRow.read(row())).isEqualTo(Map.of("4", RUNS, "5", CRASHED));
  }

  @Test
  void startUpsOfTwoRunsAtOnceAreAllKeptForThirtyDays() {
    StartUp startUp =
        new StartUp(Samples.NOW, "checkout:7", Duration.ofMillis(34_500), Duration.ofSeconds(8));
    StartUps other = new StartUps(Samples.NOW.minusSeconds(9), Map.of("other", startUp));
    StartUps mine = new StartUps(Instant.EPOCH, Map.of("1a", startUp));
    List<StartUps> asked = new ArrayList<>();

    facts.startUps(
        CHECKOUT,
        known -> {
          if (asked.isEmpty()) {
            asked.add(known);
            facts.startUps(CHECKOUT, _ -> other);
          }
          asked.add(known);
          return StartUpTimes.joined(known, mine, Samples.NOW);
        });
    facts.startUps(CHECKOUT, known -> known);

    Map<String, AttributeValue> row = row("start-ups");
    assertThat(asked).containsExactly(StartUps.NONE, StartUps.NONE, other);
    assertThat(StartUpsRow.read(row))
        .isEqualTo(new StartUps(other.after(), Map.of("1a", startUp, "other", startUp)));
    assertThat(DynamoTable.number(row, "version")).isEqualTo(2);
    assertThat(DynamoTable.number(row, "expires"))
        .isEqualTo(Samples.NOW.plus(Duration.ofDays(30)).getEpochSecond());
    assertThat(row("starts")).isEmpty();
  }

  void aTableThatDoesNotAnswerIsUnavailable() {
    DynamoTaskFacts other = new DynamoTaskFacts(dynamo, "no-such-table", clock);
    assertThatThrownBy(() -> other.starts(CHECKOUT, _ -> Map.of("1a", RUNS)))
        .isInstanceOf(StateStore.Unavailable.class);
  }
}
