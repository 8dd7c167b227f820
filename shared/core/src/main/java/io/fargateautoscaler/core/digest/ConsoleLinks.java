package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of pages of the AWS console, made of parts of a task's ARN that were checked letter by
 * letter: text of an event must not decide where a link leads.
 *
 * @param host of the console of the ARN's partition and Region
 * @param id of the task
 */
record ConsoleLinks(String host, String region, ServiceRef service, String id) {
  private static final int PARTS = 6;

  /** Links for a task of {@code service}; empty unless its ARN is one of a task of that cluster. */
  static Optional<ConsoleLinks> of(ServiceRef service, String taskArn) {
    List<String> parts = split(taskArn, ':');
    if (parts.size() != PARTS || !parts.get(0).equals("arn") || !parts.get(2).equals("ecs")) {
      return Optional.empty();
    }
    String domain = domain(parts.get(1));
    String region = parts.get(3);
    List<String> resource = split(parts.get(5), '/');
    boolean named =
        resource.size() == 3
            && resource.get(0).equals("task")
            && resource.get(1).equals(service.cluster())
            && ServiceRef.isName(resource.get(2))
            && ServiceRef.isName(region);
    return domain == null || !named
        ? Optional.empty()
        : Optional.of(
            new ConsoleLinks(region + ".console." + domain, region, service, resource.get(2)));
  }

  /** The page that shows what the task's containers wrote. */
  String logs() {
    return cluster() + "/tasks/" + id + "/logs?region=" + region;
  }

  /** The service's page. */
  String servicePage() {
    return cluster() + "/services/" + service.service() + "/health?region=" + region;
  }

  private String cluster() {
    return "https://" + host + "/ecs/v2/clusters/" + service.cluster();
  }

  private static @Nullable String domain(String partition) {
    return switch (partition) {
      case "aws" -> "aws.amazon.com";
      case "aws-cn" -> "amazonaws.cn";
      case "aws-us-gov" -> "amazonaws-us-gov.com";
      default -> null;
    };
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }
}
