package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import java.time.Instant;
import java.util.HashMap;
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
