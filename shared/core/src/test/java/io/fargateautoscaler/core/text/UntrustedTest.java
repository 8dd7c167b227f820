package io.fargateautoscaler.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UntrustedTest {

  /** Raw text, then as it looks in a log, in a subject and in HTML. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("plain", "plain", "plain", "plain"),
        Arguments.of("", "", "", ""),
        Arguments.of("a\r\nb", "a\\u000d\\u000ab", "a b", "a\\u000d\\u000ab"),
        Arguments.of("\u202eevil\u2069", "\\u202eevil\\u2069", "?evil?", "\\u202eevil\\u2069"),
        Arguments.of("\u001b[31mred", "\\u001b[31mred", "[31mred", "\\u001b[31mred"),
        Arguments.of("a\u2028b\u0085c", "a\\u2028b\\u0085c", "a?b c", "a\\u2028b\\u0085c"),
        Arguments.of("zero\u200bwidth", "zero\\u200bwidth", "zero?width", "zero\\u200bwidth"),
        Arguments.of("half \ud800 pair", "half \\ud800 pair", "half ? pair", "half \\ud800 pair"),
        Arguments.of(
            "h\u00e9llo \ud83d\ude00",
            "h\u00e9llo \ud83d\ude00",
            "h?llo ?",
            "h\u00e9llo \ud83d\ude00"),
        Arguments.of(
            "<a href='/x'>\"&\"",
            "<a href='/x'>\"&\"",
            "<a href='/x'>\"&\"",
            "&lt;a href=&#39;&#47;x&#39;&gt;&quot;&amp;&quot;"),
        Arguments.of(
            "key AKIAIOSFODNN7EXAMPLE", "key [redacted]", "key [redacted]", "key [redacted]"),
        Arguments.of(
            "Password=hunter2 next",
            "Password=[redacted] next",
            "Password=[redacted] next",
            "Password=[redacted] next"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void leavesOnlyInASafeForm(String raw, String log, String subject, String html) {
    var text = new Untrusted(raw);

    assertThat(text.forLog()).isEqualTo(log);
    assertThat(text).hasToString(log);
    assertThat(text.forPlainText()).isEqualTo(log);
    assertThat(text.forSubject()).isEqualTo(subject);
    assertThat(text.forHtml()).isEqualTo(html);
  }

  @Test
  void everyFormIsCut() {
    for (String unit : new String[] {"a", "\n", "\ud83d\ude00", "x\ud83d\ude00"}) {
      var text = new Untrusted(unit.repeat(10_000));

      assertThat(text.forLog()).hasSizeBetween(1, 512).endsWith("...");
      assertThat(text.forPlainText()).hasSizeBetween(1, 1024).endsWith("...");
      assertThat(text.forSubject()).hasSizeLessThan(100);
      assertThat(text.forLog()).doesNotContain("\\ud83d");
      assertThat(text.forLog().replace("...", "")).isEqualTo(wellFormed(text.forLog()));
    }
  }

  private static String wellFormed(String text) {
    var out = new StringBuilder();
    text.replace("...", "")
        .codePoints()
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  @Test
  void comparesByText() {
    assertThat(new Untrusted("a")).isEqualTo(new Untrusted("a")).isNotEqualTo(new Untrusted("b"));
    assertThat(new Untrusted("a")).hasSameHashCodeAs(new Untrusted("a"));
  }

  @Test
  void oneSpellingStandsForAllInComparisons() {
    assertThat(new Untrusted("Can\u2019t PULL").forMatching()).isEqualTo("cannot pull");
    assertThat(new Untrusted("x".repeat(5000)).forMatching()).hasSize(4096);
  }

  /** Raw text, and what is left of it. */
  @ParameterizedTest
  @CsvSource({
    "AKIAABCDEFGHIJKLMNO, AKIAABCDEFGHIJKLMNO",
    "xASIAABCDEFGHIJKLMNOPQ, x[redacted]Q",
    "AKIAabcdefghijklmnop, AKIAabcdefghijklmnop",
    "token=a;SECRET=b passwd=c&password=, token=[redacted];SECRET=[redacted]"
        + " passwd=[redacted]&password=",
    "\u0130 Password=x, \u0130 Password=[redacted]",
    "token=token=x y, token=[redacted] y"
  })
  void keysAndPasswordsAreTakenOut(String raw, String shown) {
    assertThat(new Untrusted(raw).forPlainText()).isEqualTo(shown);
  }

  @Test
  void longTextsAreSearchedForCredentialsWithoutGoingBack() {
    assertThat(new Untrusted("password=".repeat(100_000)).forLog())
        .isEqualTo("password=[redacted]");
  }
}
