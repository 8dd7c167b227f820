package io.fargateautoscaler.core.record;

/**
 * What woke the reconciler.
 *
 * @param ref identity of the event, empty if it has none
 */
public record Trigger(Kind kind, String ref) {
  /** Kinds of trigger; the lower-case name stands in decision records. */
  public enum Kind {
    TICK,
    ALARM,
    TASK,
    SERVICE,
    DEPLOYMENT,
    POLICY,
    PULSE,
    MANUAL
  }
}
