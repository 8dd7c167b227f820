package io.fargateautoscaler.core.text;

import java.util.Locale;

/**
 * Text that somebody else wrote: the reason of a stop, the message of a container. It leaves only
 * through a method that makes it safe for one kind of place, and each of them cuts it.
 */
public final class Untrusted {

  private static final int LOG_LIMIT = 512;
  private static final int SUBJECT_LIMIT = 99;
  private static final int TEXT_LIMIT = 1024;
  private static final String CUT = "...";

  private static final int MATCHED = 4096;

  private final String raw;

  public Untrusted(String raw) {
    this.raw = raw;
  }

  /** For a log line, at most 512 characters: no line breaks, control characters or bidi marks. */
  public String forLog() {
    return escaped(LOG_LIMIT);
  }

  /** For the subject of a mail, at most 99 characters: printable ASCII on one line. */
  public String forSubject() {
    var out = new StringBuilder();
    redacted()
        .codePoints()
        .forEach(c -> {
          if (c > ' ' && c < 0x7f) {
            out.append((char) c);
          } else if (c > 0x7f && !Character.isISOControl(c)) {
            out.append('?');
          } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
          }
        });
    return cut(out.toString().strip(), SUBJECT_LIMIT);
  }

  /** For a line in the text of a mail, at most 1024 characters; it cannot begin a new line. */
  public String forPlainText() {
    return escaped(TEXT_LIMIT);
  }

  /** For an HTML text or quoted attribute; at most 1024 characters before markup is escaped. */
  public String forHtml() {
    String text = escaped(TEXT_LIMIT);
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '/' -> out.append("&#47;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * For comparison only, never for output, at most 4096 characters: small letters, straight
   * apostrophes, and {@code cannot} for {@code can't}, so that one spelling stands for all.
   */
  public String forMatching() {
    return raw.substring(0, Math.min(raw.length(), MATCHED))
        .toLowerCase(Locale.ROOT)
        .replace('\u2019', '\'')
        .replace("can't", "cannot");
  }

  /** Whether the text prints as it is: nothing in it had to be escaped. */
  public static boolean isPrintable(String text) {
    return text.codePoints().noneMatch(Untrusted::isHidden);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Untrusted that && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return raw.hashCode();
  }

  /** The same as {@link #forLog}. */
  @Override
  public String toString() {
    return forLog();
  }

  private String escaped(int limit) {
    var out = new StringBuilder();
    redacted()
        .codePoints()
        .forEach(c -> {
          if (isHidden(c)) {
            for (char unit : Character.toChars(c)) {
              out.append(String.format("\\u%04x", (int) unit));
            }
          } else {
            out.appendCodePoint(c);
          }
        });
    return cut(out.toString(), limit);
  }

  private String redacted() {
    return Redaction.of(cut(raw, TEXT_LIMIT));
  }

  /** Control and format characters (bidi marks, zero width), line separators, half surrogates. */
  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** The first {@code limit} characters at most, the last of them dots where something is gone. */
  public static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - CUT.length();
    // Half a surrogate pair must not stay behind.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
