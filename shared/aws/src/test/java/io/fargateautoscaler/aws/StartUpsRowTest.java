package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StartUpsRowTest {
  private static final Instant AT = Instant.parse("2026-01-15T10:00:00.123Z");
  private static final StartUp FULL =
      new StartUp(AT, "web:12", Duration.ofMillis(34_500), Duration.ofMillis(8_250));
  private static final StartUp NO_PULL = new StartUp(AT, "web:11", Duration.ZERO, null);

  @Test
  void whatIsWrittenIsRead() {
    StartUps known =
        new StartUps(AT.minusSeconds(90), Map.of("1a", FULL, "2b", NO_PULL, "3c", FULL));
    Map<String, AttributeValue> row = new HashMap<>();

    StartUpsRow.write(row, known);

    assertThat(row).containsOnlyKeys("after", "r:web:11", "r:web:12");
    assertThat(DynamoTable.text(row, "r:web:12"))
        .isEqualTo("1a,1768471200123,34500,8250;3c,1768471200123,34500,8250");
    assertThat(DynamoTable.text(row, "r:web:11")).isEqualTo("2b,1768471200123,0,");
    assertThat(StartUpsRow.read(row)).isEqualTo(known);
    assertThat(StartUpsRow.read(Map.of())).isEqualTo(StartUps.NONE);
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    Map<String, AttributeValue> row =
        Map.of(
            "r:web:12",
            AttributeValue.fromS("x;;1a,1768471200123,34500,8250;2b,now,1,1;3c,1,2;4d,1,99e9,"),
            "r:web:11",
            AttributeValue.fromN("3"),
            "other",
            AttributeValue.fromS("5e,1768471200123,34500,8250"));

    assertThat(StartUpsRow.read(row)).isEqualTo(new StartUps(Instant.EPOCH, Map.of("1a", FULL)));
  }

  /**
   * DynamoDB allows 400 KB; the longest names that ECS allows, and ids twice as long as its own.
   */
  @Test
  void theLargestRowIsSmall() {
    Map<String, StartUp> most = new TreeMap<>();
    for (int revision = 0; revision < StartUpTimes.MOST_REVISIONS; revision++) {
      for (int i = 0; i < StartUpTimes.MOST_TASKS + 10; i++) {
        String id = "%064d".formatted(revision * 1000 + i);
        String name = "f".repeat(255) + ":" + (1_000_000_000 + revision);
        Duration hour = Duration.ofHours(1);
        most.put(id, new StartUp(AT.minusSeconds(i), name, hour, hour));
      }
    }
    Map<String, AttributeValue> row = new HashMap<>();

    StartUpsRow.write(
        row,
        StartUpTimes.joined(StartUps.NONE, new StartUps(Instant.EPOCH, most), AT.plusSeconds(60)));

    int bytes =
        row.entrySet().stream()
            .mapToInt(each ->
                each.getKey().length()
                    + (each.getValue().s() == null ? 21 : each.getValue().s().length()))
            .sum();
    assertThat(StartUpsRow.read(row).tasks()).hasSize(300);
    assertThat(bytes).isBetween(20_000, 32_000);
  }
}
