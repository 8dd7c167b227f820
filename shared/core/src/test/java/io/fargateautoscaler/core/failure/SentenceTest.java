package io.fargateautoscaler.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names and times become in a sentence. */
final class SentenceTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "shop:1.9, image tag shop:1.9",
    "shop, image shop",
    "team/shop:1.9, image tag team/shop:1.9",
    "registry.example/team/shop:1.9, image tag team/shop:1.9",
    "localhost/shop:1, image tag shop:1",
    "host:5000/shop, image shop",
    "shop@sha256:0123456789abcdef, image shop@sha256:0123456789ab",
    "shop@sha256:0123, image shop@sha256:0123",
    "shop@0123456789abcdef, image shop@0123456789ab",
  })
  void an_image_is_named_without_its_registry(String image, String expected) {
    assertThat(
            Sentence.about(Stops.of("TaskFailedToStart", false, "-", "-", "-").image(image).facts())
                .fill("{image}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} s")
  @CsvSource({
    "0, 0 s after the task's start",
    "599, 599 s after the task's start",
    "600, 10 min after the task's start",
    "659, 10 min after the task's start",
    "7200, 120 min after the task's start",
    "-1, while the task ran",
  })
  void how_long_a_task_lived(int seconds, String expected) {
    Instant stopped = Stops.STARTED.plusSeconds(seconds);

    assertThat(lived(Stops.STARTED, stopped)).isEqualTo(expected);
  }

  @Test
  void a_task_that_never_ran_or_whose_end_is_not_known() {
    assertThat(lived(null, Stops.STARTED)).isEqualTo("before the task ran");
    assertThat(lived(Stops.STARTED, null)).isEqualTo("while the task ran");
  }

  private static String lived(@Nullable Instant started, @Nullable Instant stopped) {
    return Sentence.about(
            new StopFacts(null, null, List.of(), null, null, null, null, null, started, stopped))
        .fill("{lived}");
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource({
    "Essential container in task exited, its own reason, its own reason",
    "-, its own reason, its own reason",
    "Essential container in task exited, -, Essential container in task exited",
    "Task failed, its own reason, Task failed",
    "-, -, no reason given",
  })
  void the_reason_that_tells_more(String reason, String detail, String expected) {
    assertThat(Sentence.about(Stops.of("-", true, reason, "1", detail).facts()).fill("{reason}"))
        .isEqualTo(expected);
  }

  @Test
  void what_is_not_known_leaves_the_noun() {
    Sentence nothing =
        Sentence.about(
            new StopFacts(null, null, List.of(), null, null, null, null, null, null, null));

    assertThat(nothing.fill("{image}, {definition}, {group}, {container}: {exit}"))
        .isEqualTo("image, the task definition, load balancer, a container: no exit code");
  }

  @Test
  void a_target_group_is_named_by_its_arn() {
    var reason =
        new Untrusted(
            "Task failed ELB health checks in (target-group"
                + " arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123abcd)");
    StopFacts facts =
        new StopFacts(null, reason, List.of(), null, null, null, null, null, null, null);

    assertThat(Sentence.about(facts).fill("{group}")).isEqualTo("target group web");
  }
}
