package io.fargateautoscaler.events;

/**
 * Which parameter changed, and how.
 *
 * @param name the full name, printable ASCII
 * @param operation {@code Create}, {@code Update}, {@code Delete}, {@code LabelParameterVersion} or
 *     one not known yet
 */
public record ParameterFacts(String name, String operation) {

  /** Whether the parameter is gone. */
  public boolean deleted() {
    return operation.equals("Delete");
  }
}
