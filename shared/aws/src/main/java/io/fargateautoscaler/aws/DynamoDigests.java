package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.number;
import static io.fargateautoscaler.aws.DynamoTable.text;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The partition {@code DIGEST} with a row for each service whose tasks failed in the last day, and
 * rows {@code stop#taskArn} of the service, each a stop that is counted, for 20 days.
 */
public final class DynamoDigests implements DigestStore {
  private static final String PK = "DIGEST";
  private static final String STOP = "stop#";

  private static final Duration SETTLED_KEPT = Duration.ofDays(1);

  /** An event may come again for as long as the dead-letter queue keeps it. */
  private static final Duration STOPS_KEPT = Duration.ofDays(20);

  private final DynamoTable table;
  private final OutboxRows outbox;

  public DynamoDigests(
      DynamoDbClient client, String table, NoticeFormat format, InstantSource clock) {
    this.table = new DynamoTable(client, table, clock);
    this.outbox = new OutboxRows(this.table, format);
  }

  @Override
  public Entry read(ServiceRef service) {
    return table.get(List.of(key(PK, service.toString()))).stream()
        .findFirst()
        .map(DynamoDigests::stored)
        .orElse(new Entry(0, FailureDigest.NONE));
  }

  private static Entry stored(Map<String, AttributeValue> row) {
    return new Entry(number(row, "version"), DigestRow.read(text(row, "digest")));
  }

  @Override
  public Map<ServiceRef, Entry> open() {
    Map<ServiceRef, Entry> open = new TreeMap<>();
    for (Map<String, AttributeValue> row : table.partition(PK)) {
      Entry stored = stored(row);
      if (!stored.digest().settled()) {
        ServiceRef.parse(text(row, "sk")).ifPresent(service -> open.put(service, stored));
      }
    }
    return open;
  }

  @Override
  public Set<String> known(ServiceRef service, Collection<String> tasks) {
    return table
        .get(tasks.stream().map(task -> key(service.toString(), STOP + task)).toList())
        .stream()
        .map(row -> text(row, "sk").substring(STOP.length()))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean write(
      ServiceRef service,
      long expectedVersion,
      FailureDigest next,
      Map<String, StopClass> stops,
      List<Notice> notices) {
    List<TransactWriteItem> rows = new ArrayList<>();
    rows.add(digest(service, expectedVersion, next));
    stops.forEach((task, stopClass) -> rows.add(stop(service, task, stopClass)));
    return outbox.write(rows, notices);
  }

  private TransactWriteItem digest(ServiceRef service, long expectedVersion, FailureDigest next) {
    Map<String, AttributeValue> row = new HashMap<>(key(PK, service.toString()));
    row.put("digest", text(DigestRow.write(next)));
    if (next.settled()) {
      row.put("expires", table.in(SETTLED_KEPT));
    }
    return TransactWriteItem.builder().put(table.successor(row, expectedVersion)).build();
  }

  private TransactWriteItem stop(ServiceRef service, String task, StopClass stopClass) {
    Map<String, AttributeValue> row = new HashMap<>(key(service.toString(), STOP + task));
    row.put("at", text(table.instant().toString()));
    row.put("stop", text(stopClass.wireName()));
    row.put("expires", table.in(STOPS_KEPT));
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table.name)
                .item(row)
                .conditionExpression(DynamoTable.UNKNOWN)
                .expressionAttributeValues(Map.of(":now", table.now())))
        .build();
  }
}
