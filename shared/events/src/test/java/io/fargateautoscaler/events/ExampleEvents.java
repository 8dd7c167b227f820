package io.fargateautoscaler.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The example events of the project. */
final class ExampleEvents {

  /** Tests run in the folder of their module. */
  private static final Path ROOT = Path.of("..", "..", "events");

  private ExampleEvents() {}

  static String read(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every JSON file below the folder, as {@code folder/file.json}, sorted. */
  static List<String> names() {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
