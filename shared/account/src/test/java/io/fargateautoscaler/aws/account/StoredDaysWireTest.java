package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("wire")
class StoredDaysWireTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef OTHER = new ServiceRef("shop", "web2");
  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
  private static final LocalDate FIRST = LocalDate.parse("2026-03-03");

  private final Session session = WireAccount.session("any");
  private final String table = WireAccount.table(session);
  private final DynamoStore store =
      new DynamoStore(session.clients().dynamoDb(), table, new NoticeJson(), () -> NOON);
  private final StoredDays days = new StoredDays(session, table);

  private static DayTally day(String since) {
    return new DayTally(
        Instant.parse(since), 3_600, 60, new Side(9, 8, 7), new Side(6, 5, 4), "AAS");
  }

  private static ServiceState observed(long version, DayTally today, @Nullable DayTally finished) {
    return state(version, today, finished, false);
  }

  private static ServiceState state(
      long version, DayTally today, @Nullable DayTally finished, boolean ended) {
    Shadow shadow =
        new Shadow(3, ScalingHistory.NONE, Map.of(), List.of(), null, today, finished, ended);
    return new ServiceState(version, ScalingHistory.NONE, null, "v", Map.of(), shadow);
  }

  private boolean record(ServiceRef service, long expected, ServiceState next) {
    return store.record(service, expected, next, null, List.of());
  }

  @Test
  void finishedDaysAreRowsAndThePresentOneIsInTheState() {
    DayTally second = day("2026-03-02T00:00:00Z");
    DayTally third = day("2026-03-03T00:00:00Z");
    DayTally fourth = day("2026-03-04T00:00:00Z");
    assertThat(record(WEB, 0, observed(1, third, second))).isTrue();
    assertThat(record(WEB, 1, observed(2, fourth, third))).isTrue();
    assertThat(record(OTHER, 0, observed(1, fourth, third))).isTrue();

    assertThat(days.since(WEB, FIRST)).containsExactly(third, fourth);
    assertThat(days.since(WEB, FIRST.minusDays(9))).containsExactly(second, third, fourth);
    assertThat(days.since(WEB, FIRST.plusDays(9))).isEmpty();
    assertThat(store.days(WEB, 10)).containsExactly(third, second);
  }

  @Test
  void aWriteThatCameTooLateLeavesNoRow() {
    DayTally third = day("2026-03-03T00:00:00Z");
    assertThat(record(WEB, 0, observed(1, third, null))).isTrue();

    assertThat(record(WEB, 0, observed(1, day("2026-03-04T00:00:00Z"), third))).isFalse();

    assertThat(store.days(WEB, 10)).isEmpty();
  }

  @Test
  void whatIsObservedNoLongerHasNoPresentDay() {
    assertThat(record(WEB, 0, state(1, day("2026-03-03T00:00:00Z"), null, true))).isTrue();

    assertThat(days.since(WEB, FIRST)).isEmpty();
  }

  @Test
  void aRowIsKeptForNinetyDaysAndOneThatCannotBeReadHarmsNoOther() {
    DayTally third = day("2026-03-03T00:00:00Z");
    record(WEB, 0, observed(1, day("2026-03-04T00:00:00Z"), third));
    var client = session.clients().dynamoDb();
    client.putItem(request ->
        request
            .tableName(table)
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("shop/web"),
                    "sk", AttributeValue.fromS("day#2026-03-03T12:00:00Z"),
                    "tally", AttributeValue.fromS("{\"since\":5}"))));

    assertThat(days.since(WEB, FIRST)).hasSize(2).contains(third);
    var row =
        client
            .getItem(request ->
                request
                    .tableName(table)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("shop/web"),
                            "sk", AttributeValue.fromS("day#2026-03-03T00:00:00Z"))))
            .item();
    assertThat(row.get("expires"))
        .extracting(AttributeValue::n)
        .isEqualTo("" + NOON.plus(Duration.ofDays(90)).getEpochSecond());
  }

  @Test
  void withoutAnyRowThereIsNothing() {
    assertThat(days.since(WEB, FIRST)).isEmpty();
  }
}
