package io.fargateautoscaler.core.failure;

import static io.fargateautoscaler.core.failure.Clue.Plain.NOT_EXITED;
import static io.fargateautoscaler.core.failure.Row.stop;
import static io.fargateautoscaler.core.failure.StopClass.CONFIGURATION;
import static io.fargateautoscaler.core.failure.StopClass.IMAGE;
import static io.fargateautoscaler.core.failure.StopClass.NETWORK;
import static io.fargateautoscaler.core.failure.StopClass.PLATFORM;
import static io.fargateautoscaler.core.failure.StopTable.says;
import static io.fargateautoscaler.core.failure.StopTable.saysOneOf;

import java.util.List;

/** Rows of {@link StopTable}: logs, volumes, and containers that the runtime cannot start. */
final class RuntimeRows {
  private static final Clue LOGS =
      saysOneOf(
          "log set-up",
          "failed to validate logger args",
          "failed to initialize logging driver",
          "failed to create cloudwatch log stream",
          "cloudwatch log group");
  private static final Clue ENVIRONMENT =
      saysOneOf("environment file", "env file", "environment file", "environment variable file");
  private static final Clue VOLUME =
      saysOneOf(
          "volume", "efs utils", "mount.nfs4", "cannotcreatevolume", "failed to create volume");
  private static final Clue RESOURCE = says("resourceinitializationerror");
  private static final Clue START =
      saysOneOf(
          "starting the container",
          "cannotstartcontainer",
          "cannotcreatecontainer",
          "containerruntimeerror",
          "oci runtime create failed",
          "failed to create shim");

  static final List<Row<StopClass>> ROWS =
      List.of(
          stop(
              "logs-network",
              NETWORK,
              "a task cannot reach CloudWatch Logs",
              "check the subnets' route (NAT gateway, public IP or a VPC endpoint for logs) and the"
                  + " security group's outbound rules",
              LOGS,
              ResourceRows.UNREACHABLE),
          stop(
              "logs-denied",
              CONFIGURATION,
              "the {role} may not write the task's log",
              "give the execution role logs:CreateLogStream and logs:PutLogEvents",
              LOGS,
              says("accessdenied", "access denied", "not authorized")),
          stop(
              "logs-missing",
              CONFIGURATION,
              "the log group of the task does not exist",
              "create it, or set awslogs-create-group in {definition}",
              LOGS,
              says("log group does not exist", "resourcenotfound", "cannot find the")),
          stop(
              "logs",
              CONFIGURATION,
              "the task's log cannot be set up: {reason}",
              "check the log configuration in {definition}",
              LOGS),
          stop(
              "env-file-network",
              NETWORK,
              "a task cannot reach Amazon S3 for its environment file",
              "check the subnets' route (NAT gateway, public IP or a VPC endpoint for S3)",
              ENVIRONMENT,
              ResourceRows.UNREACHABLE),
          stop(
              "env-file",
              CONFIGURATION,
              "the environment file of the task cannot be read",
              "check its ARN in {definition} and the execution role's right to read it",
              ENVIRONMENT),
          stop(
              "volume-network",
              NETWORK,
              "a task cannot reach its file system",
              "check its mount targets in the task's zones, and port 2049 in both security groups",
              VOLUME,
              says(
                  "timed out",
                  "timeout",
                  "failed to resolve",
                  "connection reset",
                  "connection refused",
                  "no route to host")),
          stop(
              "volume",
              CONFIGURATION,
              "a volume of the task cannot be mounted: {reason}",
              "check the volumes in {definition}: file system, path, access point and rights",
              VOLUME),
          stop(
              "service-connect",
              CONFIGURATION,
              "the task's Service Connect or discovery could not be set up: {reason}",
              "check the namespace and the ports of the service",
              says("service connect", "serviceconnect", "service discovery", "cloud map")),
          stop(
              "architecture",
              IMAGE,
              "the program in the {image} is not built for the CPU architecture of the task",
              "build it for the runtime platform of {definition}, or change that",
              says("exec format error")),
          stop(
              "command",
              CONFIGURATION,
              "the {command} of {container} cannot be run: it is not in the image, or not"
                  + " executable",
              "check command, entry point and working directory in {definition}",
              START,
              says(
                  "executable file not found",
                  "no such file or directory",
                  "permission denied",
                  "not a directory")),
          stop(
              "start-timeout",
              CONFIGURATION,
              "{container} did not start or stop in the time that {platform} allows",
              "check its dependencies and timeouts in {definition}; if nothing changed there, ask"
                  + " AWS",
              says("containerruntimetimeout", "dockertimeout", "could not transition to")),
          stop(
              "container-start",
              CONFIGURATION,
              "{container} could not be started: {reason}",
              "check the container's settings in {definition}",
              START),
          stop(
              "storage-timeout",
              PLATFORM,
              "AWS did not bring the task's disk in time",
              "nothing, ECS tries again; if it lasts, see the AWS Health Dashboard",
              NOT_EXITED,
              says("ephemeralstorage provision", "ephemeral storage provision")),
          stop(
              "agent",
              PLATFORM,
              "AWS's agent failed on {platform}: {reason}",
              "nothing, ECS tries again; if it lasts, ask AWS",
              NOT_EXITED,
              says(
                  "internalerror",
                  "internal error",
                  "cannotinspectcontainer",
                  "cannotstopcontainer")),
          stop(
              "resource-network",
              NETWORK,
              "a task cannot reach what it needs to start: {reason}",
              "check the subnets' route (NAT gateway, public IP or VPC endpoints) and the security"
                  + " group's outbound rules",
              RESOURCE,
              ResourceRows.UNREACHABLE),
          stop(
              "resource",
              CONFIGURATION,
              "ECS could not set up what the task needs: {reason}",
              "check {definition} and its execution role",
              RESOURCE));

  private RuntimeRows() {}
}
