package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The stopped tasks that were dealt with, each for a day: rows {@code stop#taskArn} of a service.
 */
public final class DynamoTaskFacts {
  private static final String STOP = "stop#";
  private static final Duration KEPT = Duration.ofDays(1);

  private final DynamoTable table;

  public DynamoTaskFacts(DynamoDbClient client, String table, InstantSource clock) {
    this.table = new DynamoTable(client, table, clock);
  }

  /**
   * Those of {@code tasks}, given by ARN, whose stop is remembered.
   *
   * @throws StateStore.Unavailable if the table could not be read
   */
  public Set<String> known(Map<String, ServiceRef> tasks) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    tasks.forEach((task, service) -> keys.add(DynamoTable.key(service.toString(), STOP + task)));
    return table.get(keys).stream()
        .map(row -> DynamoTable.text(row, "sk").substring(STOP.length()))
        .collect(Collectors.toSet());
  }

  /**
   * Remembers a stop.
   *
   * @return false if it was remembered before
   * @throws StateStore.Unavailable if the table could not be written
   */
  public boolean remember(ServiceRef service, String taskArn, String stopKind) {
    Map<String, AttributeValue> row =
        new HashMap<>(DynamoTable.key(service.toString(), STOP + taskArn));
    row.put("at", DynamoTable.text(table.instant().toString()));
    row.put("stop", DynamoTable.text(stopKind));
    row.put("expires", table.in(KEPT));
    return DynamoTable.call(() -> put(row));
  }

  private boolean put(Map<String, AttributeValue> row) {
    try {
      table.client.putItem(request ->
          request
              .tableName(table.name)
              .item(row)
              // DynamoDB deletes late, so a row whose time is over may still be there.
              .conditionExpression("attribute_not_exists(pk) OR expires <= :now")
              .expressionAttributeValues(Map.of(":now", table.now())));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
