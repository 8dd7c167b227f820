package io.fargateautoscaler.core.policy;

/** Which way a policy may move the count. */
public enum Direction {
  BOTH,
  /** Scale-out only; its need is still a floor for the scale-in of others. */
  OUT
}
