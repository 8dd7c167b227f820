package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as ECS describes it. All texts are in ECS's words.
 *
 * @param status for example {@code ACTIVE}
 * @param scheduling {@code REPLICA} or {@code DAEMON}
 * @param controller {@code ECS}, {@code CODE_DEPLOY} or {@code EXTERNAL}
 * @param providers launch type or capacity providers, for example {@code FARGATE_SPOT}
 * @param deployment state of the newest deployment, for example {@code COMPLETED}
 * @param targetGroups ARNs
 * @param task null: its task definition could not be read
 */
public record RunningService(
    ServiceRef service,
    String status,
    int desired,
    int running,
    String scheduling,
    String controller,
    List<String> providers,
    String deployment,
    List<String> targetGroups,
    @Nullable Task task) {
  public RunningService {
    providers = List.copyOf(providers);
    targetGroups = List.copyOf(targetGroups);
  }

  /**
   * What one task is.
   *
   * @param revision {@code family:revision}
   * @param cpu CPU units, 1024 are one virtual CPU
   * @param memory MiB
   * @param architecture for example {@code ARM64}
   * @param stopSeconds the longest time that a container gets to end
   */
  public record Task(
      String revision, String cpu, String memory, String architecture, int stopSeconds) {}
}
