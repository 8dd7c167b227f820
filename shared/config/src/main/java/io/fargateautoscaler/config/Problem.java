package io.fargateautoscaler.config;

/**
 * Something in a document that its author must change.
 *
 * @param line line of the document, from 1; 0 if unknown
 * @param path for example {@code policies.cpu.target}; empty: the whole document
 * @param message what was found and what is allowed
 */
public record Problem(int line, String path, String message) {
  /** Path and message in one line. */
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
