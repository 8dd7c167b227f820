package io.fargateautoscaler.simulator.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.TraceFile.Read;
import io.fargateautoscaler.simulator.load.TraceFile.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good files with random damage are read or refused, never more. */
class MutatedTracesTest {
  private static final long SEED = 20260101;
  private static final String[] PIECES = {
    "\n",
    "\r",
    ",",
    "-",
    "e",
    "9999999999",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "NaN",
    "\u0000",
    "\u202e",
    ":",
    " ",
    "\ufeff",
    "1e400",
    "\"Id\":",
    "\"Timestamps\":[",
    "null"
  };

  @TempDir Path folder;

  @Test
  void a_thousand_damaged_files() throws IOException {
    var random = new SplittableRandom(SEED);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged = damage(i % 2 == 0 ? csv() : json(), random);
      Path file = Files.write(folder.resolve(i % 3 == 0 ? "t-60s.txt" : "t.txt"), damaged);
      String seen = "seed " + SEED + ", file " + i;
      switch (TraceFile.read(file)) {
        case Read good -> {
          read++;
          assertThat(good.trace().size()).as(seen).isBetween(2, TraceGrid.MAX_INTERVALS);
        }
        case Refused bad -> {
          refused++;
          assertThat(bad.problems()).as(seen).isNotEmpty().hasSizeLessThanOrEqualTo(21);
          assertThat(bad.problems())
              .as(seen)
              .allMatch(line -> line.length() < 400 && !line.matches("(?s).*\\p{C}.*"));
        }
      }
    }
    // Both must happen, or the damage is of the wrong size.
    assertThat(read).as("seed " + SEED).isGreaterThan(50);
    assertThat(refused).as("seed " + SEED).isGreaterThan(50);
  }

  private static byte[] damage(String text, SplittableRandom random) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 3 -> bytes = join(bytes, at, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
        default ->
            bytes = join(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 40)));
      }
    }
    return bytes;
  }

  private static byte[] join(byte[] bytes, int at, byte[] piece) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + piece.length);
    System.arraycopy(piece, 0, joined, at, piece.length);
    System.arraycopy(bytes, at, joined, at + piece.length, bytes.length - at);
    return joined;
  }

  private static String csv() {
    return IntStream.range(0, 30)
        .mapToObj(i -> i * 60 + "," + i * 7)
        .collect(Collectors.joining("\n", "offset_s,count\n", "\n"));
  }

  private static String json() {
    String times =
        IntStream.range(0, 30)
            .mapToObj(i -> String.valueOf(1767225600 + i * 60))
            .collect(Collectors.joining(", "));
    String values =
        IntStream.range(0, 30).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return TraceJsonTest.results(TraceJsonTest.series("m1", times, values, "Complete"))
        .replace('\'', '"');
  }
}
