package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.StateStore.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The state table. Every read is consistent and leaves out rows whose time is over, since DynamoDB
 * deletes them days later. Every failure is {@link Unavailable}.
 */
final class DynamoTable {
  /** The most keys of one BatchGetItem. */
  private static final int BATCH = 100;

  private static final int TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  /** Of a row, that there is none or its time is over; {@code :now} must be given. */
  static final String UNKNOWN = "attribute_not_exists(pk) OR expires <= :now";

  final DynamoDbClient client;
  final String name;
  private final InstantSource clock;
  private final Lanes lanes;

  DynamoTable(DynamoDbClient client, String name, InstantSource clock) {
    this(client, name, clock, Lanes.ONE);
  }

  /** With batches of rows read in {@code lanes}. */
  DynamoTable(DynamoDbClient client, String name, InstantSource clock, Lanes lanes) {
    this.client = client;
    this.name = name;
    this.clock = clock;
    this.lanes = lanes;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  /** The text of an attribute; empty if it is not there. */
  static String text(Map<String, AttributeValue> row, String attribute) {
    AttributeValue value = row.get(attribute);
    return value == null || value.s() == null ? "" : value.s();
  }

  /** The number of an attribute; 0 if it is not there. */
  static long number(Map<String, AttributeValue> row, String attribute) {
    AttributeValue value = row.get(attribute);
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }

  AttributeValue now() {
    return number(clock.instant().getEpochSecond());
  }

  /** The value of {@code expires} for a row that lives so long from now on. */
  AttributeValue in(Duration life) {
    return number(clock.instant().plus(life).getEpochSecond());
  }

  Instant instant() {
    return clock.instant();
  }

  private boolean alive(Map<String, AttributeValue> row) {
    long expires = number(row, "expires");
    return expires == 0 || expires > clock.instant().getEpochSecond();
  }

  /** Rows of one partition whose sort key begins so, in order; at most {@code limit}. */
  List<Map<String, AttributeValue>> query(
      String pk, String prefix, boolean newestFirst, int limit) {
    return page(
        request ->
            request
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(Map.of(":pk", text(pk), ":sk", text(prefix)))
                .scanIndexForward(!newestFirst),
        limit);
  }

  /** All rows of one partition. */
  List<Map<String, AttributeValue>> partition(String pk) {
    return page(
        request ->
            request
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text(pk))),
        Integer.MAX_VALUE);
  }

  private List<Map<String, AttributeValue>> page(
      UnaryOperator<QueryRequest.Builder> condition, int limit) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    QueryRequest request =
        condition.apply(QueryRequest.builder().tableName(name).consistentRead(true)).build();
    boolean more = true;
    while (more && rows.size() < limit) {
      QueryRequest next = request;
      QueryResponse response = call(() -> client.query(next));
      response.items().stream().filter(this::alive).forEach(rows::add);
      more = response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty();
      request = request.toBuilder().exclusiveStartKey(response.lastEvaluatedKey()).build();
    }
    return rows.size() <= limit ? rows : rows.subList(0, limit);
  }

  /** The rows with these keys that exist, in any order. */
  List<Map<String, AttributeValue>> get(Collection<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> all = List.copyOf(keys);
    List<List<Map<String, AttributeValue>>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
    }
    Queue<Map<String, AttributeValue>> rows = new ConcurrentLinkedQueue<>();
    lanes.each(batches, batch -> rows.addAll(batch(batch)));
    return List.copyOf(rows);
  }

  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, KeysAndAttributes> waiting =
        Map.of(name, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      if (attempt > TRIES) {
        throw new Unavailable("DynamoDB left keys unprocessed", null);
      }
      if (attempt > 1) {
        pause(attempt - 1);
      }
      Map<String, KeysAndAttributes> asked = waiting;
      BatchGetItemResponse response =
          call(() -> client.batchGetItem(request -> request.requestItems(asked)));
      response.responses().getOrDefault(name, List.of()).stream()
          .filter(this::alive)
          .forEach(rows::add);
      waiting = response.unprocessedKeys();
    }
    return rows;
  }

  /**
   * Puts {@code row} as the version after {@code expected} if the stored row still has that one; 0:
   * if there is none, or its time is over, for DynamoDB deletes late.
   */
  Put successor(Map<String, AttributeValue> row, long expected) {
    Map<String, AttributeValue> next = new HashMap<>(row);
    next.put("version", number(expected + 1));
    Put.Builder put = Put.builder().tableName(name).item(next);
    return expected == 0
        ? put.conditionExpression(UNKNOWN).expressionAttributeValues(Map.of(":now", now())).build()
        : put.conditionExpression("version = :version")
            .expressionAttributeValues(Map.of(":version", number(expected)))
            .build();
  }

  /** Waits before the next attempt, each time twice as long. */
  static void pause(int attempt) {
    LockSupport.parkNanos(FIRST_PAUSE.toNanos() << (attempt - 1));
  }

  static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  static Unavailable unavailable(SdkException e) {
    return new Unavailable("DynamoDB: " + Reasons.of(e), e);
  }

  static Unavailable busy(@Nullable SdkException e) {
    return new Unavailable("DynamoDB: other transactions were in the way", e);
  }
}
