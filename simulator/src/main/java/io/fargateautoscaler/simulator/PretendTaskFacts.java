package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.failure.StopFacts.Container;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to tasks, in the terms of ECS. */
final class PretendTaskFacts {
  private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:task/";
  private static final String SCHEDULER = "ServiceSchedulerInitiated";
  private static final String EXITED = "EssentialContainerExited";
  private static final String EXITED_REASON = "Essential container in task exited";

  private PretendTaskFacts() {}

  /** How ECS words an end. */
  private record Words(
      String code,
      @Nullable String reason,
      @Nullable Integer exit,
      @Nullable String containerReason) {}

  static TaskFacts of(Happening.TaskStarted started) {
    StopFacts none =
        new StopFacts(
            null,
            null,
            List.of(container(started.service().service(), null, null)),
            "1.4.0",
            started.service().service() + ":" + started.revision(),
            "FARGATE",
            null,
            null,
            started.at(),
            null);
    return new TaskFacts(
        ARN + started.service().cluster() + "/" + started.taskId(),
        3,
        started.service().cluster(),
        started.service().service(),
        "RUNNING",
        "RUNNING",
        null,
        deployment(started.revision()),
        TaskFacts.Launch.UNKNOWN,
        none);
  }

  static TaskFacts of(Happening.TaskStopped stopped) {
    Words words = words(stopped);
    String reason = words.reason();
    StopFacts stop =
        new StopFacts(
            words.code(),
            reason == null ? null : new Untrusted(reason),
            List.of(container(stopped.service().service(), words.exit(), words.containerReason())),
            "1.4.0",
            stopped.service().service() + ":" + stopped.revision(),
            stopped.cause() == Happening.Cause.SPOT ? null : "FARGATE",
            stopped.cause() == Happening.Cause.SPOT ? "FARGATE_SPOT" : null,
            null,
            stopped.startedAt(),
            stopped.at());
    Instant stopping = stopped.stoppingAt();
    return new TaskFacts(
        ARN + stopped.service().cluster() + "/" + stopped.taskId(),
        5,
        stopped.service().cluster(),
        stopped.service().service(),
        "STOPPED",
        "STOPPED",
        stopping,
        deployment(stopped.revision()),
        TaskFacts.Launch.UNKNOWN,
        stop);
  }

  private static Words words(Happening.TaskStopped stopped) {
    return switch (stopped.cause()) {
      // A task that is told to stop and does not is killed: 137.
      case SCALING ->
          new Words(
              SCHEDULER,
              "Scaling activity initiated by (deployment " + deployment(stopped.revision()) + ")",
              stopped.startedAt() == null ? null : 137,
              null);
      case REBALANCING -> new Words(SCHEDULER, null, 143, null);
      case CANNOT_PULL ->
          new Words(
              "TaskFailedToStart",
              "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
                  + " resolve ref docker.io/shop/web:typo: docker.io/shop/web:typo: not found",
              null,
              null);
      case CRASHED -> new Words(EXITED, EXITED_REASON, 1, null);
      case OUT_OF_MEMORY ->
          new Words(
              EXITED, EXITED_REASON, 137, "OutOfMemoryError: Container killed due to memory usage");
      case EXITED_CLEANLY -> new Words(EXITED, EXITED_REASON, 0, null);
      case HEALTH_CHECK ->
          new Words(
              SCHEDULER,
              "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:"
                  + "eu-west-1:111122223333:targetgroup/shop/0123456789abcdef)",
              143,
              null);
      case SPOT -> new Words("SpotInterruption", "Your Spot Task was interrupted.", 143, null);
    };
  }

  private static Container container(String name, @Nullable Integer exit, @Nullable String reason) {
    return new Container(
        name, "shop/" + name, exit, reason == null ? null : new Untrusted(reason), "UNKNOWN");
  }

  private static String deployment(int revision) {
    return "ecs-svc/" + revision;
  }
}
