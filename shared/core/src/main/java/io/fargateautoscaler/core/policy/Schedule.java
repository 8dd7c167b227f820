package io.fargateautoscaler.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Another range, or no scale-in, at certain times.
 *
 * @param name unique within the service
 * @param start when it begins, in {@code zone}
 * @param length how long it lasts, above 0, at most 31 days
 * @param min null: as in the document
 * @param max null: as in the document
 * @param scaleIn false: the count does not fall while it is in force
 */
public record Schedule(
    String name,
    Cron start,
    Duration length,
    ZoneId zone,
    @Nullable Integer min,
    @Nullable Integer max,
    boolean scaleIn) {
  public static final Duration LONGEST = Duration.ofDays(31);

  /** Whether it is in force: from its start, until its length has passed. */
  public boolean covers(Instant now) {
    Instant begun = start.latest(now, zone, length);
    return begun != null && now.isBefore(begun.plus(length));
  }
}
