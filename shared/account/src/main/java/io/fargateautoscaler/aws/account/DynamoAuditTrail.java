package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The audit trail in the state table: decisions are rows {@code audit#milliseconds-version} of
 * their service; orders are rows {@code order#instant#random} of their service, or of {@code
 * ORDERS} for the whole stack.
 */
public final class DynamoAuditTrail implements AuditTrail {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String STACK = "ORDERS";

  /** Of one length, so that the order of keys is that of time. */
  private static final DateTimeFormatter KEY_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Instant LATEST = Instant.parse("2286-01-01T00:00:00Z");

  private final Session session;
  private final DynamoDbClient client;
  private final String table;

  /**
   * @param table the stack's output {@code TableName}
   */
  public DynamoAuditTrail(Session session, String table) {
    this.session = session;
    this.client = session.clients().dynamoDb();
    this.table = table;
  }

  @Override
  public List<String> decisions(ServiceRef service, Instant from, Instant until, int limit) {
    return rows(service.toString(), decision(from), decision(until), limit).stream()
        .map(row -> text(row, "record"))
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public List<Order> orders(ServiceRef service, Instant from, Instant until) {
    return Stream.of(service.toString(), STACK)
        .flatMap(pk -> rows(pk, order(from), order(until), Integer.MAX_VALUE).stream())
        .map(DynamoAuditTrail::read)
        .sorted(Comparator.comparing(Order::at).reversed())
        .toList();
  }

  @Override
  public void add(Order order) {
    ServiceRef service = order.service();
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("pk", text(service == null ? STACK : service.toString()));
    row.put("sk", text(order(order.at()) + "#" + UUID.randomUUID()));
    row.put("at", text(order.at().toString()));
    row.put("what", text(order.what()));
    row.put("detail", text(order.detail()));
    row.put("by", text(order.by()));
    row.put(
        "expires", AttributeValue.fromN(Long.toString(order.at().plus(KEPT).getEpochSecond())));
    session.call(
        "dynamodb:PutItem", () -> client.putItem(request -> request.tableName(table).item(row)));
  }

  /** Newest first. No key equals a bound: what follows the time makes it greater. */
  private List<Map<String, AttributeValue>> rows(String pk, String from, String until, int limit) {
    if (from.compareTo(until) >= 0 || limit <= 0) {
      return List.of();
    }
    return session.call(
        "dynamodb:Query",
        () ->
            client
                .queryPaginator(request ->
                    request
                        .tableName(table)
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(limit == Integer.MAX_VALUE ? null : limit)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :until")
                        .expressionAttributeValues(
                            Map.of(":pk", text(pk), ":from", text(from), ":until", text(until))))
                .items()
                .stream()
                .limit(limit)
                .toList());
  }

  private static Order read(Map<String, AttributeValue> row) {
    return new Order(
        Instant.parse(Objects.requireNonNull(text(row, "at"))),
        ServiceRef.parse(String.valueOf(text(row, "pk"))).orElse(null),
        Objects.requireNonNullElse(text(row, "what"), ""),
        Objects.requireNonNullElse(text(row, "detail"), ""),
        Objects.requireNonNullElse(text(row, "by"), ""));
  }

  private static String decision(Instant at) {
    return String.format(Locale.ROOT, "audit#%013d-", within(at).toEpochMilli());
  }

  private static String order(Instant at) {
    return "order#" + KEY_TIME.format(within(at));
  }

  /** What has no key of usual length lies before or after every row. */
  private static Instant within(Instant at) {
    return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(LATEST) ? LATEST : at;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static @Nullable String text(Map<String, AttributeValue> row, String attribute) {
    AttributeValue value = row.get(attribute);
    return value == null ? null : value.s();
  }
}
