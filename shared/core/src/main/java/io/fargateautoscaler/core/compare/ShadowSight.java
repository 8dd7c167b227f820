package io.fargateautoscaler.core.compare;

import io.fargateautoscaler.core.compare.Shadow.Backlog;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pure: what the shadow would see. The load is the real one, carried by as many tasks as the shadow
 * had at the time of each point; a metric with a limit stops there, as it would have.
 *
 * @param loads by name of policy
 * @param queues by name of queue policy
 * @param actualLate whether the newest points of target-tracking policies show clearly more load
 *     than the tasks should carry
 * @param shadowLate whether it would have been
 * @param hidden whether one of these points is at the limit of its metric, so that it hides load
 */
public record ShadowSight(
    Map<String, Load> loads,
    Map<String, Backlog> queues,
    boolean actualLate,
    boolean shadowLate,
    boolean hidden) {
  private static final double LIMIT = 100;
  private static final double AT_LIMIT = 95;

  /** Within the tolerance nothing is to be done, and at its edge chance decides. */
  private static final double CLEARLY = 0.1;

  /** In periods: what is older is not the present any more. */
  private static final int NEWEST = 6;

  /**
   * @param history what the service's own decisions remember
   * @param startUp how long a task takes to start
   */
  public static ShadowSight of(
      ServicePolicy policy,
      Observation observation,
      ScalingHistory history,
      Shadow shadow,
      Duration startUp) {
    Eyes eyes = new Eyes(observation, history, shadow, startUp);
    for (ScalingPolicy each : policy.policies()) {
      Load load = observation.loads().get(each.name());
      if (load != null) {
        eyes.see(each, load);
      }
    }
    Glance glance = eyes.together();
    return new ShadowSight(
        eyes.loads, eyes.queues, glance.actualLate(), glance.shadowLate(), glance.hidden());
  }

  /** What one point says of the time that it ends at. */
  private record Glance(Instant end, boolean actualLate, boolean shadowLate, boolean hidden) {
    Glance or(Glance other) {
      return new Glance(
          end,
          actualLate || other.actualLate,
          shadowLate || other.shadowLate,
          hidden || other.hidden);
    }
  }

  /** Collects; not shared. */
  private static final class Eyes {
    private final Observation observation;
    private final ScalingHistory history;
    private final Shadow shadow;
    private final Duration startUp;
    private final Map<String, Load> loads = new TreeMap<>();
    private final Map<String, Backlog> queues = new TreeMap<>();
    private final List<List<Glance>> glances = new ArrayList<>();

    private Eyes(Observation observation, ScalingHistory history, Shadow shadow, Duration startUp) {
      this.observation = observation;
      this.history = history;
      this.shadow = shadow;
      this.startUp = startUp;
    }

    private void see(ScalingPolicy policy, Load load) {
      loads.put(
          policy.name(),
          switch (policy) {
            case TargetTrackingPolicy tracking when load instanceof Load.PerTask points ->
                perTask(tracking, points);
            case TargetTrackingPolicy tracking when load instanceof Load.Total points -> {
              total(tracking, points);
              yield points;
            }
            case QueuePolicy queue when load instanceof Load.QueueDepth depth ->
                depth(queue, depth);
            case TargetTrackingPolicy _, QueuePolicy _, StepPolicy _ -> load;
          });
    }

    private Load perTask(TargetTrackingPolicy policy, Load.PerTask load) {
      int samples = samplesPerTask(policy, load);
      List<Load.Point> seen = new ArrayList<>();
      for (Load.Point point : load.points()) {
        if (!usable(point.average()) || !usable(point.count())) {
          seen.add(point);
          continue;
        }
        double carried = point.average() * tasks(point, load.period(), samples);
        int running = shadow.runningAt(middle(point.at(), load.period()), startUp);
        if (running > 0) {
          double average = carried / running;
          seen.add(
              new Load.Point(
                  point.at(),
                  policy.metric().capped() ? Math.min(LIMIT, average) : average,
                  (double) running * samples));
        }
      }
      double most = most(policy);
      List<Glance> glances = new ArrayList<>();
      for (Load.Point point : load.points()) {
        double carried = point.average() * tasks(point, load.period(), samples);
        int running = shadow.runningAt(middle(point.at(), load.period()), startUp);
        glances.add(
            new Glance(
                point.at().plus(load.period()),
                point.average() > most,
                carried > most * running,
                policy.metric().capped() && point.average() >= AT_LIMIT));
      }
      glances(glances, load.period());
      return new Load.PerTask(seen, load.period());
    }

    /** Tasks behind a point; some that came or left within its time reported for all of it. */
    private double tasks(Load.Point point, Duration period, int samples) {
      double reported = point.count() / samples;
      int began = shadow.actualAt(point.at());
      int ended = shadow.actualAt(point.at().plus(period));
      if (observation.service().deploying() || began == ended) {
        return reported;
      }
      // What was seen to grow has grown some time before.
      return Math.min(reported, ended > began ? ended : (began + ended) / 2.0);
    }

    private int samplesPerTask(TargetTrackingPolicy policy, Load.PerTask load) {
      boolean fine =
          policy.metric() instanceof TargetMetric.Utilization
              && load.period().compareTo(policy.metric().period()) < 0;
      return fine ? 1 : history.samplesPerTask().getOrDefault(policy.name(), 1);
    }

    private void total(TargetTrackingPolicy policy, Load.Total load) {
      double most = most(policy);
      List<Glance> glances = new ArrayList<>();
      for (Load.Sum sum : load.points()) {
        Instant middle = middle(sum.at(), load.period());
        glances.add(
            new Glance(
                sum.at().plus(load.period()),
                sum.sum() > most * shadow.actualAt(middle),
                sum.sum() > most * shadow.runningAt(middle, startUp),
                false));
      }
      glances(glances, load.period());
    }

    /** Sums that have stopped say nothing, and stop nobody. */
    private void glances(List<Glance> all, Duration period) {
      Instant oldest = observation.now().minus(period.multipliedBy(NEWEST));
      List<Glance> usable =
          all.stream()
              .filter(each -> !each.end().isAfter(observation.now()) && each.end().isAfter(oldest))
              .sorted(Comparator.comparing(Glance::end))
              .toList();
      if (!usable.isEmpty()) {
        glances.add(usable);
      }
    }

    /** All policies at one time: the newest of which every one of them tells. */
    private Glance together() {
      Instant at =
          glances.stream()
              .map(each -> each.getLast().end())
              .min(Comparator.naturalOrder())
              .orElse(Instant.EPOCH);
      Glance all = new Glance(at, false, false, false);
      for (List<Glance> each : glances) {
        for (Glance glance : each.reversed()) {
          if (!glance.end().isAfter(at)) {
            all = all.or(glance);
            break;
          }
        }
      }
      return all;
    }

    private Load depth(QueuePolicy policy, Load.QueueDepth depth) {
      ShadowQueue queue = ShadowQueue.of(policy, learned(policy));
      Shadow.Look last = shadow.last();
      Backlog before = shadow.queues().get(policy.name());
      if (queue == null || depth.visible() < 0 || depth.inFlight() < 0) {
        return depth;
      }
      Backlog next =
          last == null
              ? queue.next(null, depth, 0, 0)
              : queue.next(before, depth, last.actual(), last.shadow());
      queues.put(policy.name(), next);
      return queue.read(next, depth, shadow.runningAt(observation.now(), startUp));
    }

    private @Nullable Double learned(QueuePolicy policy) {
      QueueMemory memory = history.queues().get(policy.name());
      return memory == null || memory.learned() == null
          ? null
          : Double.valueOf(memory.learned().secondsPerMessage().doubleValue());
    }

    /** What a task carries before it is late, in the metric's unit. */
    private static double most(TargetTrackingPolicy policy) {
      return policy.target().doubleValue() * (1 + policy.tolerance().doubleValue() + CLEARLY);
    }

    private static Instant middle(Instant at, Duration period) {
      return at.plus(period.dividedBy(2));
    }

    private static boolean usable(double value) {
      return Double.isFinite(value) && value >= 0;
    }
  }
}
