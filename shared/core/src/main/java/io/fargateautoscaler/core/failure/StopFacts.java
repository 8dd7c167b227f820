package io.fargateautoscaler.core.failure;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ECS says about the life and end of a task; any of it may be absent or unknown.
 *
 * @param stopCode an open set; ECS sends it before the task is {@code STOPPED}
 * @param platformVersion such as {@code 1.4.0}
 * @param taskDefinition {@code family:revision}
 * @param launchType such as {@code FARGATE}; absent where a capacity provider is named
 * @param capacityProvider such as {@code FARGATE_SPOT}
 * @param startedAt null when the task never ran
 */
public record StopFacts(
    @Nullable String stopCode,
    @Nullable Untrusted stoppedReason,
    List<Container> containers,
    @Nullable String platformVersion,
    @Nullable String taskDefinition,
    @Nullable String launchType,
    @Nullable String capacityProvider,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt) {

  private static final int LONGEST_REVISION = 10;

  public StopFacts {
    containers = List.copyOf(containers);
  }

  /** The task definition if it is {@code family:revision} and nothing else; else null. */
  public @Nullable String revision() {
    if (taskDefinition == null) {
      return null;
    }
    int colon = taskDefinition.indexOf(':');
    String number = taskDefinition.substring(colon + 1);
    boolean valid =
        colon > 0
            && ServiceRef.isName(taskDefinition.substring(0, colon))
            && !number.isEmpty()
            && number.length() <= LONGEST_REVISION
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return valid ? taskDefinition : null;
  }

  /**
   * How a container ended.
   *
   * @param image as the task definition names it
   * @param exitCode null while it runs, or when it never ran
   * @param healthStatus {@code HEALTHY}, {@code UNHEALTHY} or {@code UNKNOWN}
   */
  public record Container(
      @Nullable String name,
      @Nullable String image,
      @Nullable Integer exitCode,
      @Nullable Untrusted reason,
      @Nullable String healthStatus) {}
}
