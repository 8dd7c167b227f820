package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What is remembered of a service's tasks: rows {@code stop#taskArn}, each a stop that was dealt
 * with, for a day; a row {@code starts} with an attribute {@code t:taskId} for each start; and a
 * row {@code start-ups} with how long its tasks took to start.
 */
public final class DynamoTaskFacts {
  private static final String STOP = "stop#";
  private static final Duration STOPS_KEPT = Duration.ofDays(1);
  private static final Duration STARTS_KEPT = Duration.ofHours(2);

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
    replace(service, StartsRow.KEY, STARTS_KEPT, StartsRow::read, change, StartsRow::write);
  }

  /**
   * Replaces what is kept of the start-ups of a service's tasks; otherwise as {@link #starts}.
   *
   * @throws StateStore.Unavailable if the table could not be read or written, or others always were
   *     first
   */
  public void startUps(ServiceRef service, UnaryOperator<StartUps> change) {
    replace(
        service, StartUpsRow.KEY, StartUpTimes.KEPT, StartUpsRow::read, change, StartUpsRow::write);
  }

  private <T> void replace(
      ServiceRef service,
      String sk,
      Duration kept,
      Function<Map<String, AttributeValue>, T> read,
      UnaryOperator<T> change,
      BiConsumer<Map<String, AttributeValue>, T> write) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Map<String, AttributeValue> row =
          table.get(List.of(DynamoTable.key(service.toString(), sk))).stream()
              .findFirst()
              .orElse(Map.of());
      T known = read.apply(row);
      T next = change.apply(known);
      if (next.equals(known)) {
        return;
      }
      Map<String, AttributeValue> written = new HashMap<>(DynamoTable.key(service.toString(), sk));
      write.accept(written, next);
      written.put("expires", table.in(kept));
      if (put(written, DynamoTable.number(row, "version"))) {
        return;
      }
      DynamoTable.pause(attempt);
    }
    throw DynamoTable.busy(null);
  }

  private boolean put(Map<String, AttributeValue> row, long version) {
    row.put("version", DynamoTable.number(version + 1));
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
