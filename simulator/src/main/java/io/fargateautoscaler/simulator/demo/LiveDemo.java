package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.simulator.PretendAws;
import io.fargateautoscaler.simulator.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The story of the demo while it happens, second by second. */
public final class LiveDemo {
  /** Second of the minute at which the tick comes. */
  public static final int TICK_SECOND = Simulation.TICK_AT;

  private final Demo demo;
  private final Map<ServiceRef, ServicePolicy> policies = Demo.policies();

  private LiveDemo(Demo demo) {
    this.demo = demo;
  }

  /** The beginning of the story; the same seed tells it in the same words. */
  public static LiveDemo begin(long seed) {
    return new LiveDemo(Demo.ready(seed));
  }

  /**
   * Lets one second pass.
   *
   * @throws IllegalStateException after the end
   */
  public void second() {
    if (ended()) {
      throw new IllegalStateException("the story has ended");
    }
    demo.second();
  }

  /** Whether all has been told. */
  public boolean ended() {
    return demo.now() >= Demo.LENGTH;
  }

  /** The instant of the story. */
  public Instant now() {
    return demo.simulation().clock().instant();
  }

  /** Seconds since its beginning. */
  public long seconds() {
    return demo.now();
  }

  /** The policies in force, by service. */
  public Map<ServiceRef, ServicePolicy> policies() {
    return Map.copyOf(policies);
  }

  /** The world in which it happens. */
  public PretendAws aws() {
    return demo.simulation().aws();
  }

  /** All decisions of a service, oldest first. */
  public List<DecisionRecord> decisions(ServiceRef service) {
    return demo.teller().decisions().stream()
        .map(Story.Made::record)
        .filter(record -> record.service().equals(service))
        .toList();
  }

  /**
   * Counts at one instant.
   *
   * @param needed tasks that the true load needs
   */
  public record Counts(Instant at, double needed, int desired, int running) {}

  /** A service's counts every ten seconds, oldest first. */
  public List<Counts> course(ServiceRef service) {
    Instant start = now().minusSeconds(demo.now());
    return demo.teller().samples(service).stream()
        .map(each ->
            new Counts(
                start.plusSeconds(each.second()), each.needed(), each.desired(), each.running()))
        .toList();
  }

  /** A task that failed, with its reason in one harmless line. */
  public record Failure(Instant at, Classified why, String reason) {}

  /** All failures of a service, oldest first. */
  public List<Failure> failures(ServiceRef service) {
    return demo.teller().failed().stream()
        .filter(each -> each.service().equals(service))
        .map(each -> new Failure(each.at(), each.why(), each.reason()))
        .toList();
  }

  /** US dollars that the autoscaler itself would cost in a month that went on so. */
  public double usdPerMonthOfAutoscaler() {
    return demo.usdPerMonthOfAutoscaler();
  }
}
