package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.StopClassifier;
import io.fargateautoscaler.core.failure.StopFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ECS reported about a task. Overrides, attachments and image digests are left out on purpose:
 * they can hold secrets. Of the attachments only the task's address is taken.
 *
 * @param taskArn identifies the task, together with {@code version} the event
 * @param version rises with every change of the task, with gaps; 0 when absent
 * @param cluster name of the cluster; null when absent
 * @param service name of the service; null for a task that belongs to none
 * @param lastStatus {@code PROVISIONING} … {@code STOPPED}, or one not known yet
 * @param launch what there is to say of how it came up
 * @param stop what there is to say of its life and end, as far as it has come
 */
public record TaskFacts(
    String taskArn,
    long version,
    @Nullable String cluster,
    @Nullable String service,
    String lastStatus,
    @Nullable String desiredStatus,
    @Nullable Instant stoppingAt,
    @Nullable String startedBy,
    Launch launch,
    StopFacts stop) {

  /**
   * How a task came up; any of it may be absent.
   *
   * @param pullStartedAt when the pull of its images began
   * @param pullStoppedAt when it had ended
   * @param address its private address; null when absent or no address
   */
  public record Launch(
      @Nullable Instant pullStartedAt, @Nullable Instant pullStoppedAt, @Nullable Address address) {
    /** Nothing is said of it. */
    public static final Launch UNKNOWN = new Launch(null, null, null);
  }

  /** When the task began to run; null if it never did. */
  public @Nullable Instant startedAt() {
    return stop.startedAt();
  }

  /** When the task had stopped. */
  public @Nullable Instant stoppedAt() {
    return stop.stoppedAt();
  }

  /** The task definition as {@code family:revision}; null when absent. */
  public @Nullable String taskDefinition() {
    return stop.taskDefinition();
  }

  /** Whether the task is gone for good. A stop counts once: here, not on the way down. */
  public boolean stopped() {
    return lastStatus.equals("STOPPED") || lastStatus.equals("DELETED");
  }

  /** Whether the task has stopped or ECS has already said why it will. */
  public boolean ending() {
    return stopped() || stop.stopCode() != null;
  }

  /** Why the task stopped or is about to; an expected stop for one that is not ending. */
  public Classified classified() {
    return ending() ? StopClassifier.classify(stop) : StopClassifier.notEnding();
  }

  /** The service as {@code cluster/service}; null unless both are known. */
  public @Nullable String serviceRef() {
    return cluster == null || service == null ? null : cluster + "/" + service;
  }
}
