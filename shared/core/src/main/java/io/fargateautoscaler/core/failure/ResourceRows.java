package io.fargateautoscaler.core.failure;

import static io.fargateautoscaler.core.failure.Clue.Plain.NOT_EXITED;
import static io.fargateautoscaler.core.failure.Clue.Plain.ON_SPOT;
import static io.fargateautoscaler.core.failure.Row.stop;
import static io.fargateautoscaler.core.failure.StopClass.CAPACITY;
import static io.fargateautoscaler.core.failure.StopClass.CONFIGURATION;
import static io.fargateautoscaler.core.failure.StopClass.IMAGE;
import static io.fargateautoscaler.core.failure.StopClass.NETWORK;
import static io.fargateautoscaler.core.failure.StopClass.SECRET;
import static io.fargateautoscaler.core.failure.StopTable.says;
import static io.fargateautoscaler.core.failure.StopTable.saysOneOf;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of {@link StopTable}: the task gets no place, no network interface, no secret. Texts that
 * begin with {@code ResourceInitializationError} are of platform version 1.4.0 and later.
 */
final class ResourceRows {
  /** How Docker, containerd, the AWS SDK and ECS itself say that nothing answers. */
  static final Clue UNREACHABLE =
      saysOneOf(
          "unreachable",
          "connection issue",
          "network configuration",
          "i/o timeout",
          "no such host",
          "dial tcp",
          "connection refused",
          "connection reset",
          "connection timed out",
          "request send failed",
          "send request failed",
          "requestcanceled",
          "request canceled",
          "context canceled",
          "context deadli",
          "client.timeout",
          "tls handshake timeout",
          "network is unreachable",
          "signal: killed");

  private static final Clue FETCHING =
      saysOneOf(
          "fetching secrets",
          "unable to pull secrets",
          "unable to retrieve secret",
          "fetching secret data",
          "cannot retrieve the secret",
          "cannot pull the secret",
          "secrets manager",
          "invalid ssm parameters",
          "parameter store");

  private static final Clue DENIED =
      saysOneOf(
          "denied",
          "accessdenied",
          "access denied",
          "not authorized",
          "access to kms is not allowed",
          "unauthorized");

  private static final Clue REGISTRY =
      saysOneOf("registry login", "ecr registry auth", "registry auth from amazon ecr");
  private static final Clue INTERFACE =
      saysOneOf("network interface", "network interface", "networkinterface", "eni provision");

  private static final List<Row<StopClass>> ROOM =
      List.of(
          stop(
              "capacity-spot",
              CAPACITY,
              "AWS has no Fargate Spot capacity now",
              "wait, or add FARGATE as a base to the service's capacity providers; Spot never falls"
                  + " back by itself",
              NOT_EXITED,
              ON_SPOT,
              says("capacity is unavailable", "insufficient capacity")),
          stop(
              "capacity",
              CAPACITY,
              "AWS has no {provider} capacity now",
              "wait, or give the service subnets in more Availability Zones, or other CPU and"
                  + " memory",
              NOT_EXITED,
              says("capacity is unavailable", "insufficient capacity")),
          stop(
              "quota",
              CAPACITY,
              "the account's quota of {provider} vCPU or tasks is used up",
              "ask for more in Service Quotas (Fargate, vCPU resource count), or lower what runs",
              NOT_EXITED,
              says(
                  "limit on the number of vcpu",
                  "limit on the number of tasks",
                  "vcpu limit",
                  "vcpu resource count")),
          stop(
              "addresses",
              CAPACITY,
              "the {subnet} has no free IP address",
              "give the service larger or more subnets",
              NOT_EXITED,
              says("insufficientfreeaddresses", "free addresses", "insufficient ip")),
          stop(
              "interface-limit",
              CAPACITY,
              "the account's quota of network interfaces is used up",
              "ask for more in Service Quotas (VPC, network interfaces per Region)",
              NOT_EXITED,
              INTERFACE,
              says("limitexceeded", "limit exceeded", "maximum number of")),
          stop(
              "launch-rate",
              CAPACITY,
              "tasks of the account start faster than {provider} allows",
              "wait; ask for a higher launch rate in Service Quotas if it lasts",
              NOT_EXITED,
              says("task launch rate", "launch rate limit", "tasks launch throttled")),
          stop(
              "interface-timeout",
              NETWORK,
              "the task got no network interface in time",
              "ECS tries again; if it lasts, check the {subnet} and the AWS Health Dashboard",
              INTERFACE,
              says("timeout", "timed out")),
          stop(
              "interface",
              NETWORK,
              "the task got no network interface: {reason}",
              "check that the service's subnets and security groups exist and belong together",
              INTERFACE));

  private static final List<Row<StopClass>> SECRETS =
      List.of(
          stop(
              "registry-login-network",
              NETWORK,
              "a task cannot reach Amazon ECR to log in",
              "check the subnets' route (NAT gateway, public IP or VPC endpoints for ECR and S3)"
                  + " and the security group's outbound rules",
              REGISTRY,
              UNREACHABLE),
          stop(
              "registry-login",
              IMAGE,
              "the task cannot log in to Amazon ECR",
              "give the {role} of {definition} ecr:GetAuthorizationToken and the rights to pull",
              REGISTRY),
          stop(
              "secret-network",
              NETWORK,
              "a task cannot reach Secrets Manager or the Parameter Store for its {secret}",
              "check the subnets' route (NAT gateway, public IP or VPC endpoints) and the security"
                  + " group's outbound rules",
              FETCHING,
              UNREACHABLE),
          stop(
              "secret-denied",
              SECRET,
              "the {role} may not read the {secret}",
              "give the execution role of {definition} the right to read it, and to its KMS key",
              FETCHING,
              DENIED),
          stop(
              "secret-key",
              SECRET,
              "the {secret} does not have the JSON key that is asked for",
              "check the key in {definition} and the value of the secret",
              FETCHING,
              says("did not contain json key", "invalid character", "unexpected end of json")),
          stop(
              "secret-throttled",
              SECRET,
              "AWS throttles reads of the {secret}",
              "start fewer tasks at once, or raise the throughput of the Parameter Store",
              FETCHING,
              says("throttling", "rate exceeded", "too many requests")),
          stop(
              "secret-deleted",
              SECRET,
              "the {secret} is marked for deletion",
              "restore it, or name another in {definition}",
              FETCHING,
              says("marked for deletion", "marked deleted", "scheduled for deletion")),
          stop(
              "secret-missing",
              SECRET,
              "the {secret} does not exist in the Region of the task",
              "check its ARN or name in {definition}, or create it",
              FETCHING,
              says(
                  "resourcenotfound",
                  "cannot find the specified secret",
                  "parameternotfound",
                  "invalid ssm parameters",
                  "whether the secret exists",
                  "not found",
                  "does not exist")),
          stop(
              "secret",
              SECRET,
              "the {secret} or the registry's login could not be read: {reason}",
              "check the secrets in {definition} and the rights of its execution role",
              FETCHING));

  private static final List<Row<StopClass>> ROLES =
      List.of(
          stop(
              "role",
              CONFIGURATION,
              "ECS cannot take on the {role}",
              "check that it exists and that its trust policy names ecs-tasks.amazonaws.com",
              says(
                  "unable to assume the role",
                  "cannot assume the role",
                  "unable to assume role",
                  "is not authorized to perform: sts:assumerole")));

  static final List<Row<StopClass>> ROWS =
      Stream.of(ROOM, ROLES, SECRETS).flatMap(List::stream).toList();

  private ResourceRows() {}
}
