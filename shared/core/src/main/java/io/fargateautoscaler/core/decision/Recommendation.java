package io.fargateautoscaler.core.decision;

/** What one policy says. */
public sealed interface Recommendation {
  /** The reason in words of an operator. */
  String because();

  /**
   * A count.
   *
   * @param count what the policy asks for now
   * @param need what the load alone would need, whatever waits or windows say
   * @param waiting why {@code count} is not {@code need}
   */
  record Count(int count, int need, Wait waiting, String because) implements Recommendation {}

  /** Nothing to say, for example at zero tasks. */
  record Abstain(String because) implements Recommendation {}

  /** No usable data. */
  record Blind(String because) implements Recommendation {}

  /** What a policy waits for. */
  enum Wait {
    NONE,
    CONFIRMING,
    WINDOW,
    IDLE
  }
}
