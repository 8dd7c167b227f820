package io.fargateautoscaler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Reads what users name: files, or standard input as {@code -}. */
final class Texts {
  /** No event or policy is nearly as large. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Control, format and bidi characters, half surrogates, and other line ends. */
  private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final HexFormat HEX = HexFormat.of();

  private final InputStream standardInput;

  Texts(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /** A file cannot be read; the message is a sentence for its owner. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The whole text. */
  String text(String name) throws Unreadable {
    try (InputStream in = open(name)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new Unreadable(shown(name) + ": larger than 4 MiB");
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      throw unreadable(name);
    }
  }

  /** Its lines, read as they are asked for. */
  Lines lines(String name) throws Unreadable {
    return new Lines(open(name));
  }

  private InputStream open(String name) throws Unreadable {
    if (name.equals("-")) {
      return standardInput;
    }
    try {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new Unreadable(shown(name) + ": no such file");
      }
      if (Files.isDirectory(path)) {
        throw new Unreadable(shown(name) + ": is a folder; name its files");
      }
      return Files.newInputStream(path);
    } catch (AccessDeniedException e) {
      throw new Unreadable(shown(name) + ": no permission to read it");
    } catch (IOException | InvalidPathException e) {
      throw unreadable(name);
    }
  }

  static Unreadable unreadable(String name) {
    return new Unreadable(shown(name) + ": cannot be read");
  }

  /** The name of a file, as {@link #printable} text. */
  static String shown(String name) {
    return name.equals("-") ? "standard input" : printable(name);
  }

  /** The text in one line without characters that could move a cursor or turn the text around. */
  static String printable(String text) {
    return HIDDEN.matcher(text).replaceAll("?");
  }

  /** JSON with the same meaning in which such characters are escaped. */
  static String json(String json) {
    // They can stand in texts only, where an escape means the same.
    return HIDDEN
        .matcher(json)
        .replaceAll(found -> {
          var escaped = new StringBuilder();
          found
              .group()
              .chars()
              .forEach(unit -> escaped.append("\\\\u").append(HEX.toHexDigits((char) unit)));
          return escaped.toString();
        });
  }
}
