package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.Fleet;
import io.fargateautoscaler.operations.Managed;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a stack has in force, in its state table. */
public final class DynamoFleet implements Fleet {
  private final Session session;
  private final DynamoDbClient client;
  private final String table;
  private final DynamoStore store;

  /**
   * @param table the stack's output {@code TableName}
   */
  public DynamoFleet(Session session, String table, InstantSource clock) {
    this.session = session;
    this.client = session.clients().dynamoDb();
    this.table = table;
    // Nobody at a terminal sends notices.
    this.store = new DynamoStore(client, table, new NoticeJson(), clock);
  }

  @Override
  public Mode mode() {
    return call("dynamodb:Query", store::stack).mode();
  }

  @Override
  public SortedMap<ServiceRef, Managed> services() {
    SortedMap<ServiceRef, Managed> services = new TreeMap<>();
    call("dynamodb:Query, dynamodb:BatchGetItem", () -> store.load(store.stack().services()))
        .forEach((service, stored) ->
            services.put(
                service, new Managed(stored.policy(), stored.orders(), parked(stored.state()))));
    return services;
  }

  private static boolean parked(@Nullable ServiceState state) {
    if (state == null) {
      return false;
    }
    ScalingHistory.External external = state.history().external();
    Integer count = state.history().lastApplied();
    return external != null && external.count() == 0 && count != null && count == 0;
  }

  @Override
  public Map<ServiceRef, Long> inForce() {
    return call("dynamodb:Query", store::inForce);
  }

  @Override
  public Orders order(ServiceRef service, UnaryOperator<Orders> change) {
    return call("dynamodb:BatchGetItem, dynamodb:PutItem", () -> store.order(service, change));
  }

  @Override
  public boolean tells(String notice) {
    return List.of("waiting#", "told#", "aside#").stream()
        .map(state ->
            Map.of(
                "pk", AttributeValue.fromS("OUTBOX"), "sk", AttributeValue.fromS(state + notice)))
        .anyMatch(key ->
            session.call(
                "dynamodb:GetItem",
                () ->
                    client
                        .getItem(request -> request.tableName(table).key(key).consistentRead(true))
                        .hasItem()));
  }

  /** The store wraps what the SDK says; people get its reason. */
  private <T> T call(String action, Supplier<T> request) {
    return session.call(
        action,
        () -> {
          try {
            return request.get();
          } catch (StateStore.Unavailable e) {
            throw e.getCause() instanceof SdkException cause
                ? cause
                : SdkException.create(String.valueOf(e.getMessage()), e);
          }
        });
  }
}
