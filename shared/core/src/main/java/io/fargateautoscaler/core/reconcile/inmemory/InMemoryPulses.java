package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Pulses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Delayed messages by the clock that it is given. Safe for use by several threads. */
public final class InMemoryPulses implements Pulses {
  /** A message waits no longer, as in SQS. */
  public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private record Waiting(Instant due, SortedSet<ServiceRef> services) {}

  private final InstantSource clock;
  private final List<Waiting> waiting = new ArrayList<>();

  public InMemoryPulses(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void send(Collection<ServiceRef> services, Duration delay) {
    if (services.isEmpty()) {
      return;
    }
    Duration most = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    Duration bounded = most.isNegative() ? Duration.ZERO : most;
    waiting.add(
        new Waiting(
            clock.instant().plus(bounded),
            Collections.unmodifiableSortedSet(new TreeSet<>(services))));
  }

  /** The messages that have arrived by now, by their time; they do not arrive again. */
  public synchronized List<SortedSet<ServiceRef>> due() {
    Instant now = clock.instant();
    List<SortedSet<ServiceRef>> due =
        waiting.stream()
            .filter(message -> !message.due().isAfter(now))
            .sorted(Comparator.comparing(Waiting::due))
            .map(Waiting::services)
            .toList();
    waiting.removeIf(message -> !message.due().isAfter(now));
    return due;
  }
}
