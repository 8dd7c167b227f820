package io.fargateautoscaler.core.failure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A row of {@code stop-cases.txt}. */
record StopCase(Stops stop, String reason, StopClass stopClass, String row) {

  static List<StopCase> all() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(StopCase.class.getResourceAsStream("/stop-cases.txt")),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(StopCase::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StopCase parse(String line) {
    String[] cells = line.split(" \\| ", -1);
    Stops stop = Stops.of(cells[0], cells[1].equals("ran"), cells[3], cells[4], cells[5]);
    return new StopCase(stop.platform(cells[2]), cells[3], StopClass.valueOf(cells[6]), cells[7]);
  }

  @Override
  public String toString() {
    return row + ": " + stop.code() + " on " + stop.platform() + ": " + reason;
  }
}
