package io.fargateautoscaler.events;

import io.fargateautoscaler.core.policy.ServiceRef;
import org.jspecify.annotations.Nullable;

/** The parts of an ARN that events are checked by. */
record Arn(String service, String region, String account, String resource) {

  private static final int PARTS = 6;

  static @Nullable Arn parse(@Nullable String text) {
    if (text == null || !text.startsWith("arn:")) {
      return null;
    }
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS ? new Arn(parts[2], parts[3], parts[4], parts[5]) : null;
  }

  /** The resource's parts when this is an ECS resource of {@code type}, the type first. */
  String @Nullable [] ecsResource(String type) {
    String[] parts = resource.split("/", -1);
    if (!service.equals("ecs") || parts.length < 2 || !parts[0].equals(type)) {
      return null;
    }
    for (String part : parts) {
      if (!ServiceRef.isName(part)) {
        return null;
      }
    }
    return parts;
  }

  /** The name of the cluster that this ARN stands for; null when it is no cluster's ARN. */
  static @Nullable String clusterName(@Nullable Arn arn) {
    String[] parts = arn == null ? null : arn.ecsResource("cluster");
    return parts != null && parts.length == 2 ? parts[1] : null;
  }
}
