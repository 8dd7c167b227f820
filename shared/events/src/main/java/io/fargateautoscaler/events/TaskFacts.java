package io.fargateautoscaler.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ECS reported about a task. Overrides, attachments and image digests are left out on purpose:
 * they can hold secrets.
 *
 * @param taskArn identifies the task, together with {@code version} the event
 * @param version rises with every change of the task, with gaps; 0 when absent
 * @param cluster name of the cluster; null when absent
 * @param service name of the service; null for a task that belongs to none
 * @param lastStatus {@code PROVISIONING} … {@code STOPPED}, or one not known yet
 * @param stopCode why it stopped, an open set; ECS sends it before the task is {@code STOPPED}
 * @param startedAt null when the task never ran
 */
public record TaskFacts(
    String taskArn,
    long version,
    @Nullable String cluster,
    @Nullable String service,
    String lastStatus,
    @Nullable String desiredStatus,
    @Nullable String stopCode,
    @Nullable Untrusted stoppedReason,
    List<ContainerExit> containers,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppingAt,
    @Nullable Instant stoppedAt,
    @Nullable String taskDefinitionArn,
    @Nullable String startedBy) {

  public TaskFacts {
    containers = List.copyOf(containers);
  }

  /**
   * How a container ended.
   *
   * @param exitCode null while it runs, or when it never ran
   */
  public record ContainerExit(
      @Nullable String name, @Nullable Integer exitCode, @Nullable Untrusted reason) {}

  /** Whether the task is gone for good. A stop counts once: here, not on the way down. */
  public boolean stopped() {
    return lastStatus.equals("STOPPED") || lastStatus.equals("DELETED");
  }

  /** Whether the task has stopped or ECS has already said why it will. */
  public boolean ending() {
    return stopped() || stopCode != null;
  }

  /** The service as {@code cluster/service}; null unless both are known. */
  public @Nullable String serviceRef() {
    return cluster == null || service == null ? null : cluster + "/" + service;
  }

  /** The task definition as {@code family:revision}; null when absent. */
  public @Nullable String taskDefinition() {
    return taskDefinitionArn == null
        ? null
        : taskDefinitionArn.substring(taskDefinitionArn.lastIndexOf('/') + 1);
  }
}
