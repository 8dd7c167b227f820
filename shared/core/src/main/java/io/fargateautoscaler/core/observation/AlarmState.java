package io.fargateautoscaler.core.observation;

/** State of a CloudWatch alarm. */
public enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA,
  /** There is no such alarm, or it could not be read. */
  MISSING
}
