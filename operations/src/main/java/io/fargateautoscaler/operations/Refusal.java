package io.fargateautoscaler.operations;

import java.util.List;

/**
 * What the user asked for cannot be done as it is. Exit code 1. Each problem is one line: where,
 * what was found, what is allowed.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public Refusal(String problem) {
    this(List.of(problem));
  }

  public Refusal(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
