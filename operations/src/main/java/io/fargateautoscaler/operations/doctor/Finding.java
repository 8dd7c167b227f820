package io.fargateautoscaler.operations.doctor;

/**
 * What one check found.
 *
 * @param check its name, for example {@code tick} or {@code shop/web metrics}
 * @param text what was found, one line
 * @param todo what to do; empty: nothing
 */
public record Finding(String check, Result result, String text, String todo) {
  /** How a check ended. */
  public enum Result {
    PASS("pass"),
    FAIL("fail"),
    /** Only a real account can show it. */
    NEEDS_AWS("needs AWS"),
    /** A person has to look: the text says how. */
    NEEDS_YOU("needs you"),
    /** It makes no sense now: the text says why. */
    SKIPPED("skipped");

    private final String words;

    Result(String words) {
      this.words = words;
    }

    /** For people; scripts get the same with hyphens in small letters. */
    public String words() {
      return words;
    }
  }

  static Finding pass(String check, String text) {
    return new Finding(check, Result.PASS, text, "");
  }

  static Finding fail(String check, String text, String todo) {
    return new Finding(check, Result.FAIL, text, todo);
  }

  static Finding needsAws(String check, String text) {
    return new Finding(check, Result.NEEDS_AWS, text, "");
  }

  static Finding needsYou(String check, String text, String todo) {
    return new Finding(check, Result.NEEDS_YOU, text, todo);
  }

  static Finding skipped(String check, String text) {
    return new Finding(check, Result.SKIPPED, text, "");
  }
}
