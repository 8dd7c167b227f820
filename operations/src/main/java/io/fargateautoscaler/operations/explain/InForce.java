package io.fargateautoscaler.operations.explain;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.audit.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record that was in force at an instant: the newest one until then, since rows are written on
 * news only.
 *
 * @param next when the next one was made; null: there is none
 */
public record InForce(Recorded record, @Nullable Instant next) {
  /** How long decisions are kept. */
  public static final Duration KEPT = Duration.ofDays(30);

  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(1), Duration.ofDays(1), KEPT);
  private static final int MOST = 2_000;

  /** The newest of all; empty if there is none. */
  public static Optional<InForce> newest(AuditTrail trail, ServiceRef service, Instant now) {
    return before(trail, service, now.plus(Duration.ofDays(1)), now)
        .map(record -> new InForce(record, null));
  }

  /**
   * The one in force right before {@code end}; empty if there is none.
   *
   * @param now how far the search for the next one goes
   */
  public static Optional<InForce> at(
      AuditTrail trail, ServiceRef service, Instant end, Instant now) {
    return before(trail, service, end, now)
        .map(record -> new InForce(record, after(trail, service, end, now)));
  }

  private static Optional<Recorded> before(
      AuditTrail trail, ServiceRef service, Instant end, Instant now) {
    return trail.decisions(service, now.minus(KEPT), end, 1).stream()
        .map(Recorded::read)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The port gives the newest first; a busy service has thousands, so the near ones come first. */
  private static @Nullable Instant after(
      AuditTrail trail, ServiceRef service, Instant end, Instant now) {
    for (Duration window : WINDOWS) {
      List<String> later = trail.decisions(service, end, end.plus(window), MOST);
      if (!later.isEmpty()) {
        return Recorded.read(later.getLast()).map(Recorded::at).orElse(null);
      }
      if (end.plus(window).isAfter(now)) {
        return null;
      }
    }
    return null;
  }
}
