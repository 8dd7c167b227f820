package io.fargateautoscaler.operations.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import io.fargateautoscaler.operations.adopt.AutoScaling.Tracking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DraftingTest {
  static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  @ParameterizedTest
  @MethodSource("io.fargateautoscaler.operations.adopt.DraftRows#rows")
  void the_document_is_good_and_says_all(DraftRows.Row row) {
    Draft draft = Drafting.of(Found.service("FARGATE"), row.found(), NOW, "eu-west-1");

    assertThat(PolicyReader.read(draft.document(), "shop/web").problems())
        .as(draft.document())
        .isEmpty();
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.document()).contains(row.expected());
    assertThat(draft.document().lines())
        .as("no line of AWS's begins a line of its own")
        .allMatch(line -> line.matches(" *(#|[a-z0-9-]+:|- \\{).*"));
  }

  @Test
  void what_is_too_long_for_comments_is_told_beside_the_document() {
    List<Tracking> many =
        IntStream.range(0, 16)
            .mapToObj(i ->
                Found.custom(
                    Found.metric("Shop", "Busy" + i, "Average", Map.of("App", "x".repeat(20))), 5))
            .toList();
    Draft draft =
        Drafting.of(
            Found.service("FARGATE"),
            new AutoScaling(Found.target(1, 2), many, List.of(), List.of(), List.of(), null),
            NOW,
            "eu-west-1");

    assertThat(draft.problems()).isEmpty();
    assertThat(draft.document()).doesNotContain("#").contains("busy15: {");
    assertThat(draft.notes()).contains("Policy p").anyMatch(it -> it.contains("4096"));
  }

  @Test
  void what_no_document_can_hold_is_a_problem() {
    List<Tracking> many =
        IntStream.range(0, 50)
            .mapToObj(i ->
                Found.custom(
                    Found.metric("Shop", "Busy" + i, "Average", Map.of("App", "x".repeat(99))), 5))
            .toList();
    Draft draft =
        Drafting.of(
            Found.service("FARGATE"),
            new AutoScaling(Found.target(1, 2), many, List.of(), List.of(), List.of(), null),
            NOW,
            "eu-west-1");

    assertThat(draft.problems())
        .containsExactly(
            "the document cannot be used as it is: larger than the allowed 4096 bytes");
  }

  @Test
  void the_commands_suspend_it_and_bring_it_back_as_it_was() {
    AutoScaling found =
        new AutoScaling(
            new Target(1, 2, true, false, false), List.of(), List.of(), List.of(), List.of(), null);
    Suspension suspension =
        Objects.requireNonNull(
            Drafting.of(Found.service("FARGATE"), found, NOW, "eu-west-1").suspension());

    assertThat(suspension.suspend())
        .startsWith("aws application-autoscaling register-scalable-target --region eu-west-1 ")
        .contains("--resource-id service/shop/web ")
        .endsWith(
            "DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,"
                + "ScheduledScalingSuspended=true");
    assertThat(suspension.restore())
        .endsWith(
            "DynamicScalingInSuspended=true,DynamicScalingOutSuspended=false,"
                + "ScheduledScalingSuspended=false");
    assertThat(
            Drafting.of(Found.service("FARGATE"), AutoScaling.NONE, NOW, "eu-west-1").suspension())
        .isNull();
  }
}
