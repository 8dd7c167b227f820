package io.fargateautoscaler.events;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of an ARN that events are checked by. */
record Arn(String service, String region, String account, String resource) {

  private static final int PARTS = 6;

  /** What ECS allows in the name of a cluster or service. */
  private static final Pattern ECS_NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  static @Nullable Arn parse(@Nullable String text) {
    if (text == null || !text.startsWith("arn:")) {
      return null;
    }
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS ? new Arn(parts[2], parts[3], parts[4], parts[5]) : null;
  }

  static boolean isEcsName(String text) {
    return ECS_NAME.matcher(text).matches();
  }

  /** The resource's parts when this is an ECS resource of {@code type}, the type first. */
  String @Nullable [] ecsResource(String type) {
    String[] parts = resource.split("/", -1);
    if (!service.equals("ecs") || parts.length < 2 || !parts[0].equals(type)) {
      return null;
    }
    for (String part : parts) {
      if (!isEcsName(part)) {
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
