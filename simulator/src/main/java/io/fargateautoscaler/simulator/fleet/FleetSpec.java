package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.cost.PriceTable;
import io.fargateautoscaler.core.cost.TaskSize;

/**
 * The service whose count is scaled.
 *
 * @param work what its tasks do
 * @param startUpSeconds median time from the launch of a task until it serves; log-normal, the 95th
 *     percentile is 1.74 times the median, as measured for small images on Fargate
 * @param stopSeconds from the order to stop a task until it is gone; it is paid so long
 * @param launchesPerMinute tasks that ECS starts at most: 500 for a service on Fargate
 * @param shortestPaidSeconds a task that lives shorter is paid so long
 * @param usdPerTaskHour price of a task
 */
public record FleetSpec(
    Work work,
    double startUpSeconds,
    int stopSeconds,
    int launchesPerMinute,
    int shortestPaidSeconds,
    double usdPerTaskHour) {
  /** The 95th percentile of start-up times over their median: 40 s to 23 s. */
  static final double START_UP_TAIL = 40.0 / 23;

  /** A task with 1 vCPU and 2 GB on x86 Linux in us-east-1. */
  private static final double USD_PER_TASK_HOUR =
      PriceTable.shipped()
          .of(PriceTable.STAND_IN)
          .usdPerTaskHour(new TaskSize(1024, 2048, false, 0));

  /** What tasks do. */
  public sealed interface Work {
    /** Arrivals a second that keep one task busy. */
    double perTask();

    /** From how many seconds on a wait or an answer is late. */
    double lateAfter();
  }

  /**
   * They answer requests.
   *
   * @param perTask requests a second that one task can answer
   * @param meanSeconds of work for one request; log-normal with a variation of 1
   * @param lateAfter seconds until the answer
   * @param timeOut seconds after which a client gives up
   */
  public record Web(double perTask, double meanSeconds, double lateAfter, double timeOut)
      implements Work {
    /** 50 ms a request on four workers; late after 1 s, given up after 10 s. */
    public static final Web DEFAULT = new Web(80, 0.05, 1, 10);
  }

  /**
   * They work on messages.
   *
   * @param secondsPerMessage of work
   * @param concurrency messages that a task works on at once
   * @param lateAfter seconds until work on a message begins
   */
  public record Queue(double secondsPerMessage, int concurrency, double lateAfter) implements Work {
    /** One second a message, one after the other; late after a minute. */
    public static final Queue DEFAULT = new Queue(1, 1, 60);

    @Override
    public double perTask() {
      return concurrency / secondsPerMessage;
    }
  }

  /** A service of ordinary tasks. */
  public static FleetSpec of(Work work, double startUpSeconds) {
    return new FleetSpec(work, startUpSeconds, 20, 500, 60, USD_PER_TASK_HOUR);
  }

  /** The same with tasks that begin and end at once and are paid for just that time. */
  public FleetSpec immediate() {
    return new FleetSpec(work, 0, 0, Integer.MAX_VALUE, 0, usdPerTaskHour);
  }
}
