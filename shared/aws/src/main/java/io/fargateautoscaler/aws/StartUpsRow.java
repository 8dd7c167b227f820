package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUpSummary;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A service's row of start-up times: one attribute {@code r:family:revision} with {@code
 * id,startedAt,took,pull} of each task, in milliseconds and without blanks, since the row is read
 * at every look at a queue. The pull is empty when unknown.
 */
final class StartUpsRow {
  /** The sort key. */
  static final String KEY = "start-ups";

  private static final String REVISION = "r:";
  private static final String AFTER = "after";
  private static final int PARTS = 4;
  private static final System.Logger LOG = System.getLogger(StartUpsRow.class.getName());

  private StartUpsRow() {}

  /** What is kept; a task that cannot be read is logged and left out. */
  static StartUps read(Map<String, AttributeValue> row) {
    Map<String, StartUp> tasks = new TreeMap<>();
    row.forEach((name, value) -> {
      if (name.startsWith(REVISION) && value.s() != null) {
        for (String task : value.s().split(";", -1)) {
          read(tasks, name.substring(REVISION.length()), task);
        }
      }
    });
    return new StartUps(Instant.ofEpochMilli(DynamoTable.number(row, AFTER)), tasks);
  }

  private static void read(Map<String, StartUp> tasks, String revision, String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length != PARTS) {
        throw new NumberFormatException(parts.length + " parts");
      }
      tasks.put(
          parts[0],
          new StartUp(
              Instant.ofEpochMilli(Long.parseLong(parts[1])),
              revision,
              Duration.ofMillis(Long.parseLong(parts[2])),
              parts[3].isEmpty() ? null : Duration.ofMillis(Long.parseLong(parts[3]))));
    } catch (NumberFormatException | DateTimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a start-up is lost: {0}", Reasons.line(e.toString()));
    }
  }

  /** Puts what is kept into a row. */
  static void write(Map<String, AttributeValue> row, StartUps known) {
    Map<String, StringBuilder> texts = new TreeMap<>();
    known
        .tasks()
        .forEach((task, startUp) -> {
          StringBuilder text = texts.computeIfAbsent(startUp.revision(), _ -> new StringBuilder());
          text.append(text.isEmpty() ? "" : ";")
              .append(task)
              .append(',')
              .append(startUp.startedAt().toEpochMilli())
              .append(',')
              .append(startUp.took().toMillis())
              .append(',');
          if (startUp.pull() != null) {
            text.append(startUp.pull().toMillis());
          }
        });
    texts.forEach(
        (revision, text) -> row.put(REVISION + revision, DynamoTable.text(text.toString())));
    row.put(AFTER, DynamoTable.number(known.after().toEpochMilli()));
  }

  /**
   * How long tasks of the newest revision take to start, of those services whose policies have a
   * use for it: others need not pay for reading their rows.
   */
  static Map<ServiceRef, StartUpSummary> newest(
      DynamoTable table, Collection<ServicePolicy> policies) {
    Map<ServiceRef, StartUpSummary> found = new HashMap<>();
    Map<String, ServiceRef> asked = new HashMap<>();
    for (ServicePolicy policy : policies) {
      if (policy.policies().stream()
          .anyMatch(each ->
              each instanceof QueuePolicy queue
                  && queue.goal() instanceof QueuePolicy.DrainWithin)) {
        asked.put(policy.service().toString(), policy.service());
      }
    }
    if (asked.isEmpty()) {
      return found;
    }
    table
        .get(asked.keySet().stream().map(service -> DynamoTable.key(service, KEY)).toList())
        .forEach(row -> {
          ServiceRef service = asked.get(DynamoTable.text(row, "pk"));
          @Nullable StartUpSummary summary = StartUpTimes.newest(read(row));
          if (service != null && summary != null) {
            found.put(service, summary);
          }
        });
    return found;
  }
}
