package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.simulator.fleet.Rival.Metric;
import io.fargateautoscaler.simulator.peers.AasBacklog;
import io.fargateautoscaler.simulator.peers.AasPredictive;
import io.fargateautoscaler.simulator.peers.AasStep;
import io.fargateautoscaler.simulator.peers.AasTargetTracking;
import io.fargateautoscaler.simulator.peers.Demand;
import io.fargateautoscaler.simulator.peers.Floor;
import io.fargateautoscaler.simulator.peers.Hpa;
import io.fargateautoscaler.simulator.peers.Keda;
import io.fargateautoscaler.simulator.peers.Kpa;
import io.fargateautoscaler.simulator.peers.Nomad;
import io.fargateautoscaler.simulator.peers.Oracle;
import io.fargateautoscaler.simulator.peers.Peer;
import io.fargateautoscaler.simulator.peers.StaticPeak;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The policies of a comparison at any setting. */
public final class Candidates {
  static final ServiceRef SERVICE = new ServiceRef("simulated", "service");
  private static final Duration PULSE = Duration.ofSeconds(10);

  /** CloudWatch alarms a month: standard and high-resolution ones. */
  private static final double USD_ALARMS = 2 * 0.10;

  private static final double USD_FINE_ALARMS = 2 * 0.30;

  private final FleetSpec.Work work;
  private final Offered offered;
  private final double startUpSeconds;

  public Candidates(FleetSpec spec, Offered offered) {
    this.work = spec.work();
    this.offered = offered;
    this.startUpSeconds = spec.startUpSeconds();
  }

  /**
   * Ours for requests, by CPU every 20 s and by ALB requests.
   *
   * @param target percent of CPU, and as many requests
   */
  public Candidate oursWeb(double target, CapacityRange range) {
    return ours(
        "ours",
        setting("target", target, range),
        range,
        true,
        List.of(cpu(target), requests(target)),
        ScaleIn.DEFAULT);
  }

  /** Ours for requests by CPU of minutes alone. */
  public Candidate oursByTheMinute(double target, CapacityRange range) {
    return ours(
        "ours-60",
        setting("target", target, range),
        range,
        false,
        List.of(cpu(target)),
        ScaleIn.DEFAULT);
  }

  /** Ours for messages. */
  public Candidate oursQueue(Duration drainWithin, CapacityRange range) {
    FleetSpec.Queue queue = (FleetSpec.Queue) work;
    QueuePolicy policy =
        new QueuePolicy(
            "orders",
            "orders",
            new QueuePolicy.DrainWithin(
                drainWithin, BigDecimal.valueOf(queue.secondsPerMessage()), queue.concurrency()),
            QueuePolicy.DEFAULT_IDLE_FOR,
            0,
            Direction.BOTH);
    return ours(
        "ours",
        "drain within " + drainWithin.toSeconds() + " s, min " + range.min(),
        range,
        true,
        List.of(policy),
        ScaleIn.QUEUE_DEFAULT);
  }

  private static Candidate ours(
      String name,
      String setting,
      CapacityRange range,
      boolean fine,
      List<ScalingPolicy> policies,
      ScaleIn scaleIn) {
    ServicePolicy policy =
        new ServicePolicy(
            SERVICE,
            range,
            Mode.ACTIVE,
            policies,
            List.of(),
            ScaleOut.DEFAULT,
            scaleIn,
            Guards.DEFAULT,
            ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
    return shipped(name, setting, policy, fine);
  }

  /** The shipped reconciler with any policy. */
  public static Candidate shipped(String name, String setting, ServicePolicy policy, boolean fine) {
    return new Candidate(
        name,
        setting,
        policy.capacity(),
        (world, journal, seed) ->
            new Shipped(name, world, policy, fine, PULSE, listener(world, journal), seed));
  }

  private static DecisionListener listener(World world, Journal journal) {
    return new DecisionListener() {
      @Override
      public void decided(DecisionRecord record, boolean news) {
        if (world.loadSecond() >= 0) {
          journal.decided(world.loadSecond(), record, news);
        }
      }

      @Override
      public void failed(ServiceRef service, String reason) {
        throw new IllegalStateException(reason);
      }
    };
  }

  private static ScalingPolicy cpu(double target) {
    return tracking("cpu", new TargetMetric.Utilization(TargetMetric.Resource.CPU), target);
  }

  private ScalingPolicy requests(double target) {
    return tracking(
        "requests",
        new TargetMetric.AlbRequestsPerTask(null, null),
        work.perTask() * 60 * target / 100);
  }

  private static ScalingPolicy tracking(String name, TargetMetric metric, double target) {
    return new TargetTrackingPolicy(
        name,
        metric,
        BigDecimal.valueOf(target),
        TargetTrackingPolicy.DEFAULT_TOLERANCE,
        TargetTrackingPolicy.DEFAULT_WARM_UP,
        Direction.BOTH);
  }

  /** AWS target tracking by the minute; {@code mostIn} as in {@link AasTargetTracking}. */
  public Candidate aas60(double target, double mostIn, CapacityRange range) {
    return peer(
        gradual("target", mostIn),
        target,
        range,
        () -> AasTargetTracking.at60(target).atMostIn(mostIn),
        Metric.CPU_OF_MINUTES,
        USD_ALARMS);
  }

  /** AWS target tracking by points of 20 s. */
  public Candidate aas20(double target, double mostIn, CapacityRange range) {
    return peer(
        gradual("target", mostIn),
        target,
        range,
        () -> AasTargetTracking.at20(target).atMostIn(mostIn),
        Metric.CPU_OF_20_SECONDS,
        USD_FINE_ALARMS);
  }

  private static String gradual(String word, double mostIn) {
    return mostIn == 1 ? word : "in by " + Math.round(100 * mostIn) + " %, " + word;
  }

  public Candidate aasStep(double threshold, CapacityRange range) {
    return peer(
        "threshold",
        threshold,
        range,
        () -> new AasStep(threshold),
        Metric.CPU_OF_MINUTES,
        USD_ALARMS);
  }

  public Candidate aasPredictive(double target, CapacityRange range) {
    return peer(
        "target",
        target,
        range,
        () -> new AasPredictive(target),
        Metric.CPU_OF_MINUTES,
        USD_ALARMS);
  }

  public Candidate hpa(double target, CapacityRange range) {
    return peer("target", target, range, () -> new Hpa(target), Metric.CPU_OF_15_SECONDS, 0);
  }

  public Candidate nomad(double target, CapacityRange range) {
    return peer("target", target, range, () -> new Nomad(target), Metric.CPU_OF_15_SECONDS, 0);
  }

  /**
   * Knative by concurrency.
   *
   * @param target percent of what a task can work on at once
   */
  public Candidate kpa(double target, CapacityRange range) {
    FleetSpec.Web web = (FleetSpec.Web) work;
    double concurrency = web.perTask() * web.meanSeconds() * target / 100 / 0.7;
    return peer("target", target, range, () -> new Kpa(concurrency), Metric.CONCURRENCY, 0);
  }

  public Candidate keda(int queueLength, CapacityRange range) {
    return peer("messages a task", queueLength, range, () -> new Keda(queueLength), Metric.NONE, 0);
  }

  public Candidate aasBacklog(Duration latency, CapacityRange range) {
    FleetSpec.Queue queue = (FleetSpec.Queue) work;
    Duration perMessage = Duration.ofNanos(Math.max(1, Math.round(1e9 / queue.perTask())));
    return peer(
        "latency",
        latency.toSeconds(),
        range,
        () -> new AasBacklog(latency, perMessage),
        Metric.NONE,
        USD_ALARMS + 0.30);
  }

  public Candidate fixed(String name, int count) {
    CapacityRange range = new CapacityRange(count, count);
    return new Candidate(
        name,
        count + " tasks",
        range,
        (world, journal, seed) ->
            new Rival(world, new StaticPeak(count), Metric.NONE, range, 0, seed));
  }

  /** Knows the load to come; its tasks need their time to start, and are kept for a minute. */
  public Candidate oracle(CapacityRange range) {
    Demand demand = known(60);
    Duration startUp = Duration.ofSeconds(Math.round(startUpSeconds * FleetSpec.START_UP_TAIL));
    return peer(
        "start-up", startUpSeconds, range, () -> new Oracle(demand, startUp), Metric.NONE, 0);
  }

  /** What no policy can beat. */
  public Candidate floor(CapacityRange range) {
    return new Candidate(
        "floor",
        "no delay",
        range,
        FleetSpec::immediate,
        (world, journal, seed) ->
            new Rival(world, new Floor(known(0)), Metric.NONE, range, 0, seed));
  }

  private Demand known(int ahead) {
    int[] need = offered.ahead(ahead);
    return at -> {
      long second = at.getEpochSecond() - World.START.getEpochSecond() + World.LEAD;
      return need[Math.min(World.ofLoad((int) second, need.length), need.length - 1)];
    };
  }

  private static Candidate peer(
      String word,
      double value,
      CapacityRange range,
      Supplier<Peer> peer,
      Metric metric,
      double usdPerMonth) {
    return new Candidate(
        peer.get().name(),
        setting(word, value, range),
        range,
        (world, journal, seed) -> new Rival(world, peer.get(), metric, range, usdPerMonth, seed));
  }

  private static String setting(String word, double value, CapacityRange range) {
    String number = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return word + " " + number + ", min " + range.min();
  }
}
