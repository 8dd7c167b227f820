package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.Trouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the state table says, for people; every failure is {@link Trouble}. */
final class BoardTable {
  private final Session session;
  private final DynamoDbClient client;
  private final String table;
  private final DynamoStore store;

  BoardTable(Session session, String table, InstantSource clock) {
    this.session = session;
    this.client = session.clients().dynamoDb();
    this.table = table;
    this.store = new DynamoStore(client, table, new TopicForms(false), clock);
  }

  StackState stack() {
    return call("dynamodb:Query", store::stack);
  }

  Map<ServiceRef, StateStore.Stored> load(Collection<ServiceRef> services) {
    return call("dynamodb:BatchGetItem", () -> store.load(services));
  }

  Optional<Instant> lastTick() {
    return call("dynamodb:BatchGetItem", store::lastTick);
  }

  /**
   * Notices that were not told yet.
   *
   * @param oldest when the oldest was added; null: none waits
   */
  record Waiting(int count, @Nullable Instant oldest) {}

  Waiting waiting() {
    List<Map<String, AttributeValue>> rows = rows("OUTBOX", "waiting#", null);
    return new Waiting(
        rows.size(),
        rows.stream()
            .map(row -> row.get("added"))
            .filter(added -> added != null && added.n() != null)
            .map(added -> Instant.ofEpochSecond(Long.parseLong(added.n())))
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  /**
   * An unexpected stop of a task.
   *
   * @param task its ARN
   * @param stopClass as in docs/failures.md
   */
  record Stop(String task, Instant at, String stopClass) {}

  /** Those that were counted since then, newest first. */
  List<Stop> stops(ServiceRef service, Instant since) {
    List<Stop> stops = new ArrayList<>();
    for (Map<String, AttributeValue> row : rows(service.toString(), "stop#", since)) {
      try {
        stops.add(
            new Stop(
                text(row, "sk").substring("stop#".length()),
                Instant.parse(text(row, "at")),
                text(row, "stop")));
      } catch (DateTimeException e) {
        // A row that cannot be read is no reason to show nothing.
        continue;
      }
    }
    stops.sort(Comparator.comparing(Stop::at).reversed());
    return stops;
  }

  /**
   * @param since with an attribute {@code at} that is not older; null: all
   */
  private List<Map<String, AttributeValue>> rows(
      String pk, String prefix, @Nullable Instant since) {
    return session.call(
        "dynamodb:Query",
        () ->
            client
                .queryPaginator(request -> {
                  request
                      .tableName(table)
                      .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)");
                  AttributeValue partition = AttributeValue.fromS(pk);
                  AttributeValue key = AttributeValue.fromS(prefix);
                  if (since == null) {
                    request.expressionAttributeValues(Map.of(":pk", partition, ":sk", key));
                  } else {
                    request
                        .filterExpression("#at >= :since")
                        .expressionAttributeNames(Map.of("#at", "at"))
                        .expressionAttributeValues(
                            Map.of(
                                ":pk",
                                partition,
                                ":sk",
                                key,
                                ":since",
                                AttributeValue.fromS(since.toString())));
                  }
                })
                .items()
                .stream()
                .toList());
  }

  private static String text(Map<String, AttributeValue> row, String attribute) {
    AttributeValue value = row.get(attribute);
    return value == null || value.s() == null ? "" : value.s();
  }

  private <T> T call(String action, Supplier<T> request) {
    try {
      return session.call(action, () -> rethrown(request));
    } catch (StateStore.Unavailable e) {
      throw new Trouble("the state table cannot be read: " + e.getMessage(), e);
    }
  }

  /** The store wraps what the SDK says; a person is told what that means. */
  private static <T> T rethrown(Supplier<T> request) {
    try {
      return request.get();
    } catch (StateStore.Unavailable e) {
      if (e.getCause() instanceof SdkException said) {
        throw said;
      }
      throw e;
    }
  }
}
