package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.core.tasks.TaskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The row {@code starts} of a service, with an attribute {@code t:taskId} for each start and {@code
 * trouble} for what ECS last said of whether tasks come.
 */
public final class DynamoTaskFacts implements TaskStore {
  private static final Duration STARTS_KEPT = Duration.ofHours(2);

  /** Longer than it can matter, and no start is read after so long. */
  private static final Duration TROUBLE_KEPT = Duration.ofHours(7);

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
  @Override
  public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
    change(service, facts -> new Facts(change.apply(facts.starts()), facts.trouble()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws StateStore.Unavailable if the table could not be read or written, or others always were
   *     first
   */
  @Override
  public boolean trouble(ServiceRef service, Trouble said) {
    return change(
        service, facts -> new Facts(facts.starts(), CapacityFacts.newer(facts.trouble(), said)));
  }

  /** What a row tells. */
  private record Facts(Map<String, Start> starts, @Nullable Trouble trouble) {}

  private boolean change(ServiceRef service, UnaryOperator<Facts> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Map<String, AttributeValue> row =
          table.get(List.of(DynamoTable.key(service.toString(), StartsRow.KEY))).stream()
              .findFirst()
              .orElse(Map.of());
      Facts known = new Facts(StartsRow.read(row), StartsRow.trouble(row));
      Facts next = change.apply(known);
      if (next.equals(known)) {
        return false;
      }
      if (put(service, DynamoTable.number(row, "version"), next)) {
        return true;
      }
      DynamoTable.pause(attempt);
    }
    throw DynamoTable.busy(null);
  }

  private boolean put(ServiceRef service, long version, Facts facts) {
    Map<String, AttributeValue> row =
        new HashMap<>(DynamoTable.key(service.toString(), StartsRow.KEY));
    row.put("version", DynamoTable.number(version + 1));
    row.put("expires", table.in(facts.trouble() == null ? STARTS_KEPT : TROUBLE_KEPT));
    StartsRow.write(row, facts.starts());
    if (facts.trouble() != null) {
      StartsRow.write(row, facts.trouble());
    }
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
