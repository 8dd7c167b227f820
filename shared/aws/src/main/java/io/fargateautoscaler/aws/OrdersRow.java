package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.number;
import static io.fargateautoscaler.aws.DynamoTable.text;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The row {@code orders} of a service: what operators ordered, until the last of it has ended. */
final class OrdersRow {
  static final String KEY = "orders";

  /** A resume works at the next look; that may be late when the stack was off. */
  private static final Duration RESUME_KEPT = Duration.ofDays(7);

  private static final int TRIES = 5;

  private OrdersRow() {}

  static Orders read(ServiceRef service, Map<String, AttributeValue> row) {
    return StoredText.orders(service, text(row, KEY));
  }

  /** Writes on condition that the row is still the one that was read: two operators may act. */
  static Orders change(DynamoTable table, ServiceRef service, UnaryOperator<Orders> change) {
    Map<String, AttributeValue> key = key(service.toString(), KEY);
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Map<String, AttributeValue> known =
          table.get(List.of(key)).stream().findFirst().orElse(Map.of());
      Orders next = change.apply(known.isEmpty() ? Orders.NONE : read(service, known));
      Map<String, AttributeValue> row = new HashMap<>(key);
      row.put(KEY, text(StoredText.write(next)));
      row.put("expires", number(expires(next)));
      if (put(table, row, known.get(KEY))) {
        return next;
      }
      DynamoTable.pause(attempt);
    }
    throw DynamoTable.busy(null);
  }

  private static boolean put(
      DynamoTable table, Map<String, AttributeValue> row, @Nullable AttributeValue known) {
    return DynamoTable.call(() -> {
      try {
        table.client.putItem(request ->
            request
                .tableName(table.name)
                .item(row)
                .conditionExpression(known == null ? DynamoTable.UNKNOWN : "orders = :known")
                .expressionAttributeValues(
                    known == null ? Map.of(":now", table.now()) : Map.of(":known", known)));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  /** The second in which all orders have ended; without any it has long passed. */
  private static long expires(Orders orders) {
    return Stream.of(
                orders.pause() == null ? Instant.EPOCH : orders.pause().until(),
                orders.hold() == null ? Instant.EPOCH : orders.hold().until(),
                orders.resumed() == null ? Instant.EPOCH : orders.resumed().plus(RESUME_KEPT))
            .mapToLong(Instant::getEpochSecond)
            .max()
            .orElse(0)
        + 1;
  }
}
