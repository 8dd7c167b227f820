package io.fargateautoscaler.core.failure;

import static io.fargateautoscaler.core.failure.Row.stop;
import static io.fargateautoscaler.core.failure.StopClass.CONFIGURATION;
import static io.fargateautoscaler.core.failure.StopClass.IMAGE;
import static io.fargateautoscaler.core.failure.StopClass.NETWORK;
import static io.fargateautoscaler.core.failure.StopTable.says;
import static io.fargateautoscaler.core.failure.StopTable.saysOneOf;

import java.util.List;

/**
 * Rows of {@link StopTable}: the image cannot be pulled. Platform versions up to 1.3.0 pass on what
 * Docker says, later ones what containerd says, and since 2024 some texts are ECS's own.
 */
final class ImageRows {
  private static final Clue PULL =
      saysOneOf(
          "pulling the image",
          "cannotpull",
          "cannot pull container",
          "pull image manifest has been retried",
          "ref pull has been retried",
          "failed to resolve ref",
          "task cannot pull");

  static final List<Row<StopClass>> ROWS =
      List.of(
          stop(
              "image-network",
              NETWORK,
              "a task cannot reach the registry of the {image}",
              "check the subnets' route (NAT gateway, public IP or VPC endpoints for ECR and S3)"
                  + " and the security group's outbound rules",
              PULL,
              ResourceRows.UNREACHABLE),
          stop(
              "image-rate-limit",
              IMAGE,
              "the registry refuses the {image} for now: too many pulls",
              "log in to the registry, or keep a copy in ECR (pull-through cache)",
              PULL,
              says("toomanyrequests", "too many requests", "pull rate limit")),
          stop(
              "image-platform",
              IMAGE,
              "the {image} is not built for the CPU architecture or system of the task",
              "build it for the runtime platform of {definition}, or change that",
              PULL,
              says(
                  "does not contain descriptor matching platform",
                  "no match for platform",
                  "no matching manifest for",
                  "image operating system")),
          stop(
              "image-name",
              IMAGE,
              "the {image} is not written as an image can be",
              "correct it in {definition}",
              PULL,
              says("invalid reference format", "invalid repository name")),
          stop(
              "image-repository",
              IMAGE,
              "the repository of the {image} does not exist in the registry",
              "check the image in {definition}, its account and its Region",
              PULL,
              says(
                  "name unknown",
                  "repository with name",
                  "repositorynotfound",
                  "repository not found")),
          stop(
              "image-missing-or-denied",
              IMAGE,
              "the {image} does not exist, or the task may not pull it",
              "check the image in {definition}, then the rights of the execution role or the"
                  + " registry's credentials",
              PULL,
              says("pull access denied", "requested access to the resource is denied")),
          stop(
              "image-denied",
              IMAGE,
              "the task may not pull the {image}",
              "give the task execution role of {definition} the rights to pull, and look at the"
                  + " repository's policy",
              PULL,
              says(
                  "403 forbidden",
                  "401 unauthorized",
                  "accessdenied",
                  "access denied",
                  "not authorized",
                  "no basic auth credentials",
                  "authorization failed",
                  "permissions to pull",
                  "unauthorized")),
          stop(
              "image-tag",
              IMAGE,
              "the {image} does not exist in the registry",
              "check {definition}, or push the image",
              PULL,
              says(
                  ": not found",
                  "manifest unknown",
                  "imagenotfound",
                  "image not found",
                  "404 not found",
                  "manifest for",
                  "image does not exist",
                  "cannot find the image")),
          stop(
              "image-disk",
              CONFIGURATION,
              "the {image} does not fit on the disk of the task",
              "ask for more ephemeral storage in {definition}, or make the image smaller",
              PULL,
              says("no space left on device")),
          stop(
              "image-layers",
              IMAGE,
              "the layers of the {image} cannot be read",
              "build and push it again, without attestations or media types that Fargate does not"
                  + " know",
              PULL,
              says(
                  "failed to unpack",
                  "failed to extract layer",
                  "failed to register layer",
                  "media-type",
                  "media type",
                  "verification failed",
                  "invalid tar header",
                  "unexpected eof")),
          stop(
              "image-pull",
              IMAGE,
              "the {image} could not be pulled: {reason}",
              "check the image in {definition}, its registry and the way there",
              PULL));

  private ImageRows() {}
}
