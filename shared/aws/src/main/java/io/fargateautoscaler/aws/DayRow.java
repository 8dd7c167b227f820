package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.text;

import io.fargateautoscaler.config.DayTallyJson;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ServiceState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What was counted of an observed service on one day, or on the part of a day from an instant on.
 * Its key is that instant, so that writing it twice makes one row.
 */
public final class DayRow {
  /** Before the instant in the sort key. */
  public static final String PREFIX = "day#";

  static final Duration LASTS = Duration.ofDays(90);

  private static final System.Logger LOG = System.getLogger(DayRow.class.getName());

  private DayRow() {}

  /** The row of what a state has finished counting; empty: nothing. */
  static Optional<Map<String, AttributeValue>> of(
      ServiceRef service, ServiceState state, AttributeValue expires) {
    Shadow shadow = state.shadow();
    DayTally day = shadow == null ? null : shadow.finished();
    if (day == null) {
      return Optional.empty();
    }
    Map<String, AttributeValue> row = new HashMap<>(key(service.toString(), PREFIX + day.since()));
    row.put("tally", text(DayTallyJson.write(day)));
    row.put("expires", expires);
    return Optional.of(row);
  }

  /** What a row says; empty if it cannot be read, which is logged. */
  public static Optional<DayTally> read(Map<String, AttributeValue> row) {
    try {
      return Optional.of(DayTallyJson.read(text(row, "tally")));
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.WARNING, "a stored day: {0}", Reasons.line("" + e.getMessage()));
      return Optional.empty();
    }
  }
}
