package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What is remembered of a service's tasks: rows {@code stop#taskArn}, each a stop that was dealt
 * with, for a day; and a row {@code starts} with an attribute {@code t:taskId} for each start and
 * {@code trouble} for what ECS last said of whether tasks come.
 */
public final class DynamoTaskFacts {
  private static final String STOP = "stop#";
  private static final Duration STOPS_KEPT = Duration.ofDays(1);
  private static final Duration STARTS_KEPT = Duration.ofHours(2);

  /** Longer than it can matter, and no start is read after so long. */
  private static final Duration TROUBLE_KEPT = Duration.ofHours(7);

  /** The most rows of one BatchWriteItem. */
  private static final int BATCH = 25;

  private static final int TRIES = 5;

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
   * A stopped task.
   *
   * @param kind what its stop was
   */
  public record Stop(ServiceRef service, String taskArn, String kind) {}

  /**
   * Remembers stops of different tasks, 25 in a call.
   *
   * @throws StateStore.Unavailable if the table could not be written; some may be remembered
   */
  public void remember(List<Stop> stops) {
    for (int from = 0; from < stops.size(); from += BATCH) {
      write(
          stops.subList(from, Math.min(from + BATCH, stops.size())).stream()
              .map(this::row)
              .toList());
    }
  }

  private WriteRequest row(Stop stop) {
    Map<String, AttributeValue> row =
        new HashMap<>(DynamoTable.key(stop.service().toString(), STOP + stop.taskArn()));
    row.put("at", DynamoTable.text(table.instant().toString()));
    row.put("stop", DynamoTable.text(stop.kind()));
    row.put("expires", table.in(STOPS_KEPT));
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }

  private void write(List<WriteRequest> rows) {
    Map<String, List<WriteRequest>> waiting = Map.of(table.name, rows);
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      if (attempt > TRIES) {
        throw new StateStore.Unavailable("DynamoDB left rows unprocessed", null);
      }
      if (attempt > 1) {
        DynamoTable.pause(attempt - 1);
      }
      Map<String, List<WriteRequest>> asked = waiting;
      waiting =
          DynamoTable.call(() ->
              table
                  .client
                  .batchWriteItem(request -> request.requestItems(asked))
                  .unprocessedItems());
    }
  }

  /**
   * Replaces the starts of a service's tasks, by id of the task; writes nothing if {@code change}
   * changes nothing. It is asked again if another run has written in between.
   *
   * @throws StateStore.Unavailable if the table could not be read or written, or others always were
   *     first
   */
  public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
    change(service, facts -> new Facts(change.apply(facts.starts()), facts.trouble()));
  }

  /**
   * Replaces what ECS said of whether a service's tasks come; null: nothing yet. Else as {@link
   * #starts}.
   *
   * @return whether it is another one now
   * @throws StateStore.Unavailable if the table could not be read or written, or others always were
   *     first
   */
  public boolean trouble(ServiceRef service, Function<@Nullable Trouble, Trouble> change) {
    return change(service, facts -> new Facts(facts.starts(), change.apply(facts.trouble())));
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
