package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The row {@code starts} of a service, with an attribute {@code t:taskId} for each start. */
public final class DynamoTaskFacts {
  private static final Duration STARTS_KEPT = Duration.ofHours(2);

  private static final int TRIES = 5;

  private final DynamoTable table;

  public DynamoTaskFacts(DynamoDbClient client, String table, InstantSource clock) {
    this.table = new DynamoTable(client, table, clock);
  }

  /**
   * Replaces the starts of a service's tasks, by id of the task; writes nothing if {@code change}
   * changes nothing. It is asked again if another run has written in between.
   *
   * @throws StateStore.Unavailable if the table could not be read or written, or others always were
   *     first
   */
  public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Map<String, AttributeValue> row =
          table.get(List.of(DynamoTable.key(service.toString(), StartsRow.KEY))).stream()
              .findFirst()
              .orElse(Map.of());
      Map<String, Start> known = StartsRow.read(row);
      Map<String, Start> next = change.apply(known);
      if (next.equals(known) || put(service, DynamoTable.number(row, "version"), next)) {
        return;
      }
      DynamoTable.pause(attempt);
    }
    throw DynamoTable.busy(null);
  }

  private boolean put(ServiceRef service, long version, Map<String, Start> starts) {
    Map<String, AttributeValue> row =
        new HashMap<>(DynamoTable.key(service.toString(), StartsRow.KEY));
    row.put("version", DynamoTable.number(version + 1));
    row.put("expires", table.in(STARTS_KEPT));
    StartsRow.write(row, starts);
    return DynamoTable.call(() -> {
      try {
        table.client.putItem(request -> {
          request.tableName(table.name).item(row);
          if (version == 0) {
            // DynamoDB deletes late, so a row whose time is over may still be there.
            request
                .conditionExpression("attribute_not_exists(pk) OR expires <= :now")
                .expressionAttributeValues(Map.of(":now", table.now()));
          } else {
            request
                .conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", DynamoTable.number(version)));
          }
        });
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }
}
