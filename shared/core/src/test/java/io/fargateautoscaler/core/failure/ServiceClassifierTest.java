package io.fargateautoscaler.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.text.Untrusted;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ServiceClassifierTest {
  /** Name, type and reason of an event; trouble; row. */
  static final String[] CASES = {
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|RESOURCE:FARGATE|CAPACITY|no-fargate",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|Capacity is unavailable at this"
        + " time.|CAPACITY|no-fargate",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|You've reached the limit on the number of vCPUs you can"
        + " run|CAPACITY|no-vcpu",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|Rate exceeded|CAPACITY|launch-rate",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|The Fargate launch rate limit was"
        + " reached|CAPACITY|launch-rate",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|RESOURCE:ENI|CAPACITY|no-address",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR|RESOURCE:CPU|PLACEMENT|no-place",
    "SERVICE_TASK_PLACEMENT_FAILURE|ERROR||PLACEMENT|no-place",
    "SERVICE_TASK_START_IMPAIRED|WARN||START_IMPAIRED|start-impaired",
    "SERVICE_DISCOVERY_INSTANCE_UNHEALTHY|WARN||UNHEALTHY|discovery-unhealthy",
    "VPC_LATTICE_TARGET_UNHEALTHY|WARN||UNHEALTHY|lattice-unhealthy",
    "SERVICE_HEALTH_UNKNOWN|ERROR||UNHEALTHY|health-unknown",
    "ECS_OPERATION_THROTTLED|ERROR||THROTTLED|throttled",
    "SERVICE_DISCOVERY_OPERATION_THROTTLED|ERROR||THROTTLED|throttled",
    "SERVICE_TASK_CONFIGURATION_FAILURE|ERROR|no role|CONFIGURATION|configuration",
    "SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED|ERROR||CONFIGURATION|daemon",
    "SERVICE_DEPLOYMENT_FAILED|ERROR|ECS deployment circuit breaker: task failed to"
        + " start.|DEPLOYMENT_FAILED|deployment-failed-breaker",
    "SERVICE_DEPLOYMENT_FAILED|ERROR|ECS deployment failed: alarm"
        + " detected.|DEPLOYMENT_FAILED|deployment-failed-alarm",
    "SERVICE_DEPLOYMENT_FAILED|ERROR||DEPLOYMENT_FAILED|deployment-failed",
    "SERVICE_DEPLOYMENT_IN_PROGRESS|INFO|ECS deployment circuit breaker: rolling back to"
        + " deploymentId x.|ROLLING_BACK|rolling-back",
    "SERVICE_DEPLOYMENT_IN_PROGRESS|INFO|ECS deployment x in progress.|NONE|deploying",
    "SERVICE_DEPLOYMENT_COMPLETED|INFO||NONE|deployed",
    "SERVICE_STEADY_STATE|INFO||NONE|steady",
    "TASKSET_STEADY_STATE|INFO||NONE|steady",
    "CAPACITY_PROVIDER_STEADY_STATE|INFO||NONE|steady",
    "SERVICE_DESIRED_COUNT_UPDATED|INFO||NONE|count",
    "TASKS_STOPPED|INFO||NONE|count",
    "SERVICE_REBALANCING_STARTED|INFO||NONE|information",
    "SERVICE_SOMETHING_NEW|ERROR|x|UNKNOWN|unknown",
    "|||UNKNOWN|unknown"
  };

  @ParameterizedTest
  @FieldSource("CASES")
  void comesTo(String line) {
    String[] cells = line.split("\\|", -1);
    ClassifiedTrouble found = classified(cells);

    assertThat(found.row()).isEqualTo(cells[4]);
    assertThat(found.trouble()).isEqualTo(ServiceTrouble.valueOf(cells[3]));
    assertThat(found.cause()).isNotBlank().doesNotContain("{", "}");
    assertThat(found.nextStep().isEmpty()).isEqualTo(found.trouble() == ServiceTrouble.NONE);
  }

  private static ClassifiedTrouble classified(String[] cells) {
    return ServiceClassifier.classify(
        new ServiceFacts(
            cells[0].isEmpty() ? null : cells[0],
            cells[1].isEmpty() ? null : cells[1],
            cells[2].isEmpty() ? null : new Untrusted(cells[2]),
            "ecs-svc/17"));
  }

  @Test
  void everyRowIsReached() {
    var reached = new TreeSet<String>();
    Arrays.stream(CASES).forEach(line -> reached.add(classified(line.split("\\|", -1)).row()));

    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(ServiceTable.ROWS.stream().map(Row::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "INFO, NONE, ECS tells something that is no trouble (SERVICE_REBALANCING_X)",
    "WARN, UNKNOWN, ECS tells something not known here (SERVICE_REBALANCING_X): no reason given"
  })
  void f58AnUnknownActionIsTroubleOnlyIfEcsCallsItSo(
      String type, ServiceTrouble trouble, String cause) {
    assertThat(classified(new String[] {"SERVICE_REBALANCING_X", type, ""}))
        .returns(trouble, ClassifiedTrouble::trouble)
        .returns(cause, ClassifiedTrouble::cause);
  }

  @Test
  void namesTheDeployment() {
    assertThat(classified(new String[] {"SERVICE_DEPLOYMENT_FAILED", "ERROR", "x"}).cause())
        .isEqualTo("the deployment ecs-svc/17 failed: x");
  }
}
