package io.fargateautoscaler.events;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where events may come from.
 *
 * @param account null for any
 * @param region null for any
 */
record Allowed(@Nullable String account, @Nullable String region) {

  /** What speaks against an event from EventBridge; null when nothing does. */
  @Nullable String objection(JsonNode event) {
    return replayed(event)
        ? "replayed"
        : objection(Fields.text(event, "account"), Fields.text(event, "region"));
  }

  @Nullable String objection(@Nullable String eventAccount, @Nullable String eventRegion) {
    if (account != null && !account.equals(eventAccount)) {
      return "foreign account";
    }
    if (region != null && !region.equals(eventRegion)) {
      return "foreign region";
    }
    return null;
  }

  /** The same for an ARN inside an event; an absent one is no objection. */
  @Nullable String objection(@Nullable Arn arn) {
    return arn == null ? null : objection(arn.account(), arn.region());
  }

  static boolean replayed(JsonNode event) {
    return event.hasNonNull("replay-name");
  }
}
