package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.aws.account.BoardTable.Stop;
import io.fargateautoscaler.operations.board.ServiceView.FailureView;
import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

final class BoardTasksTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static String arn(String id) {
    return "arn:aws:ecs:eu-west-1:111122223333:task/shop/" + id;
  }

  private static Task.Builder task(String id, String status) {
    return Task.builder()
        .taskArn(arn(id))
        .lastStatus(status)
        .desiredStatus("RUNNING")
        .taskDefinitionArn("arn:aws:ecs:eu-west-1:111122223333:task-definition/web:12")
        .createdAt(NOW.minusSeconds(100));
  }

  private static Stop stop(String id, int ago, String stopClass) {
    return new Stop(arn(id), NOW.minusSeconds(ago), stopClass);
  }

  @Test
  void statesAndAgesAreThoseOfPeople() {
    List<Task> tasks =
        List.of(
            task("a", "PROVISIONING").build(),
            task("b", "PENDING").build(),
            task("c", "RUNNING").startedAt(NOW.minusSeconds(60)).build(),
            task("d", "RUNNING").desiredStatus("STOPPED").stoppingAt(NOW.minusSeconds(9)).build(),
            task("e", "DEPROVISIONING").stoppingAt(NOW.minusSeconds(8)).build(),
            task("f", "STOPPED").stoppedAt(NOW.minusSeconds(7)).build(),
            task("g", "STOPPED").stoppedAt(NOW.minusSeconds(6)).build(),
            task("h", "STOPPED").stoppedAt(NOW.minusSeconds(5)).build());
    List<Stop> stops = List.of(stop("f", 7, "crash"), stop("h", 5, "expected"));

    assertThat(BoardTasks.views(tasks, stops, NOW))
        .containsExactly(
            new TaskView("a", "pending", NOW.minusSeconds(100), "web:12"),
            new TaskView("b", "starting", NOW.minusSeconds(100), "web:12"),
            new TaskView("c", "running", NOW.minusSeconds(60), "web:12"),
            new TaskView("d", "stopping", NOW.minusSeconds(9), "web:12"),
            new TaskView("e", "stopping", NOW.minusSeconds(8), "web:12"),
            new TaskView("f", "failed", NOW.minusSeconds(7), "web:12"));
  }

  @Test
  void aTaskThatEcsSaysLittleOfIsShownAllTheSame() {
    Task bare = Task.builder().taskArn("x".repeat(40)).lastStatus("RUNNING").build();
    assertThat(BoardTasks.views(List.of(bare), List.of(), NOW))
        .containsExactly(new TaskView("x".repeat(32), "running", NOW, ""));
  }

  @Test
  void failuresAreCountedByClassWithTheirNewestReason() {
    List<Task> tasks = List.of(task("b", "STOPPED").stoppedReason("exit\u202e\n137").build());
    List<Stop> stops =
        List.of(
            stop("a", 10, "crash"),
            stop("b", 20, "crash"),
            stop("c", 30, "image"),
            stop("d", 40, "expected"));
    assertThat(BoardTasks.failures(tasks, stops))
        .containsExactly(
            new FailureView("crash", 2, NOW.minusSeconds(10), "exit\\u202e\\u000a137"),
            new FailureView(
                "image", 1, NOW.minusSeconds(30), "The image cannot be pulled or does not fit."));
  }
}
