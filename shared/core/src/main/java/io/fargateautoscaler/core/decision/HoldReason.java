package io.fargateautoscaler.core.decision;

/** Why a count stays as it is. Closed: every decision that does not scale has one of these. */
public enum HoldReason {
  ON_TARGET,
  AT_MAX,
  AT_MIN,
  /** Tasks that were asked for have not started yet, and with them there are enough. */
  ENOUGH_REQUESTED,
  /** A scale-out waits for a second datapoint. */
  CONFIRMING,
  /** A scale-in waits for the stabilization window. */
  WINDOW,
  /** A scale-in waits for its time after the last change. */
  GATE,
  STEP_LIMIT,
  SCALE_IN_OFF,
  /** Zero tasks wait for the queue to be empty for long enough. */
  IDLE_WAIT,
  BLIND,
  DEPLOYING,
  CRASH_LOOP,
  CAPACITY,
  VETOED,
  /** Messages are in flight. */
  BUSY,
  /** Somebody set the desired count to 0. */
  PARKED,
  /** Somebody raised the desired count. */
  EXTERNAL,
  FROZEN,
  /** Another run is acting on the service. */
  LOCKED,
  OBSERVE,
  PAUSED,
  OFF,
  NOT_ELIGIBLE,
  OTHER_SCALER,
  STATE_LOST
}
