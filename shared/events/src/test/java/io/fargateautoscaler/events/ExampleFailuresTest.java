package io.fargateautoscaler.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.ServiceClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The class of every example event of a task, a service or a deployment. */
class ExampleFailuresTest {
  private static final List<String> FOLDERS =
      List.of("ecs-task/", "ecs-service-action/", "ecs-deployment/", "synthetic/task-");

  /** File, class or kind of trouble, row of the table, whether the stop is the task's own fault. */
  static final String[] ROWS = {
    "ecs-task/_other-container-instance-v14801.docs.json - - -",
    "ecs-task/deprovisioning-essentialexit0-oldarn-v4.real.json exited-cleanly exited-cleanly no",
    "ecs-task/running-fargate-standalone-v4.docs.json expected not-ending no",
    "ecs-task/stopped-scaling-exit137-v6.real.json expected scaling no",
    "synthetic/task-activating.json expected not-ending no",
    "synthetic/task-deactivating.json expected scaling no",
    "synthetic/task-elb-health.json health-check health-check-of-load-balancer no",
    "synthetic/task-failed-cannotpull.json image image-layers yes",
    "synthetic/task-failed-resourceinit-secrets.json secret secret-missing yes",
    "synthetic/task-hostile-reason.json by-a-person by-a-person no",
    "synthetic/task-oom.json out-of-memory out-of-memory yes",
    "synthetic/task-pending.json expected not-ending no",
    "synthetic/task-provisioning.json expected not-ending no",
    "synthetic/task-stopping.json expected scaling no",
    "synthetic/task-termination-notice.json platform termination-notice no",
    "ecs-service-action/capacity_provider_steady_state.docs.json none steady -",
    "ecs-service-action/service_steady_state.docs.json none steady -",
    "ecs-service-action/service_task_placement_failure-fargate.docs.json capacity no-fargate -",
    "ecs-service-action/service_task_start_impaired.docs.json start-impaired start-impaired -",
    "ecs-deployment/service_deployment_completed.docs.json none deployed -",
    "ecs-deployment/service_deployment_failed.docs.json deployment-failed"
        + " deployment-failed-breaker -",
    "ecs-deployment/service_deployment_in_progress-rollback.docs.json rolling-back rolling-back -",
    "ecs-deployment/service_deployment_in_progress.docs.json none deploying -"
  };

  private final EventDecoder decoder = new EventDecoder(null, null);

  @ParameterizedTest
  @FieldSource("ROWS")
  void comesTo(String row) {
    String file = row.split(" ")[0];
    assertThat(found(file)).isEqualTo(row);
  }

  private String found(String file) {
    String what =
        switch (decoder.decode(ExampleEvents.read(file))) {
          case Decoded.TaskChange change -> {
            Classified stop = Objects.requireNonNull(change.task()).classified();
            yield stop.stopClass().wireName()
                + " "
                + stop.row()
                + " "
                + (stop.ownFault() ? "yes" : "no");
          }
          case Decoded.ServiceChange change -> {
            var trouble = ServiceClassifier.classify(change.facts());
            yield trouble.trouble().wireName() + " " + trouble.row() + " -";
          }
          default -> "- - -";
        };
    return file + " " + what;
  }

  @Test
  void everyFileHasARow() {
    assertThat(Arrays.stream(ROWS).map(row -> row.split(" ")[0]))
        .containsExactlyInAnyOrderElementsOf(
            ExampleEvents.names().stream()
                .filter(name -> FOLDERS.stream().anyMatch(name::startsWith))
                .toList());
  }

  @Test
  void replaySaysWhatIsWrongWithTheService() throws Exception {
    var replay = new Replay(decoder);
    String failed = "ecs-deployment/service_deployment_failed.docs.json";
    JsonNode trouble = new JsonMapper().readTree(replay.line("x", ExampleEvents.read(failed)));
    assertThat(trouble.path("trouble").path("class").asText()).isEqualTo("deployment-failed");
    assertThat(trouble.path("trouble").path("cause").asText())
        .startsWith("the deployment ecs-svc/123 was given up by the circuit breaker");
    assertThat(trouble.path("trouble").path("next").asText()).isNotEmpty();
    for (String fine :
        List.of(
            "ecs-deployment/service_deployment_completed.docs.json",
            "ecs-service-action/service_steady_state.docs.json")) {
      assertThat(replay.line("x", ExampleEvents.read(fine))).doesNotContain("trouble");
    }
  }
}
