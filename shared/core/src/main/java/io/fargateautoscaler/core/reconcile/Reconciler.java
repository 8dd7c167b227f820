package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
  private static final int OUTBOX_BATCH = 50;
  private static final int GIVE_UP_AFTER = 2;

  private final Ports ports;
  private final InstantSource clock;
  private final Settings settings;

  /**
   * @param pulseEvery time between two looks at a queue; zero: only at ticks
   */
  public record Settings(Duration pulseEvery) {}

  /** What one run did, in numbers of services; {@code told} and {@code untold} are notices. */
  public record Report(int services, int scaled, int held, int failed, int told, int untold) {}

  public Reconciler(Ports ports, InstantSource clock, Settings settings) {
    this.ports = ports;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Reconciles every service that has a policy, and sends the pulses until the next tick.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report tick(Trigger trigger) {
    StackState stack = ports.store().stack();
    Map<ServiceRef, Trigger> all = new TreeMap<>();
    stack.services().forEach(service -> all.put(service, trigger));
    Pass pass = new Pass(ports, clock, stack, settings.pulseEvery());
    pass.run(all);
    if (pass.mostWereUnreadable()) {
      ports.store().freeze(clock.instant().plus(FREEZE));
    }
    pulse(pass.wantPulses());
    ports.store().ticked(clock.instant());
    return report(pass);
  }

  /**
   * Reconciles the services that events named; one without a policy causes no call.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report reconcile(Map<ServiceRef, Trigger> hints) {
    Pass pass = new Pass(ports, clock, ports.store().stack(), settings.pulseEvery());
    pass.run(hints);
    return report(pass);
  }

  /** One message for each instant before the next tick at which any service wants a look. */
  private void pulse(Map<ServiceRef, Duration> wanted) {
    if (settings.pulseEvery().isZero()) {
      return;
    }
    TreeMap<Duration, Set<ServiceRef>> due = new TreeMap<>();
    wanted.forEach((service, every) -> {
      for (Duration delay = every; delay.compareTo(TICK) < 0; delay = delay.plus(every)) {
        due.computeIfAbsent(delay, _ -> new TreeSet<>()).add(service);
      }
    });
    due.forEach((delay, services) -> ports.pulses().send(services, delay));
  }

  private Report report(Pass pass) {
    List<Outbox.Message> waiting = ports.outbox().waiting(OUTBOX_BATCH);
    // Each topic for itself: one that refuses must not silence the other.
    Telling main = tell(waiting.stream().filter(message -> !message.forChat()).toList());
    Telling chat = tell(waiting.stream().filter(Outbox.Message::forChat).toList());
    return new Report(
        pass.services(),
        pass.scaled(),
        pass.held(),
        pass.failed(),
        main.told() + chat.told(),
        main.untold() + chat.untold());
  }

  private record Telling(int told, int untold) {}

  private Telling tell(List<Outbox.Message> messages) {
    int told = 0;
    int untold = 0;
    for (Outbox.Message message : messages) {
      if (untold >= GIVE_UP_AFTER) {
        // Telling must not hold up scaling; the next run tries again.
        break;
      }
      if (!ports.outbox().claim(message)) {
        continue;
      }
      switch (ports.notifier().publish(message)) {
        case Notifier.Published _ -> {
          ports.outbox().told(message);
          told++;
        }
        case Notifier.Failed trouble -> {
          ports.outbox().failed(message, trouble.reason());
          untold++;
        }
      }
    }
    return new Telling(told, untold);
  }
}
