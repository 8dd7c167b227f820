package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import io.fargateautoscaler.core.tasks.TaskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * What is remembered of a service's tasks: a row {@code starts} with an attribute {@code t:taskId}
 * for each start and {@code trouble} for what ECS last said of whether tasks come; and a row {@code
 * start-ups} with how long its tasks took to start.
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
    facts(service, facts -> new Facts(change.apply(facts.starts()), facts.trouble()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws StateStore.Unavailable as {@link #starts}
   */
  @Override
  public boolean trouble(ServiceRef service, Trouble said) {
    return facts(
        service, facts -> new Facts(facts.starts(), CapacityFacts.newer(facts.trouble(), said)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws StateStore.Unavailable as {@link #starts}
   */
  @Override
  public void startUps(ServiceRef service, UnaryOperator<StartUps> change) {
    replace(
        service,
        StartUpsRow.KEY,
        StartUpsRow::read,
        change,
        (row, startUps) -> {
          row.put("expires", table.in(StartUpTimes.KEPT));
          StartUpsRow.write(row, startUps);
        });
  }

  /** What a row of starts tells. */
  private record Facts(Map<String, Start> starts, @Nullable Trouble trouble) {}

  private boolean facts(ServiceRef service, UnaryOperator<Facts> change) {
    return replace(
        service,
        StartsRow.KEY,
        row -> new Facts(StartsRow.read(row), StartsRow.trouble(row)),
        change,
        (row, facts) -> {
          row.put("expires", table.in(facts.trouble() == null ? STARTS_KEPT : TROUBLE_KEPT));
          StartsRow.write(row, facts.starts());
          if (facts.trouble() != null) {
            StartsRow.write(row, facts.trouble());
          }
        });
  }

  /** Whether the row is another one now. */
  private <T> boolean replace(
      ServiceRef service,
      String sk,
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
        return false;
      }
      Map<String, AttributeValue> written = new HashMap<>(DynamoTable.key(service.toString(), sk));
      write.accept(written, next);
      if (put(written, DynamoTable.number(row, "version"))) {
        return true;
      }
      DynamoTable.pause(attempt);
    }
    throw DynamoTable.busy(null);
  }

  private boolean put(Map<String, AttributeValue> row, long version) {
    Put put = table.successor(row, version);
    return DynamoTable.call(() -> {
      try {
        table.client.putItem(request ->
            request
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeValues(put.expressionAttributeValues()));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }
}
