package io.fargateautoscaler.simulator.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.simulator.fleet.FleetSpec;
import io.fargateautoscaler.simulator.load.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModelledTest {
  private static final String CPU = "cpu: {type: target-tracking, metric: cpu, target: 50}";
  private static final String ALB =
      "calls: {type: target-tracking, metric: alb-requests-per-task, target: 600}";
  private static final String MEMORY = "mem: {type: target-tracking, metric: memory, target: 70}";
  private static final String QUEUE =
      "orders: {type: queue, queue: orders, seconds-per-message: 2, concurrency: 3}";

  private static ServicePolicy document(String rest, String... policies) {
    String text =
        "service: shop/web\ncapacity: {min: 1, max: 9}\n"
            + rest
            + "policies:\n  "
            + String.join("\n  ", policies)
            + "\n";
    PolicyReader.Result result = PolicyReader.read(text, null);
    assertThat(result.problems()).isEmpty();
    return result.policy().orElseThrow();
  }

  private static ModelledOrNot of(@Nullable Kind wanted, String... policies) {
    return Modelled.of(document("", policies), wanted, null);
  }

  private static Modelled good(@Nullable Kind wanted, String... policies) {
    return (Modelled) of(wanted, policies);
  }

  private static String problem(@Nullable Kind wanted, String... policies) {
    return ((Not) of(wanted, policies)).problem();
  }

  @Test
  void requests_at_the_target_are_as_much_cpu_as_the_target_of_cpu() {
    Modelled both = good(null, CPU, ALB);

    assertThat(both.kind()).isEqualTo(Kind.WEB);
    // 600 a minute are 50 %: 20 a second are all of a task.
    assertThat(both.work()).isEqualTo(new FleetSpec.Web(20, 0.05, 1, 10));
    assertThat(both.cpuTarget()).isEqualTo(50);
    assertThat(both.setting()).isEqualTo("cpu 50, requests 600, min 1");
    assertThat(both.notes())
        .containsExactly("A task can answer 1200 requests a minute: 600 are 50 % CPU.");

    assertThat(good(null, ALB).work().perTask()).isEqualTo(600 / 60.0 / 0.6);
    assertThat(good(null, CPU).work()).isEqualTo(FleetSpec.Web.DEFAULT);
  }

  @Test
  void a_queue_policy_describes_its_consumers() {
    assertThat(good(null, QUEUE).work()).isEqualTo(new FleetSpec.Queue(2, 3, 60));
    assertThat(good(null, QUEUE).notes()).isEmpty();
    assertThat(good(null, QUEUE).cpuTarget()).isEqualTo(60);
    Modelled learned = good(null, "orders: {type: queue, queue: orders, messages-per-task: 7}");
    assertThat(learned.work()).isEqualTo(FleetSpec.Queue.DEFAULT);
    assertThat(learned.notes()).hasSize(1).allMatch(note -> note.contains("it takes 1 s"));
    assertThat(learned.setting()).isEqualTo("7 messages a task, min 1");
  }

  @Test
  void late_is_what_the_user_says() {
    Duration late = Duration.ofMillis(12_500);
    assertThat(((Modelled) Modelled.of(document("", CPU), null, late)).work())
        .isEqualTo(new FleetSpec.Web(80, 0.05, 12.5, 12.5));
    assertThat(((Modelled) Modelled.of(document("", QUEUE), null, late)).work().lateAfter())
        .isEqualTo(12.5);
  }

  @Test
  void what_cannot_be_simulated_is_left_out_by_name() {
    Modelled left =
        good(
            null,
            MEMORY,
            CPU,
            "errors: {type: step, alarm: errors-high, steps: [{above: 0, add: 1}]}");

    assertThat(left.policy().policies()).extracting(ScalingPolicy::name).containsExactly("cpu");
    assertThat(left.notes())
        .containsExactly(
            "Left out of the document: mem (memory is not simulated), errors (step policies: alarms"
                + " are not simulated).");
    assertThat(problem(null, MEMORY))
        .isEqualTo(
            "nothing of it can be simulated: mem (memory is not simulated); a policy on cpu,"
                + " alb-requests-per-task or a queue is needed");
    assertThat(good(null, QUEUE, "more: {type: queue, queue: other}").notes().getFirst())
        .contains("more (a second queue; one is simulated)");
  }

  @Test
  void both_kinds_need_a_choice() {
    assertThat(problem(null, CPU, QUEUE))
        .isEqualTo("has policies of both kinds: --kind web keeps cpu, --kind queue keeps orders");
    assertThat(good(Kind.QUEUE, CPU, QUEUE).policy().policies())
        .extracting(ScalingPolicy::name)
        .containsExactly("orders");
    assertThat(good(Kind.WEB, CPU, QUEUE).notes())
        .containsExactly("Left out of the document: orders (of the other kind).");
    assertThat(problem(Kind.QUEUE, CPU))
        .isEqualTo("has no policy for --kind queue; cpu would be simulated with --kind web");
    assertThat(problem(Kind.WEB, QUEUE))
        .isEqualTo("has no policy for --kind web; orders would be simulated with --kind queue");
  }

  @Test
  void guards_modes_and_schedules_are_told() {
    String rest =
        "mode: observe\nguards: {veto-scale-in: [b], veto-scale-out: [a]}\n"
            + "schedules:\n  - {name: day, start: \"0 8 * * *\", for: 8h, capacity: {min: 3}}\n";
    Modelled modelled = (Modelled) Modelled.of(document(rest, CPU), null, null);

    assertThat(modelled.policy().mode()).isEqualTo(Mode.ACTIVE);
    assertThat(modelled.policy().alarmNames()).isEmpty();
    assertThat(modelled.policy().schedules()).hasSize(1);
    assertThat(modelled.notes())
        .containsExactly(
            "Veto alarms are taken as fine: a, b.",
            "The document has schedules: the run begins on Monday 2026-01-05T00:00:00Z, whenever"
                + " the load was recorded. The others have none.",
            "The document does not let it act (mode); here it does.");
  }
}
