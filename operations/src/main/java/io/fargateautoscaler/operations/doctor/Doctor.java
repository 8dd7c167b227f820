package io.fargateautoscaler.operations.doctor;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.adopt.LiveCheck;
import io.fargateautoscaler.operations.doctor.Finding.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Looks at everything that a deployed stack needs, in the order in which it is mended. */
public final class Doctor {
  private final StackFacts facts;
  private final LiveCheck live;
  private final InstantSource clock;

  public Doctor(StackFacts facts, LiveCheck live, InstantSource clock) {
    this.facts = facts;
    this.live = live;
    this.clock = clock;
  }

  /** What all checks found; one that fails hides no other. */
  public List<Finding> findings() {
    Instant now = clock.instant();
    List<Finding> all = new ArrayList<>();
    if (!passes(all, "credentials", this::credentials)) {
      return all;
    }
    StackChecks stack = new StackChecks(facts);
    if (!passes(all, "stack", stack::deployed) && !hasOutputs()) {
      return all;
    }
    WorkChecks work = new WorkChecks(facts, now);
    add(all, "resources", () -> List.of(stack.complete()));
    add(all, "tick", () -> List.of(work.tick()));
    add(all, "queues", work::queues);
    add(all, "event delivery", work::rules);
    add(all, "functions", work::functions);
    add(all, "notices", stack::topics);
    add(all, "policies", new PolicyChecks(facts)::documents);
    Map<ServiceRef, String> services = services();
    ServiceChecks checks = new ServiceChecks(facts, live, now);
    services.forEach((service, document) -> {
      add(all, service.toString(), () -> checks.of(service, document));
      add(all, service + " other scalers", () -> List.of(checks.otherScaler(service)));
    });
    services.keySet().stream()
        .findFirst()
        .ifPresent(service ->
            add(all, "role's conditions", () -> List.of(stack.permission(service.toString()))));
    all.add(
        Finding.needsYou(
            "templates",
            "DesiredCount in the template of a service resets its count; it cannot be seen from"
                + " here",
            "take it out of the templates that deploy your services"));
    return all;
  }

  /** Whether one of them failed. */
  public static boolean failed(List<Finding> findings) {
    return findings.stream().anyMatch(each -> each.result() == Result.FAIL);
  }

  private Finding credentials() {
    Caller caller = facts.caller();
    return Finding.pass(
        "credentials",
        caller.who() + " of " + caller.account() + (facts.local() ? " (a local cloud)" : ""));
  }

  private boolean hasOutputs() {
    try {
      return facts.stack().outputs().containsKey("TableName");
    } catch (Trouble trouble) {
      return false;
    }
  }

  /** What could not be read was told by the check of the policies. */
  private Map<ServiceRef, String> services() {
    try {
      return new TreeMap<>(facts.inForce());
    } catch (Trouble trouble) {
      return Map.of();
    }
  }

  private static boolean passes(List<Finding> all, String name, Supplier<Finding> check) {
    add(all, name, () -> List.of(check.get()));
    return all.getLast().result() == Result.PASS;
  }

  private static void add(List<Finding> all, String name, Supplier<List<Finding>> check) {
    try {
      all.addAll(check.get());
    } catch (Trouble trouble) {
      all.add(
          Finding.fail(
              name,
              String.valueOf(trouble.getMessage()),
              "mend that first, then ask again: nothing more is known of it"));
    }
  }
}
