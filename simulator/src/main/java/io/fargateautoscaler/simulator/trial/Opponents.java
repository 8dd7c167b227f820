package io.fargateautoscaler.simulator.trial;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.fleet.Candidate;
import io.fargateautoscaler.simulator.fleet.Candidates;
import io.fargateautoscaler.simulator.fleet.FleetSpec;
import io.fargateautoscaler.simulator.fleet.Offered;
import io.fargateautoscaler.simulator.load.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The autoscalers that a document is compared with: at its CPU target or {@code drain-within} where
 * they have one, else at their own default, in its range. Those that read CPU keep one task at
 * least: without one there is no CPU that could wake them.
 */
public final class Opponents {
  /** Known to every comparison, for orientation; they are not of this world. */
  static final Set<String> ORIENTATION =
      Collections.unmodifiableSet(new LinkedHashSet<>(List.of("static-peak", "oracle")));

  /** Percent of a task's concurrency that Knative aims at. */
  private static final double KPA_TARGET = 70;

  private static final int KEDA_QUEUE_LENGTH = 5;

  /** The latency of the example in the manual of AWS. */
  private static final Duration BACKLOG_LATENCY = Duration.ofSeconds(10);

  private interface Make {
    Candidate of(Candidates make, Modelled ours, CapacityRange range);
  }

  private Opponents() {}

  private static Map<String, Make> makers(Kind kind) {
    Map<String, Make> makers = new LinkedHashMap<>();
    makers.put("aas-20", (make, ours, range) -> make.aas20(ours.cpuTarget(), 1, awake(range)));
    makers.put("aas-60", (make, ours, range) -> make.aas60(ours.cpuTarget(), 1, awake(range)));
    makers.put("aas-step", (make, ours, range) -> make.aasStep(ours.cpuTarget(), awake(range)));
    makers.put(
        "aas-predictive",
        (make, ours, range) -> make.aasPredictive(ours.cpuTarget(), awake(range)));
    makers.put("hpa", (make, ours, range) -> make.hpa(ours.cpuTarget(), awake(range)));
    makers.put("nomad", (make, ours, range) -> make.nomad(ours.cpuTarget(), awake(range)));
    switch (kind) {
      case WEB -> makers.put("kpa", (make, _, range) -> make.kpa(KPA_TARGET, range));
      case QUEUE -> {
        makers.put("aas-backlog", (make, ours, range) -> make.aasBacklog(latency(ours), range));
        makers.put("keda", (make, _, range) -> make.keda(KEDA_QUEUE_LENGTH, range));
      }
    }
    return makers;
  }

  /** No task shows no CPU: who reads that would never come back from none. */
  private static CapacityRange awake(CapacityRange range) {
    return new CapacityRange(Math.max(1, range.min()), Math.max(1, range.max()));
  }

  private static Duration latency(Modelled ours) {
    Duration perMessage = Duration.ofMillis((long) Math.ceil(1000 / ours.work().perTask()));
    Duration asked = ours.drainWithin();
    Duration allowed = asked == null ? BACKLOG_LATENCY : asked;
    return perMessage.compareTo(allowed) > 0 ? perMessage : allowed;
  }

  /** All names for a kind of load. */
  public static List<String> known(Kind kind) {
    List<String> known = new ArrayList<>(makers(kind).keySet());
    known.addAll(ORIENTATION);
    return known;
  }

  /** Those that a document is compared with if nobody asks for others. */
  public static List<String> usual(Kind kind) {
    return kind == Kind.WEB
        ? List.of("aas-20", "aas-60", "hpa")
        : List.of("aas-backlog", "aas-20", "keda");
  }

  /**
   * @param names known ones; orientation is added
   * @return none for no names
   */
  static List<Candidate> of(List<String> names, Modelled ours, FleetSpec spec, Offered offered) {
    if (names.isEmpty()) {
      return List.of();
    }
    CapacityRange range = ours.policy().capacity();
    Candidates make = new Candidates(spec, offered);
    Map<String, Make> makers = makers(ours.kind());
    List<Candidate> all = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      Make maker = makers.get(name);
      if (maker != null) {
        all.add(maker.of(make, ours, range));
      }
    }
    int peak = Math.max(1, offered.largestNeed(0, offered.seconds() - 1));
    all.add(make.fixed("static-peak", peak));
    all.add(make.oracle(new CapacityRange(0, peak)));
    return all;
  }
}
