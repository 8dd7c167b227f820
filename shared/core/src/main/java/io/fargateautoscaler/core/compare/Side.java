package io.fargateautoscaler.core.compare;

/**
 * One of the two that are compared, over some time.
 *
 * @param taskSeconds tasks × seconds that they ran
 * @param lateSeconds in which the load needed more tasks than ran
 * @param changes of the desired count
 */
public record Side(long taskSeconds, long lateSeconds, int changes) {
  public static final Side NONE = new Side(0, 0, 0);

  private static final double HOUR = 3600;

  /** Both together. */
  public Side plus(Side other) {
    return new Side(
        taskSeconds + other.taskSeconds, lateSeconds + other.lateSeconds, changes + other.changes);
  }

  public double taskHours() {
    return taskSeconds / HOUR;
  }

  /** Minutes, rounded. */
  public long lateMinutes() {
    return Math.round(lateSeconds / 60.0);
  }

  Side ran(int tasks, long seconds, boolean late) {
    return new Side(taskSeconds + tasks * seconds, lateSeconds + (late ? seconds : 0), changes);
  }

  Side changed() {
    return new Side(taskSeconds, lateSeconds, changes + 1);
  }
}
