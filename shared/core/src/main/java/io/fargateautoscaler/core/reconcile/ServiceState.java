package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.observation.ScalingHistory;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a service.
 *
 * @param version grows by one with every write
 * @param intent a change that was begun and not yet confirmed; null: none
 * @param verdict the last decision in short, to tell whether the next one is news
 * @param incidents open notices by name of event: incident id
 * @param shadow what it would be if this autoscaler scaled it; null: it does, or is not compared
 */
public record ServiceState(
    long version,
    ScalingHistory history,
    @Nullable Intent intent,
    @Nullable String verdict,
    Map<String, Incident> incidents,
    @Nullable Shadow shadow) {
  public static final ServiceState NONE =
      new ServiceState(0, ScalingHistory.NONE, null, null, Map.of());

  /** One that is not compared. */
  public ServiceState(
      long version,
      ScalingHistory history,
      @Nullable Intent intent,
      @Nullable String verdict,
      Map<String, Incident> incidents) {
    this(version, history, intent, verdict, incidents, null);
  }

  public ServiceState {
    incidents = Collections.unmodifiableSortedMap(new TreeMap<>(incidents));
  }

  /**
   * A change of the desired count that was begun.
   *
   * @param cause what caused it, as in its decision
   * @param because its reason, at most 1000 characters; what is longer is cut
   */
  public record Intent(Instant at, int from, int to, String cause, String because) {
    private static final int LONGEST = 1_000;

    public Intent {
      because = because.length() > LONGEST ? because.substring(0, LONGEST) : because;
    }
  }

  /** An opened notice that still owes its closing one. */
  public record Incident(String id, Instant since) {}
}
