package io.fargateautoscaler.cli;

import io.fargateautoscaler.operations.Refusal;
import java.io.Console;
import java.util.Locale;

/** Asks the person at the terminal before something changes. */
final class Asking {
  private Asking() {}

  /**
   * Whether to go on.
   *
   * @throws Refusal if there is no terminal to ask at
   */
  static boolean yes(boolean yes, String question) {
    if (yes) {
      return true;
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new Refusal("nothing was changed: there is no terminal to ask at; say --yes");
    }
    String answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
