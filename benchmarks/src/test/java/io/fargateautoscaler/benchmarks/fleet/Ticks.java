package io.fargateautoscaler.benchmarks.fleet;

import com.sun.management.OperatingSystemMXBean;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.Trigger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM of its own, as small as a function's. For each line that comes in it runs once, {@code
 * tick} or {@code pulse}, and says in a line how that went; then a minute passes.
 */
final class Ticks {
  /** What the function keeps for what comes after the last change is left out of its minute. */
  private static final Duration DEADLINE = Duration.ofSeconds(45);

  /** The services of a batch of pulses. */
  private static final int PULSE = 400;

  private Ticks() {}

  /** The first argument is the endpoint, the second a {@link Scenario}. */
  public static void main(String[] args) throws IOException {
    Scenario scenario = Scenario.parse(args[1]);
    InstantSource real = InstantSource.system();
    Instant began = real.instant();
    AtomicInteger minutes = new AtomicInteger();
    InstantSource clock = () -> real.instant().plus(Duration.ofMinutes(minutes.get()));
    AtomicInteger verdicts = new AtomicInteger();
    Reconciler reconciler = Stack.reconciler(URI.create(args[0]), clock, counting(verdicts));
    Map<ServiceRef, Trigger> hints = new TreeMap<>();
    for (int number = 0; number < Math.min(PULSE, scenario.services()); number++) {
      hints.put(
          new ServiceRef(Scenario.CLUSTER, Scenario.name(number)),
          new Trigger(Trigger.Kind.PULSE, "p"));
    }
    System.out.println("started " + Duration.between(began, real.instant()).toMillis());
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      verdicts.set(0);
      Instant from = clock.instant();
      long cpu = cpu();
      Reconciler.Report report =
          order.equals("tick")
              ? reconciler.tick(new Trigger(Trigger.Kind.TICK, "t"), Map.of(), from.plus(DEADLINE))
              : reconciler.reconcile(hints, from.plus(DEADLINE));
      System.out.println(
          new Figures(
                  Duration.between(from, clock.instant()).toMillis(),
                  (cpu() - cpu) / 1_000_000,
                  heap(),
                  resident(),
                  verdicts.get(),
                  report.scaled(),
                  report.failed(),
                  report.left())
              .line());
      // The account's clock goes on too, before the next order comes.
      minutes.incrementAndGet();
    }
  }

  private static DecisionListener counting(AtomicInteger verdicts) {
    return new DecisionListener() {
      @Override
      public void decided(DecisionRecord record, boolean news) {
        verdicts.incrementAndGet();
      }

      @Override
      public void failed(ServiceRef service, String reason) {
        System.err.println(service + ": " + reason);
      }
    };
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** The most megabytes of the heap that were in use, since the start. */
  private static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(peak -> peak.getUsed())
            .sum()
        >> 20;
  }

  /** The most megabytes that the process had, since the start; 0 where that is not known. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        >> 10;
  }
}
