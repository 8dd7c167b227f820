package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Publisher;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings services to their count: observe, decide, act once, remember, tell.
 *
 * <p>Any number of runs may work on the same service at the same time: the conditional write of the
 * intent decides which of them acts. Whatever fails leaves the desired count as it is.
 */
public final class Reconciler {
  private static final Duration TICK = Duration.ofSeconds(60);
  private static final Duration FREEZE = Duration.ofMinutes(10);

  private final Ports ports;
  private final InstantSource clock;
  private final Settings settings;
  private final Publisher publisher;
  private final FailureReports failures;

  /**
   * @param pulseEvery time between two looks at a queue; zero: only at ticks
   * @param notices the most that are told in a quarter of an hour, at least 1
   * @param lanes where services are acted on
   */
  public record Settings(Duration pulseEvery, int notices, Lanes lanes) {
    /** With the usual limit on notices, and one service after the other. */
    public Settings(Duration pulseEvery) {
      this(pulseEvery, NoticeLimit.MOST, Lanes.ONE);
    }
  }

  /**
   * What one run did, in numbers of services; {@code told}, {@code untold} and {@code withheld} are
   * notices.
   *
   * @param left services for which there was no time
   */
  public record Report(
      int services,
      int scaled,
      int held,
      int failed,
      int told,
      int untold,
      int withheld,
      int left) {
    /** A run that had time for all. */
    public Report(
        int services, int scaled, int held, int failed, int told, int untold, int withheld) {
      this(services, scaled, held, failed, told, untold, withheld, 0);
    }
  }

  public Reconciler(Ports ports, InstantSource clock, Settings settings) {
    this.ports = ports;
    this.clock = clock;
    this.settings = settings;
    this.publisher = new Publisher(ports.outbox(), ports.notifier(), clock, settings.notices());
    this.failures = new FailureReports(ports.digests(), clock);
  }

  /**
   * Reconciles every service that has a policy, and sends the pulses until the next tick.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report tick(Trigger trigger) {
    return tick(trigger, Map.of(), Instant.MAX);
  }

  /**
   * The same in the time there is: a service that was not reached is among the first of the next
   * tick.
   *
   * @param named what events named at the same time: these are looked at even if they would sleep
   *     through the tick
   * @param deadline after which nothing more is acted on; pulses and notices come after it
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report tick(Trigger trigger, Map<ServiceRef, Trigger> named, Instant deadline) {
    Instant begun = clock.instant();
    StackState stack = ports.store().stack();
    Map<ServiceRef, Trigger> all = new TreeMap<>();
    stack.services().forEach(service -> all.put(service, named.getOrDefault(service, trigger)));
    Pass pass = new Pass(ports, clock, stack, settings, deadline);
    pass.run(all, stack.next());
    if (pass.counts().mostWereUnreadable()) {
      ports.store().freeze(clock.instant().plus(FREEZE));
    }
    Report report;
    try {
      if (!Objects.equals(pass.next(), stack.next())) {
        ports.store().next(pass.next());
      }
      pulse(pass.wantPulses(), Duration.between(begun, clock.instant()));
      ports.store().ticked(clock.instant());
      failures.tellDue();
      publisher.tellWithheld();
    } finally {
      // Whatever else fails: what waits to be told must not.
      report = report(pass);
    }
    return report;
  }

  /**
   * Reconciles the services that events named; one without a policy causes no call.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report reconcile(Map<ServiceRef, Trigger> hints) {
    return reconcile(hints, Instant.MAX);
  }

  /**
   * The same in the time there is; the next tick looks at those that were not reached.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report reconcile(Map<ServiceRef, Trigger> hints, Instant deadline) {
    Pass pass = new Pass(ports, clock, ports.store().stack(), settings, deadline);
    pass.run(hints, null);
    return report(pass);
  }

  /**
   * One message for each instant before the next tick at which any service wants a look; the next
   * tick comes a minute after the beginning of this one, however long it took.
   */
  private void pulse(Map<ServiceRef, Duration> wanted, Duration taken) {
    if (settings.pulseEvery().isZero()) {
      return;
    }
    TreeMap<Duration, Set<ServiceRef>> due = new TreeMap<>();
    wanted.forEach((service, every) -> {
      for (Duration delay = every; delay.compareTo(TICK) < 0; delay = delay.plus(every)) {
        due.computeIfAbsent(delay, _ -> new TreeSet<>()).add(service);
      }
    });
    due.tailMap(taken, false)
        .forEach((delay, services) -> ports.pulses().send(services, delay.minus(taken)));
  }

  private Report report(Pass pass) {
    Publisher.Result result = publisher.publish();
    Counts counts = pass.counts();
    return new Report(
        counts.services(),
        counts.scaled(),
        counts.held(),
        counts.failed(),
        result.told(),
        result.untold(),
        result.withheld(),
        pass.left());
  }
}
