package io.fargateautoscaler.core.observation;

import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Step;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a history that differs from another in some parts. Not shared. */
public final class ScalingHistoryBuilder {
  private List<Action> actions;
  private @Nullable Integer lastApplied;
  private @Nullable Instant appliedAt;
  private Map<String, QueueMemory> queues;
  private Map<String, Integer> samplesPerTask;
  private Map<String, Step> lastSteps;
  private List<Start> starts;
  private @Nullable Brake brake;
  private @Nullable Trouble capacity;
  private @Nullable Instant grewAt;
  private @Nullable Instant shortSince;
  private @Nullable Integer running;
  private @Nullable Span blind;
  private @Nullable External external;
  private @Nullable Span deployment;
  private @Nullable Pause paused;
  private @Nullable RangeHold hold;
  private @Nullable Span frozen;
  private @Nullable Instant watchedSince;

  ScalingHistoryBuilder(ScalingHistory from) {
    this.actions = from.actions();
    this.lastApplied = from.lastApplied();
    this.appliedAt = from.appliedAt();
    this.queues = from.queues();
    this.samplesPerTask = from.samplesPerTask();
    this.lastSteps = from.lastSteps();
    this.starts = from.starts();
    this.brake = from.brake();
    this.capacity = from.capacity();
    this.grewAt = from.grewAt();
    this.shortSince = from.shortSince();
    this.running = from.running();
    this.blind = from.blind();
    this.external = from.external();
    this.deployment = from.deployment();
    this.paused = from.paused();
    this.hold = from.hold();
    this.frozen = from.frozen();
    this.watchedSince = from.watchedSince();
  }

  public ScalingHistoryBuilder actions(List<Action> value) {
    this.actions = value;
    return this;
  }

  public ScalingHistoryBuilder lastApplied(@Nullable Integer value) {
    this.lastApplied = value;
    return this;
  }

  public ScalingHistoryBuilder appliedAt(@Nullable Instant value) {
    this.appliedAt = value;
    return this;
  }

  public ScalingHistoryBuilder queues(Map<String, QueueMemory> value) {
    this.queues = value;
    return this;
  }

  public ScalingHistoryBuilder samplesPerTask(Map<String, Integer> value) {
    this.samplesPerTask = value;
    return this;
  }

  public ScalingHistoryBuilder lastSteps(Map<String, Step> value) {
    this.lastSteps = value;
    return this;
  }

  public ScalingHistoryBuilder starts(List<Start> value) {
    this.starts = value;
    return this;
  }

  public ScalingHistoryBuilder brake(@Nullable Brake value) {
    this.brake = value;
    return this;
  }

  public ScalingHistoryBuilder capacity(@Nullable Trouble value) {
    this.capacity = value;
    return this;
  }

  public ScalingHistoryBuilder grewAt(@Nullable Instant value) {
    this.grewAt = value;
    return this;
  }

  public ScalingHistoryBuilder shortSince(@Nullable Instant value) {
    this.shortSince = value;
    return this;
  }

  public ScalingHistoryBuilder running(@Nullable Integer value) {
    this.running = value;
    return this;
  }

  public ScalingHistoryBuilder blind(@Nullable Span value) {
    this.blind = value;
    return this;
  }

  public ScalingHistoryBuilder external(@Nullable External value) {
    this.external = value;
    return this;
  }

  public ScalingHistoryBuilder deployment(@Nullable Span value) {
    this.deployment = value;
    return this;
  }

  public ScalingHistoryBuilder paused(@Nullable Pause value) {
    this.paused = value;
    return this;
  }

  public ScalingHistoryBuilder hold(@Nullable RangeHold value) {
    this.hold = value;
    return this;
  }

  public ScalingHistoryBuilder frozen(@Nullable Span value) {
    this.frozen = value;
    return this;
  }

  public ScalingHistoryBuilder watchedSince(@Nullable Instant value) {
    this.watchedSince = value;
    return this;
  }

  public ScalingHistory build() {
    return new ScalingHistory(
        actions,
        lastApplied,
        appliedAt,
        queues,
        samplesPerTask,
        lastSteps,
        starts,
        brake,
        capacity,
        grewAt,
        shortSince,
        running,
        blind,
        external,
        deployment,
        paused,
        hold,
        frozen,
        watchedSince);
  }
}
