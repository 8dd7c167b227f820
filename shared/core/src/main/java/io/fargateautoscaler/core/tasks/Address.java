package io.fargateautoscaler.core.tasks;

import java.util.Locale;
import java.util.Optional;

/**
 * The private address of a task: an IPv4 or IPv6 literal, checked by its letters alone and never
 * looked up. It belongs into notices only, so {@link #toString()}, which logs use, does not show
 * it.
 */
public final class Address {
  private static final int LONGEST_V6 = 39;
  private static final int GROUPS = 8;

  private final String literal;

  private Address(String literal) {
    this.literal = literal;
  }

  /** The address that {@code text} is; empty if it is anything else, such as a name or a port. */
  public static Optional<Address> parse(String text) {
    return isV4(text) || isV6(text)
        ? Optional.of(new Address(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** As it is written, in small letters. */
  public String literal() {
    return literal;
  }

  /** Four numbers from 0 to 255 without leading zeros, which some read as octal. */
  private static boolean isV4(String text) {
    int numbers = 1;
    int value = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits > 0) {
        numbers++;
        value = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9' && !(digits > 0 && value == 0)) {
        value = value * 10 + c - '0';
        digits++;
      } else {
        return false;
      }
      if (numbers > 4 || value > 255) {
        return false;
      }
    }
    return numbers == 4 && digits > 0;
  }

  /** Eight groups of hexadecimal digits, or fewer around one {@code ::}; no zone, no IPv4 in it. */
  private static boolean isV6(String text) {
    if (text.length() < 2 || text.length() > LONGEST_V6) {
      return false;
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == GROUPS;
    }
    String left = text.substring(0, gap);
    String right = text.substring(gap + 2);
    int before = left.isEmpty() ? 0 : groups(left);
    int after = right.isEmpty() ? 0 : groups(right);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** How many groups of one to four digits, with a colon between them; -1 if it is not that. */
  private static int groups(String text) {
    int groups = 1;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && digits > 0) {
        groups++;
        digits = 0;
      } else if (isHex(c) && digits < 4) {
        digits++;
      } else {
        return -1;
      }
    }
    return digits > 0 ? groups : -1;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && literal.equals(that.literal);
  }

  @Override
  public int hashCode() {
    return literal.hashCode();
  }

  @Override
  public String toString() {
    return "(address)";
  }
}
