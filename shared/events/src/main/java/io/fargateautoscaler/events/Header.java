package io.fargateautoscaler.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every decoded event has.
 *
 * @param services the services that the event names, as {@code cluster/service}, without duplicates
 * @param time when the event says it happened; null when absent or not a time
 * @param ref what a decision may give as its trigger: an event id, or the alarm's ARN and the time
 *     of its change; already safe to print
 * @param replayed whether an EventBridge archive sent it again
 * @param ignored why nothing may follow from the event; null when something may
 */
public record Header(
    List<String> services,
    @Nullable Instant time,
    @Nullable String ref,
    boolean replayed,
    @Nullable String ignored) {

  public Header {
    services = List.copyOf(services);
  }

  static Header empty(@Nullable String ignored) {
    return new Header(List.of(), null, null, false, ignored);
  }
}
