package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.number;
import static io.fargateautoscaler.aws.DynamoTable.text;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The partition {@code OUTBOX}: {@code waiting#ID} is still to be told, {@code told#ID} keeps the
 * same notice from being told again, {@code aside#ID} could not be told, {@code limit} counts.
 */
final class OutboxRows implements Outbox {
  private static final String PK = "OUTBOX";
  private static final String LIMIT = "limit";
  private static final String FAILED = "ConditionalCheckFailed";
  private static final int TRIES = 5;
  private static final Duration CLAIM_LASTS = Duration.ofSeconds(30);
  private static final Duration TOLD_LASTS = Duration.ofDays(1);
  private static final Duration ASIDE_LASTS = Duration.ofDays(14);

  private final DynamoTable table;
  private final NoticeFormat format;

  OutboxRows(DynamoTable table, NoticeFormat format) {
    this.table = table;
    this.format = format;
  }

  @Override
  public void add(Notice notice) {
    write(List.of(), List.of(notice));
  }

  private record Fresh(Message message, Instant at) {}

  /**
   * Writes rows and notices in one transaction. Notices that are already known are left out.
   *
   * @return false if a condition of {@code rows} was not met; then nothing was written
   */
  boolean write(List<TransactWriteItem> rows, List<Notice> notices) {
    return writeFresh(rows, fresh(notices));
  }

  private List<Fresh> fresh(List<Notice> notices) {
    List<Fresh> fresh = new ArrayList<>();
    for (Notice notice : notices) {
      format.messages(notice).forEach(message -> fresh.add(new Fresh(message, notice.at())));
    }
    return fresh;
  }

  private boolean writeFresh(List<TransactWriteItem> rows, List<Fresh> messages) {
    Map<String, Fresh> fresh = new LinkedHashMap<>();
    messages.forEach(each -> fresh.putIfAbsent(each.message().id(), each));
    for (int attempt = 1; !rows.isEmpty() || !fresh.isEmpty(); attempt++) {
      List<TransactWriteItem> items = new ArrayList<>(rows);
      List<String> ids = List.copyOf(fresh.keySet());
      fresh.values().forEach(each -> items.addAll(items(each.message(), each.at())));
      try {
        table.client.transactWriteItems(request -> request.transactItems(items));
        return true;
      } catch (TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        if (failed(reasons, 0, rows.size())) {
          return false;
        }
        boolean known = false;
        for (int i = 0; i < ids.size(); i++) {
          int first = rows.size() + 2 * i;
          if (failed(reasons, first, first + 2)) {
            fresh.remove(ids.get(i));
            known = true;
          }
        }
        if (!known) {
          // Another transaction holds a row: it ends within milliseconds.
          if (attempt >= TRIES) {
            throw DynamoTable.busy(e);
          }
          DynamoTable.pause(attempt);
        }
      } catch (SdkException e) {
        throw DynamoTable.unavailable(e);
      }
    }
    return true;
  }

  private static boolean failed(List<CancellationReason> reasons, int from, int until) {
    return reasons.subList(Math.min(from, reasons.size()), Math.min(until, reasons.size())).stream()
        .anyMatch(reason -> FAILED.equals(reason.code()));
  }

  /** Two items: not told in the last day, and not waiting. */
  private List<TransactWriteItem> items(Message message, Instant at) {
    Map<String, AttributeValue> row = new HashMap<>(key(PK, "waiting#" + message.id()));
    row.put("id", text(message.id()));
    row.put("at", text(at.toString()));
    row.put("event", text(message.event()));
    row.put("severity", text(message.severity()));
    row.put("cluster", text(message.cluster()));
    row.put("service", text(message.service()));
    row.put("subject", text(message.subject()));
    row.put("text", text(message.text()));
    row.put("json", text(message.json()));
    row.put("attempts", number(0));
    row.put("added", table.now());
    return List.of(
        TransactWriteItem.builder()
            .conditionCheck(check ->
                check
                    .tableName(table.name)
                    .key(key(PK, "told#" + message.id()))
                    .conditionExpression(DynamoTable.UNKNOWN)
                    .expressionAttributeValues(Map.of(":now", table.now())))
            .build(),
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table.name).item(row).conditionExpression("attribute_not_exists(pk)"))
            .build());
  }

  @Override
  public List<Message> waiting(int limit) {
    long now = table.instant().getEpochSecond();
    List<Message> due =
        table.query(PK, "waiting#", false, Integer.MAX_VALUE).stream()
            .filter(row -> number(row, "notBefore") <= now)
            .sorted(Comparator.comparing(row -> Instant.parse(text(row, "at"))))
            .map(OutboxRows::message)
            .sorted(Message.MOST_URGENT)
            .toList();
    return Stream.concat(
            due.stream().filter(message -> !message.forChat()).limit(limit),
            due.stream().filter(Message::forChat).limit(limit))
        .toList();
  }

  private static Message message(Map<String, AttributeValue> row) {
    return new Message(
        text(row, "id"),
        text(row, "event"),
        text(row, "severity"),
        text(row, "cluster"),
        text(row, "service"),
        text(row, "subject"),
        text(row, "text"),
        text(row, "json"),
        (int) number(row, "attempts"));
  }

  @Override
  public boolean claim(Message message) {
    try {
      table.client.updateItem(request ->
          request
              .tableName(table.name)
              .key(key(PK, "waiting#" + message.id()))
              .updateExpression("SET claimed = :until")
              .conditionExpression(
                  "attribute_exists(pk) AND (attribute_not_exists(claimed) OR claimed <= :now)")
              .expressionAttributeValues(
                  Map.of(":until", table.in(CLAIM_LASTS), ":now", table.now())));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw DynamoTable.unavailable(e);
    }
  }

  @Override
  public boolean told(Message message) {
    Map<String, AttributeValue> told = new HashMap<>(key(PK, "told#" + message.id()));
    told.put("expires", table.in(TOLD_LASTS));
    return move(message.id(), told);
  }

  @Override
  public void failed(Message message, String reason) {
    Map<String, AttributeValue> row;
    try {
      row =
          table
              .client
              .updateItem(request ->
                  request
                      .tableName(table.name)
                      .key(key(PK, "waiting#" + message.id()))
                      .updateExpression(
                          "SET reason = :reason, notBefore = :then REMOVE claimed ADD attempts"
                              + " :one")
                      .conditionExpression("attribute_exists(pk)")
                      .expressionAttributeValues(
                          Map.of(
                              ":reason", text(Reasons.line(reason)),
                              ":then", table.in(Outbox.pauseAfter(message.attempts() + 1)),
                              ":one", number(1)))
                      .returnValues(ReturnValue.ALL_NEW))
              .attributes();
    } catch (ConditionalCheckFailedException e) {
      return; // Another run told it meanwhile.
    } catch (SdkException e) {
      throw DynamoTable.unavailable(e);
    }
    Instant added = Instant.ofEpochSecond(number(row, "added"));
    if (!table.instant().isBefore(added.plus(GIVES_UP_AFTER))) {
      Map<String, AttributeValue> aside = new HashMap<>(row);
      aside.putAll(key(PK, "aside#" + message.id()));
      aside.put("expires", table.in(ASIDE_LASTS));
      move(message.id(), aside);
    }
  }

  @Override
  public Limit limit(boolean chat) {
    return table.get(List.of(key(PK, sk(chat)))).stream()
        .findFirst()
        .map(row -> new Limit(number(row, "version"), LimitRow.read(text(row, "limit"))))
        .orElse(new Limit(0, NoticeLimit.NONE));
  }

  @Override
  public boolean limit(boolean chat, long expectedVersion, NoticeLimit next, List<Notice> notices) {
    List<Fresh> messages =
        fresh(notices).stream().filter(each -> each.message().forChat() == chat).toList();
    return writeFresh(List.of(limit(chat, expectedVersion, next)), messages);
  }

  private static String sk(boolean chat) {
    return chat ? LIMIT + Message.CHAT : LIMIT;
  }

  private TransactWriteItem limit(boolean chat, long expectedVersion, NoticeLimit next) {
    Map<String, AttributeValue> row = new HashMap<>(key(PK, sk(chat)));
    row.put("limit", text(LimitRow.write(next)));
    return TransactWriteItem.builder().put(table.successor(row, expectedVersion)).build();
  }

  @Override
  public boolean withhold(Message message, long expectedVersion, NoticeLimit next) {
    Map<String, AttributeValue> told = new HashMap<>(key(PK, "told#" + message.id()));
    told.put("withheld", text(message.subject()));
    told.put("expires", table.in(TOLD_LASTS));
    return write(
        List.of(delete(message.id()), put(told), limit(message.forChat(), expectedVersion, next)),
        List.of());
  }

  /** Replaces a waiting row by another one; false if it no longer waits. */
  private boolean move(String id, Map<String, AttributeValue> to) {
    return write(List.of(delete(id), put(to)), List.of());
  }

  private TransactWriteItem delete(String id) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table.name)
                .key(key(PK, "waiting#" + id))
                .conditionExpression("attribute_exists(pk)"))
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> row) {
    return TransactWriteItem.builder().put(put -> put.tableName(table.name).item(row)).build();
  }
}
