package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.record.DecisionRecord;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated records: none throws, and one that can be read decides the same when written again. */
final class DecideFuzzTest {
  private static final long SEED = 20_260_403;
  private static final int LINES = 3_000;

  private static final List<String> VALUES =
      List.of(
          "0",
          "1",
          "-1",
          "1e18",
          "999999999999",
          "1.5",
          "\"NaN\"",
          "\"Infinity\"",
          "null",
          "true",
          "\"\"",
          "[]",
          "{}",
          "\"1970-01-01T00:00:00Z\"",
          "\"9998-12-31T23:59:59.999999999Z\"");

  @Test
  void mutated_records_never_throw() {
    System.out.println("DecideFuzzTest seed " + SEED);
    int good = 0;
    for (int i = 0; i < LINES; i++) {
      var random = new Random(SEED + i);
      String line = mutated(DecisionJson.record(RecordRoundTripTest.random(SEED + i)), random);
      DecideCase.Result read = DecideCase.read(line);
      assertThat(read.value().isPresent()).as(line).isEqualTo(read.error() == null);
      if (read.value().isPresent()) {
        good++;
        String written = DecisionJson.record(decided(read.value().orElseThrow()));
        DecideCase again = DecideCase.read(written).value().orElseThrow();
        assertThat(DecisionJson.record(decided(again))).as("seed %d", SEED + i).isEqualTo(written);
      }
    }
    assertThat(good).isBetween(LINES / 20, LINES * 19 / 20);
  }

  private static DecisionRecord decided(DecideCase one) {
    return RecordRoundTripTest.decided(
        one.id(), one.policy(), one.stackMode(), one.observation(), one.history());
  }

  /** Replaces scalars, which most often leaves a line that can be read. */
  private static String mutated(String record, Random random) {
    var line = new StringBuilder(record);
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = line.indexOf(":", random.nextInt(line.length()));
      int end = at + 1;
      while (at >= 0 && end < line.length() && ",}]".indexOf(line.charAt(end)) < 0) {
        end++;
      }
      if (at >= 0 && "[{".indexOf(line.charAt(at + 1)) < 0) {
        line.replace(at + 1, end, VALUES.get(random.nextInt(VALUES.size())));
      }
    }
    return line.toString();
  }
}
