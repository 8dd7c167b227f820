package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StartsRowTest {
  private static final Instant AT = Instant.parse("2026-01-15T10:00:00.123Z");

  @Test
  void whatIsWrittenIsRead() {
    Map<String, Start> starts =
        Map.of(
            "1a", new Start(AT, null, false),
            "2b", new Start(AT, AT.plusSeconds(20), true),
            "3c", new Start(AT, AT.plusSeconds(7_200), false, true, "ecs-svc/17"),
            "4d", new Start(AT, null, false, false, "ecs-svc/17"));
    Map<String, AttributeValue> row = new HashMap<>();

    StartsRow.write(row, starts);

    assertThat(StartsRow.read(row)).isEqualTo(starts);
  }

  @Test
  void whatEcsSaidIsReadBesideTheStarts() {
    for (Trouble.Kind kind : Trouble.Kind.values()) {
      Trouble trouble = new Trouble(AT, kind, "no \"room\"", "wait");
      Map<String, AttributeValue> row = new HashMap<>();
      StartsRow.write(row, Map.of("1a", new Start(AT, null, false)));

      StartsRow.write(row, trouble);

      assertThat(StartsRow.trouble(row)).isEqualTo(trouble);
      assertThat(StartsRow.read(row)).containsOnlyKeys("1a");
    }
  }

  @Test
  void whatCannotBeReadWasNotSaid() {
    assertThat(StartsRow.trouble(Map.of())).isNull();
    for (String text :
        List.of(
            "{",
            "[]",
            "{\"at\":\"yesterday\",\"kind\":\"CAPACITY\"}",
            "{\"at\":\"" + AT + "\",\"kind\":\"ODD\"}")) {
      assertThat(StartsRow.trouble(Map.of("trouble", AttributeValue.fromS(text)))).isNull();
    }
    assertThat(StartsRow.trouble(Map.of("trouble", AttributeValue.fromN("1")))).isNull();
  }

  @Test
  void aRowOfBeforeIsReadAsWell() {
    Map<String, AttributeValue> row =
        Map.of(
            "t:1a",
            AttributeValue.fromS(
                "{\"at\":\"2026-01-15T10:00:00.123Z\",\"ended\":\"2026-01-15T10:00:20.123Z\","
                    + "\"bad\":true}"));

    assertThat(StartsRow.read(row))
        .isEqualTo(Map.of("1a", new Start(AT, AT.plusSeconds(20), true)));
  }
}
