package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.number;
import static io.fargateautoscaler.aws.DynamoTable.text;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** State, policies and outbox in one DynamoDB table with the keys {@code pk} and {@code sk}. */
public final class DynamoStore implements StateStore, PolicyStore, Outbox {
  private static final String STACK = "STACK";
  private static final String FROZEN = "frozen";
  private static final String SERVICE = "service#";
  private static final String POLICY = "policy";
  private static final String STATE = "state";

  /** When the parameter was written, in milliseconds: a run that was overtaken writes nothing. */
  private static final String MODIFIED = "modified";

  private static final String NO_LATER = "attribute_not_exists(modified) OR modified <= :modified";

  private static final List<String> ROWS = List.of(POLICY, STATE, OrdersRow.KEY, StartsRow.KEY);

  private static final System.Logger LOG = System.getLogger(DynamoStore.class.getName());
  private static final int TRIES = 5;
  private static final Duration AUDIT_LASTS = Duration.ofDays(30);

  private final DynamoTable table;
  private final OutboxRows outbox;
  private final ReadPolicies policies = new ReadPolicies();

  public DynamoStore(
      DynamoDbClient client, String table, NoticeFormat format, InstantSource clock) {
    this(client, table, format, clock, Lanes.ONE);
  }

  /** With batches of rows read in {@code lanes}. */
  public DynamoStore(
      DynamoDbClient client, String table, NoticeFormat format, InstantSource clock, Lanes lanes) {
    this.table = new DynamoTable(client, table, clock, lanes);
    this.outbox = new OutboxRows(this.table, format);
  }

  /** The mode is observe until policy-sync has written one. */
  @Override
  public StackState stack() {
    Mode mode = Mode.OBSERVE;
    Instant frozenUntil = null;
    ServiceRef next = null;
    TreeSet<ServiceRef> services = new TreeSet<>();
    Map<String, Set<ServiceRef>> alarms = new TreeMap<>();
    Map<ServiceRef, String> others = new TreeMap<>();
    for (Map<String, AttributeValue> row : table.partition(STACK)) {
      String sk = text(row, "sk");
      if (sk.equals("mode")) {
        mode = Mode.valueOf(text(row, "mode").toUpperCase(Locale.ROOT));
      } else if (sk.equals(FROZEN)) {
        frozenUntil = Instant.parse(text(row, "until"));
      } else if (sk.equals(NextRow.KEY)) {
        next = NextRow.read(row);
      } else if (sk.startsWith(SERVICE)) {
        ServiceRef.parse(sk.substring(SERVICE.length()))
            .ifPresent(service -> {
              services.add(service);
              texts(row, "alarms")
                  .forEach(name -> alarms.computeIfAbsent(name, _ -> new TreeSet<>()).add(service));
            });
      } else {
        ClaimRows.read(row).ifPresent(service -> others.put(service, ClaimRows.stack(row)));
      }
    }
    return new StackState(mode, services, alarms, frozenUntil, others, next);
  }

  private static List<String> texts(Map<String, AttributeValue> row, String attribute) {
    AttributeValue value = row.get(attribute);
    return value == null || !value.hasSs() ? List.of() : value.ss();
  }

  @Override
  public Map<ServiceRef, Stored> load(Collection<ServiceRef> services) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (ServiceRef service : new TreeSet<>(services)) {
      ROWS.forEach(sk -> keys.add(key(service.toString(), sk)));
    }
    Map<String, Map<String, Map<String, AttributeValue>>> rows = new HashMap<>();
    for (Map<String, AttributeValue> row : table.get(keys)) {
      rows.computeIfAbsent(text(row, "pk"), _ -> new HashMap<>()).put(text(row, "sk"), row);
    }
    Map<ServiceRef, Stored> found = new TreeMap<>();
    for (ServiceRef service : services) {
      Stored stored = stored(service, rows.getOrDefault(service.toString(), Map.of()));
      if (stored != null) {
        found.put(service, stored);
      }
    }
    addStartUps(found);
    return found;
  }

  /** They are for a sentence of a notice only, so that their failure must stop nothing. */
  private void addStartUps(Map<ServiceRef, Stored> found) {
    try {
      StartUpsRow.newest(
              table, found.values().stream().map(each -> each.policy().policy()).toList())
          .forEach((service, startUp) ->
              found.computeIfPresent(service, (_, stored) -> stored.with(startUp)));
    } catch (Unavailable e) {
      LOG.log(
          System.Logger.Level.WARNING, "start-up times: {0}", Reasons.line("" + e.getMessage()));
    }
  }

  private @Nullable Stored stored(
      ServiceRef service, Map<String, Map<String, AttributeValue>> rows) {
    Map<String, AttributeValue> policy = rows.get(POLICY);
    if (policy == null) {
      return null;
    }
    String document = text(policy, "document");
    Map<String, AttributeValue> state = rows.get(STATE);
    Map<String, AttributeValue> orders = rows.get(OrdersRow.KEY);
    Map<String, AttributeValue> starts = rows.getOrDefault(StartsRow.KEY, Map.of());
    return policies
        .of(service, document)
        .map(read ->
            new Stored(
                new PolicyDocument(number(policy, "version"), read, document),
                state == null
                    ? null
                    : StoredText.state(service, text(state, "state"), number(state, "version")),
                orders == null ? Orders.NONE : OrdersRow.read(service, orders),
                List.copyOf(StartsRow.read(starts).values()),
                StartsRow.trouble(starts),
                null))
        .orElse(null);
  }

  @Override
  public boolean save(ServiceRef service, long expectedVersion, ServiceState next) {
    String token = UUID.randomUUID().toString();
    Put put = state(service, expectedVersion, next, token);
    for (int attempt = 1; ; attempt++) {
      try {
        table.client.putItem(request ->
            request
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeValues(
                    put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return true;
      } catch (ConditionalCheckFailedException e) {
        // The SDK's second try of a write whose answer was lost meets the row of the first.
        return e.hasItem() && text(e.item(), "token").equals(token);
      } catch (TransactionConflictException e) {
        if (attempt >= TRIES) {
          throw DynamoTable.busy(e);
        }
        DynamoTable.pause(attempt);
      } catch (SdkException e) {
        throw DynamoTable.unavailable(e);
      }
    }
  }

  private Put state(ServiceRef service, long expectedVersion, ServiceState next, String token) {
    Map<String, AttributeValue> row = new HashMap<>(key(service.toString(), STATE));
    row.put("version", number(next.version()));
    row.put("state", text(StoredText.write(next)));
    row.put("token", text(token));
    Put.Builder put = Put.builder().tableName(table.name).item(row);
    return expectedVersion == 0
        ? put.conditionExpression("attribute_not_exists(pk)").build()
        : put.conditionExpression("version = :expected")
            .expressionAttributeValues(Map.of(":expected", number(expectedVersion)))
            .build();
  }

  @Override
  public boolean record(
      ServiceRef service,
      long expectedVersion,
      ServiceState next,
      @Nullable DecisionRecord audit,
      List<Notice> notices) {
    Optional<Map<String, AttributeValue>> day = DayRow.of(service, next, table.in(DayRow.LASTS));
    if (audit == null && notices.isEmpty() && day.isEmpty()) {
      // In a transaction the row would cost twice as much, and nearly all writes are of this kind.
      return save(service, expectedVersion, next);
    }
    List<TransactWriteItem> rows = new ArrayList<>();
    Put state = state(service, expectedVersion, next, UUID.randomUUID().toString());
    rows.add(TransactWriteItem.builder().put(state).build());
    if (audit != null) {
      Map<String, AttributeValue> row =
          new HashMap<>(key(service.toString(), "audit#" + audit.id()));
      row.put("at", text(audit.at().toString()));
      row.put("record", text(StoredText.audit(audit)));
      row.put("expires", table.in(AUDIT_LASTS));
      rows.add(put(row));
    }
    day.map(this::put).ifPresent(rows::add);
    return outbox.write(rows, notices);
  }

  private TransactWriteItem put(Map<String, AttributeValue> row) {
    return TransactWriteItem.builder().put(put -> put.tableName(table.name).item(row)).build();
  }

  private TransactWriteItem delete(String pk, String sk) {
    return TransactWriteItem.builder()
        .delete(delete -> delete.tableName(table.name).key(key(pk, sk)))
        .build();
  }

  @Override
  public Orders order(ServiceRef service, UnaryOperator<Orders> change) {
    return OrdersRow.change(table, service, change);
  }

  @Override
  public void freeze(Instant until) {
    Map<String, AttributeValue> row = new HashMap<>(key(STACK, FROZEN));
    row.put("until", text(until.toString()));
    row.put("expires", number(until.getEpochSecond() + 1));
    write(row);
  }

  private void write(Map<String, AttributeValue> row) {
    DynamoTable.call(
        () -> table.client.putItem(request -> request.tableName(table.name).item(row)));
  }

  @Override
  public void next(@Nullable ServiceRef first) {
    write(NextRow.of(STACK, first));
  }

  @Override
  public void ticked(Instant at) {
    Map<String, AttributeValue> row = new HashMap<>(key(STACK, "tick"));
    row.put("at", text(at.toString()));
    write(row);
  }

  /** The newest tick; empty before the first. */
  public Optional<Instant> lastTick() {
    return table.get(List.of(key(STACK, "tick"))).stream()
        .findFirst()
        .map(row -> Instant.parse(text(row, "at")));
  }

  @Override
  public boolean mode(Mode mode, Instant modified) {
    Map<String, AttributeValue> row = new HashMap<>(key(STACK, "mode"));
    row.put("mode", text(mode.name().toLowerCase(Locale.ROOT)));
    row.put(MODIFIED, number(modified.toEpochMilli()));
    return DynamoTable.call(() -> {
      try {
        table.client.putItem(request ->
            request
                .tableName(table.name)
                .item(row)
                .conditionExpression(NO_LATER)
                .expressionAttributeValues(Map.of(":modified", number(modified.toEpochMilli()))));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  @Override
  public Map<ServiceRef, Long> inForce() {
    Map<ServiceRef, Long> versions = new TreeMap<>();
    for (Map<String, AttributeValue> row : table.query(STACK, SERVICE, false, Integer.MAX_VALUE)) {
      ServiceRef.parse(text(row, "sk").substring(SERVICE.length()))
          .ifPresent(service -> versions.put(service, number(row, "version")));
    }
    return versions;
  }

  @Override
  public boolean put(PolicyDocument document, Instant modified, List<Notice> notices) {
    String service = document.policy().service().toString();
    Map<String, AttributeValue> policy = new HashMap<>(key(service, POLICY));
    policy.put("version", number(document.version()));
    policy.put("document", text(document.text()));
    policy.put(MODIFIED, number(modified.toEpochMilli()));
    Put latest =
        Put.builder()
            .tableName(table.name)
            .item(policy)
            .conditionExpression(NO_LATER)
            .expressionAttributeValues(Map.of(":modified", number(modified.toEpochMilli())))
            .build();
    Map<String, AttributeValue> registered = new HashMap<>(key(STACK, SERVICE + service));
    registered.put("version", number(document.version()));
    Set<String> alarms = document.policy().alarmNames();
    if (!alarms.isEmpty()) {
      registered.put("alarms", AttributeValue.fromSs(List.copyOf(alarms)));
    }
    return outbox.write(
        List.of(TransactWriteItem.builder().put(latest).build(), put(registered)), notices);
  }

  @Override
  public void release(ServiceRef service, List<Notice> notices) {
    outbox.write(
        List.of(delete(service.toString(), POLICY), delete(STACK, SERVICE + service)), notices);
  }

  @Override
  public void add(Notice notice) {
    outbox.add(notice);
  }

  @Override
  public List<Message> waiting(int limit) {
    return outbox.waiting(limit);
  }

  @Override
  public boolean claim(Message message) {
    return outbox.claim(message);
  }

  @Override
  public boolean told(Message message) {
    return outbox.told(message);
  }

  @Override
  public void failed(Message message, String reason) {
    outbox.failed(message, reason);
  }

  @Override
  public Limit limit(boolean chat) {
    return outbox.limit(chat);
  }

  @Override
  public boolean limit(boolean chat, long expectedVersion, NoticeLimit next, List<Notice> notices) {
    return outbox.limit(chat, expectedVersion, next, notices);
  }

  @Override
  public boolean withhold(Message message, long expectedVersion, NoticeLimit next) {
    return outbox.withhold(message, expectedVersion, next);
  }

  /** What was counted of an observed service, newest first. */
  public List<DayTally> days(ServiceRef service, int limit) {
    return table.query(service.toString(), DayRow.PREFIX, true, limit).stream()
        .flatMap(row -> DayRow.read(row).stream())
        .toList();
  }

  /** Decision records as JSON, newest first. */
  public List<String> audit(ServiceRef service, int limit) {
    return table.query(service.toString(), "audit#", true, limit).stream()
        .map(row -> text(row, "record"))
        .toList();
  }
}
