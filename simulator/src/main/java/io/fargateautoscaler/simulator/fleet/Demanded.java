package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a service with a CPU target against what the true load needs at that target: arrivals
 * of 20 s, so that of Poisson ones what chance adds is allowed too.
 */
final class Demanded {
  private static final int MINUTE = 60;

  /** The shortest period of CPU: what it shows may be over before the minute is. */
  private static final int SHORTEST = 20;

  private static final int LOOKS_BACK = 15 * 60;
  private static final int AFTER_SATURATION = 10 * 60;
  private static final double TOO_MUCH = 1.2;
  private static final double TOO_MUCH_AFTER_SATURATION = 2;
  private static final int LONGEST_HOLD = 30 * 60;

  /** Standard deviations of the arrivals. */
  private static final double CHANCE = 3;

  private final FleetSpec.Work work;
  private final Offered offered;
  private final Broken broken;
  private long @Nullable [] sums;
  private int idleSince = -1;

  Demanded(FleetSpec.Work work, Offered offered, Broken broken) {
    this.work = work;
    this.offered = offered;
    this.broken = broken;
  }

  /** Checks a scale-out. */
  void changed(int second, ServicePolicy policy, int from, int to, Map<String, Load> loads) {
    double target = target(policy);
    if (target == 0 || to <= from || to <= policy.capacity().min()) {
      return;
    }
    double most = 0;
    for (int end = Math.max(1, second - LOOKS_BACK); end <= second; end++) {
      most = Math.max(most, arrived(end, SHORTEST));
    }
    most += CHANCE * Math.sqrt(most);
    boolean blindly =
        Seen.saturated(loads.values(), World.START.plusSeconds(second - AFTER_SATURATION));
    double factor = blindly ? TOO_MUCH_AFTER_SATURATION : TOO_MUCH;
    double bound = Math.ceil(factor * tasks(most, target, SHORTEST)) + 1;
    broken.saw(
        blindly ? "tasks beyond the need after saturation" : "tasks beyond the need",
        to,
        bound,
        second);
  }

  /** Checks that idle tasks are not kept. */
  void second(int second, ServicePolicy policy, int desired, int lastChange) {
    if (second % 10 != 0) {
      return;
    }
    double target = target(policy);
    if (target == 0) {
      return;
    }
    boolean idle =
        desired > policy.capacity().min()
            && desired > 1
            && tasks(arrived(second, MINUTE), target, MINUTE) < 0.5 * desired;
    if (!idle) {
      idleSince = -1;
      return;
    }
    idleSince = Math.max(idleSince < 0 ? second : idleSince, lastChange);
    if (second - idleSince >= LONGEST_HOLD) {
      broken.saw("idle tasks kept too long", second - idleSince, LONGEST_HOLD, second);
    }
  }

  private double tasks(double arrivals, double target, int seconds) {
    return arrivals / seconds / (work.perTask() * target / 100);
  }

  /** Arrivals of the time before, or scaled up to that at the beginning. */
  private double arrived(int end, int seconds) {
    long[] all = sums;
    if (all == null) {
      all = sum();
      sums = all;
    }
    int from = Math.max(0, end - seconds);
    return (double) (all[end] - all[from]) * seconds / (end - from);
  }

  private long[] sum() {
    long[] all = new long[offered.seconds() + 1];
    for (int second = 0; second < offered.seconds(); second++) {
      all[second + 1] = all[second] + offered.arrivals(second);
    }
    return all;
  }

  /** Percent of CPU; 0 if the policy has no such target. */
  private static double target(ServicePolicy policy) {
    for (var each : policy.policies()) {
      if (each instanceof TargetTrackingPolicy tracking
          && tracking.metric() instanceof TargetMetric.Utilization) {
        return tracking.target().doubleValue();
      }
    }
    return 0;
  }
}
