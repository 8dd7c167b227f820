package io.fargateautoscaler.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads what users name: files, or standard input as {@code -}. */
final class Texts {
  /** No event or policy is nearly as large. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

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
  BufferedReader lines(String name) throws Unreadable {
    return new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8));
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

  /** A name without characters that could move a cursor. */
  static String shown(String name) {
    return name.equals("-") ? "standard input" : name.replaceAll("\\p{C}", "?");
  }
}
