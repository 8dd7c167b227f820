package io.fargateautoscaler.core.policy;

/** How far the autoscaler may go, strictest first. */
public enum Mode {
  /** Decide nothing. */
  OFF,
  /** Decide, record and tell, but do not act. */
  OBSERVE,
  /** Decide and act. */
  ACTIVE;

  /** The stricter of the two. */
  public Mode strictest(Mode other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
