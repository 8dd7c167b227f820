package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.DayRow;
import io.fargateautoscaler.config.StateJson;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.operations.comparison.ComparedDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counted days in the state table: rows of finished ones, the present one in the state. */
public final class StoredDays implements ComparedDays {
  private final Session session;
  private final DynamoDbClient client;
  private final String table;

  /**
   * @param table the stack's output {@code TableName}
   */
  public StoredDays(Session session, String table) {
    this.session = session;
    this.client = session.clients().dynamoDb();
    this.table = table;
  }

  @Override
  public List<DayTally> since(ServiceRef service, LocalDate from) {
    List<DayTally> days = new ArrayList<>();
    rows(service, from).forEach(row -> DayRow.read(row).ifPresent(days::add));
    present(service).filter(day -> !day.day().isBefore(from)).ifPresent(days::add);
    return days;
  }

  /** No key equals the upper bound: after the prefix comes a year. */
  private List<Map<String, AttributeValue>> rows(ServiceRef service, LocalDate from) {
    Map<String, AttributeValue> values =
        Map.of(
            ":pk", AttributeValue.fromS(service.toString()),
            ":from", AttributeValue.fromS(DayRow.PREFIX + from),
            ":until", AttributeValue.fromS(DayRow.PREFIX + "~"));
    return session.call(
        "dynamodb:Query",
        () ->
            client
                .queryPaginator(request ->
                    request
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :until")
                        .expressionAttributeValues(values))
                .items()
                .stream()
                .toList());
  }

  private Optional<DayTally> present(ServiceRef service) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(service.toString()), "sk", AttributeValue.fromS("state"));
    AttributeValue state =
        session
            .call(
                "dynamodb:GetItem",
                () ->
                    client.getItem(
                        request -> request.tableName(table).key(key).consistentRead(true)))
            .item()
            .get("state");
    return Optional.ofNullable(state).map(AttributeValue::s).flatMap(StoredDays::today);
  }

  /** A state of another version may be unreadable; the finished days are told all the same. */
  private static Optional<DayTally> today(String text) {
    try {
      ServiceState state = StateJson.read(text);
      return Optional.ofNullable(state.shadow())
          .filter(shadow -> !shadow.ended())
          .map(shadow -> shadow.today());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
