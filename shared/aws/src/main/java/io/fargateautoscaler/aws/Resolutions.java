package io.fargateautoscaler.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics are published every 20 s, as found out by asking.
 *
 * <p>CloudWatch's documentation asks for periods of whole minutes for metrics of standard
 * resolution, and does not say what it answers otherwise: nothing, points at whole minutes, or a
 * refusal. So whatever comes is looked at, and what was found is kept for a while: to ask both ways
 * every time would double the cost.
 */
final class Resolutions {
  private static final Duration KEPT = Duration.ofHours(1);

  /** A failure may have been one of CloudWatch's own. */
  private static final Duration KEPT_AFTER_FAILURE = Duration.ofMinutes(10);

  private final Map<SeriesQuery, Found> known = new HashMap<>();

  private record Found(boolean fine, Instant until) {}

  /** Whether a metric is published every 20 s; null: not known. */
  @Nullable Boolean fine(SeriesQuery query, Instant now) {
    Found found = known.get(query);
    return (found != null && now.isBefore(found.until())) ? found.fine() : null;
  }

  void found(SeriesQuery query, boolean fine, Instant now) {
    known.put(query, new Found(fine, now.plus(KEPT)));
  }

  /** It could be read by the minute only. */
  void failed(SeriesQuery query, Instant now) {
    known.put(query, new Found(false, now.plus(KEPT_AFTER_FAILURE)));
  }

  void forget(SeriesQuery query) {
    known.remove(query);
  }
}
