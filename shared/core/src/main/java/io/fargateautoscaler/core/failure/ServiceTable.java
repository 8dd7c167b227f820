package io.fargateautoscaler.core.failure;

import static io.fargateautoscaler.core.failure.Row.service;
import static io.fargateautoscaler.core.failure.ServiceTrouble.CAPACITY;
import static io.fargateautoscaler.core.failure.ServiceTrouble.CONFIGURATION;
import static io.fargateautoscaler.core.failure.ServiceTrouble.DEPLOYMENT_FAILED;
import static io.fargateautoscaler.core.failure.ServiceTrouble.NONE;
import static io.fargateautoscaler.core.failure.ServiceTrouble.PLACEMENT;
import static io.fargateautoscaler.core.failure.ServiceTrouble.ROLLING_BACK;
import static io.fargateautoscaler.core.failure.ServiceTrouble.START_IMPAIRED;
import static io.fargateautoscaler.core.failure.ServiceTrouble.THROTTLED;
import static io.fargateautoscaler.core.failure.ServiceTrouble.UNHEALTHY;
import static io.fargateautoscaler.core.failure.ServiceTrouble.UNKNOWN;
import static io.fargateautoscaler.core.failure.StopTable.says;

import java.util.List;

/** The table of service actions and deployment events; the list of their names is open. */
final class ServiceTable {
  private static final Clue NO_PLACE = event("SERVICE_TASK_PLACEMENT_FAILURE");
  private static final Clue FAILED = event("SERVICE_DEPLOYMENT_FAILED");

  static final List<Row<ServiceTrouble>> ROWS =
      List.of(
          service(
              "no-vcpu",
              CAPACITY,
              "the account's quota of Fargate vCPU or tasks is used up",
              "ask for more in Service Quotas (Fargate, vCPU resource count), or lower what runs",
              NO_PLACE,
              says("vcpu", "limit on the number of", "quota")),
          service(
              "launch-rate",
              CAPACITY,
              "tasks of the account start faster than Fargate allows",
              "wait; ask for a higher launch rate in Service Quotas if it lasts",
              NO_PLACE,
              says("launch rate", "rate exceeded", "throttl", "rate limit")),
          service(
              "no-address",
              CAPACITY,
              "the {subnet} has no free IP address or network interface",
              "give the service larger or more subnets",
              NO_PLACE,
              says("resource:eni", "free addresses", "insufficientfreeaddresses")),
          service(
              "no-fargate",
              CAPACITY,
              "AWS has no Fargate capacity for the service now",
              "wait, or give the service subnets in more Availability Zones; Spot never falls back"
                  + " by itself, FARGATE as a base helps",
              NO_PLACE,
              says("resource:fargate", "capacity is unavailable", "insufficient capacity")),
          service(
              "no-place",
              PLACEMENT,
              "ECS found no place for a task: {reason}",
              "check CPU, memory and constraints in the task definition, and the cluster's capacity"
                  + " providers",
              NO_PLACE),
          service(
              "start-impaired",
              START_IMPAIRED,
              "tasks of the service fail as they start, again and again; ECS waits longer between"
                  + " tries",
              "see the notices of its failed tasks for why",
              event("SERVICE_TASK_START_IMPAIRED")),
          service(
              "discovery-unhealthy",
              UNHEALTHY,
              "service discovery finds tasks of the service unhealthy",
              "look at their health checks and their load",
              event("SERVICE_DISCOVERY_INSTANCE_UNHEALTHY")),
          service(
              "lattice-unhealthy",
              UNHEALTHY,
              "VPC Lattice finds a target of the service unhealthy",
              "look at its health check and its load",
              event("VPC_LATTICE_TARGET_UNHEALTHY")),
          service(
              "health-unknown",
              UNHEALTHY,
              "ECS does not know the health of the service's tasks",
              "look at the health checks and at the AWS Health Dashboard",
              event("SERVICE_HEALTH_UNKNOWN")),
          service(
              "throttled",
              THROTTLED,
              "AWS throttles what ECS does for the service",
              "nothing, ECS tries again; spread deployments of many services over time",
              event("ECS_OPERATION_THROTTLED", "SERVICE_DISCOVERY_OPERATION_THROTTLED")),
          service(
              "configuration",
              CONFIGURATION,
              "ECS cannot run a task of the service as it is configured: {reason}",
              "check roles, subnets, security groups and the task definition of the service",
              event("SERVICE_TASK_CONFIGURATION_FAILURE")),
          service(
              "daemon",
              CONFIGURATION,
              "a task of a DAEMON service breaks a placement constraint",
              "check the constraints; this autoscaler does not scale DAEMON services",
              event("SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED")),
          service(
              "deployment-failed-alarm",
              DEPLOYMENT_FAILED,
              "the {deployment} was given up because of an alarm: {reason}",
              "look at the alarm and at what the new revision changed",
              FAILED,
              says("alarm")),
          service(
              "deployment-failed-breaker",
              DEPLOYMENT_FAILED,
              "the {deployment} was given up by the circuit breaker: its tasks did not start or did"
                  + " not stay healthy",
              "see the notices of its failed tasks for why",
              FAILED,
              says("circuit breaker")),
          service(
              "deployment-failed",
              DEPLOYMENT_FAILED,
              "the {deployment} failed: {reason}",
              "look at what the new revision changed",
              FAILED),
          service(
              "rolling-back",
              ROLLING_BACK,
              "ECS goes back to the revision before: {reason}",
              "the newest revision does not work; see the notices of its failed tasks",
              event("SERVICE_DEPLOYMENT_IN_PROGRESS"),
              says("rolling back", "rollback")),
          service(
              "deploying",
              NONE,
              "a deployment is under way",
              "",
              event("SERVICE_DEPLOYMENT_IN_PROGRESS")),
          service(
              "deployed",
              NONE,
              "a deployment has ended well",
              "",
              event("SERVICE_DEPLOYMENT_COMPLETED")),
          service(
              "steady",
              NONE,
              "the service is as it should be",
              "",
              event(
                  "SERVICE_STEADY_STATE",
                  "TASKSET_STEADY_STATE",
                  "CAPACITY_PROVIDER_STEADY_STATE")),
          service(
              "count",
              NONE,
              "ECS changed a count",
              "",
              event("SERVICE_DESIRED_COUNT_UPDATED", "TASKS_STOPPED")),
          service(
              "information",
              NONE,
              "ECS tells something that is no trouble ({code})",
              "",
              new Clue.Level("INFO")),
          service(
              "unknown",
              UNKNOWN,
              "ECS tells something not known here ({code}): {reason}",
              "look for the event in the AWS documentation"));

  private ServiceTable() {}

  private static Clue event(String... names) {
    return new Clue.Code(List.of(names));
  }
}
