package io.fargateautoscaler.operations;

import org.jspecify.annotations.Nullable;

/**
 * AWS or the credentials stand in the way: nothing is wrong with what the user asked for. Exit code
 * 3. The message is one sentence that says what to do.
 */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Trouble(String sentence) {
    this(sentence, null);
  }

  public Trouble(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
