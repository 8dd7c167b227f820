package io.fargateautoscaler.simulator;

import java.time.Duration;

/** What befalls a service's tasks from outside. */
public sealed interface Mishap {
  /**
   * Something that all tasks need is away, from now on: those that run crash as it begins, later
   * ones soon after their start.
   *
   * @param crashWithinSeconds how long a task lives without it at most, at least 1
   */
  record Outage(Duration length, int crashWithinSeconds) implements Mishap {}

  /**
   * AWS takes Spot capacity back.
   *
   * @param part of the running tasks, 0 to 1
   * @param within how long that takes, from now on; at least a second
   */
  record SpotWave(double part, Duration within) implements Mishap {}

  /** The scheduler moves tasks to another zone, one by one: it starts one, then it stops one. */
  record Moves(int tasks) implements Mishap {}
}
