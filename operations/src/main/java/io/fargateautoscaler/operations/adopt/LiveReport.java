package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;

/**
 * How a document fits its service now.
 *
 * @param desired present desired count
 * @param first the count after the first decision; the present one if it holds
 * @param end the count without step limits, where this load leads to
 * @param decision in one sentence
 * @param policies a line for each policy: what it asks for and why
 * @param problems what must be changed; empty: nothing
 * @param warnings what may surprise
 */
public record LiveReport(
    ServiceRef service,
    int desired,
    int first,
    int end,
    String decision,
    List<String> policies,
    List<String> problems,
    List<String> warnings) {
  public LiveReport {
    policies = List.copyOf(policies);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  static LiveReport problem(ServiceRef service, String problem) {
    return new LiveReport(service, 0, 0, 0, "", List.of(), List.of(problem), List.of());
  }
}
