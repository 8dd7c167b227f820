package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.account.BoardTable.Stop;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.operations.board.ServiceView.FailureView;
import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of a service as ECS lists them: those that run, and those that stopped within 1 h. */
final class BoardTasks {
  /** More than fit on a page that people read. */
  private static final int MOST = 300;

  /** The most of one ListTasks, and of one DescribeTasks. */
  private static final int PAGE = 100;

  private static final int ID_LENGTH = 32;

  private final Session session;
  private final EcsClient ecs;

  BoardTasks(Session session, EcsClient ecs) {
    this.session = session;
    this.ecs = ecs;
  }

  /** All that are there, {@link #MOST} of each kind at most. */
  List<Task> read(ServiceRef service) {
    return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
        .flatMap(desired -> read(service, desired).stream())
        .toList();
  }

  private List<Task> read(ServiceRef service, DesiredStatus desired) {
    List<String> arns = arns(service, desired);
    List<Task> tasks = new ArrayList<>();
    for (int from = 0; from < arns.size(); from += PAGE) {
      List<String> page = arns.subList(from, Math.min(from + PAGE, arns.size()));
      tasks.addAll(
          session.call(
              "ecs:DescribeTasks",
              () ->
                  ecs.describeTasks(request -> request.cluster(service.cluster()).tasks(page))
                      .tasks()));
    }
    return tasks;
  }

  private List<String> arns(ServiceRef service, DesiredStatus desired) {
    return session.call(
        "ecs:ListTasks",
        () -> {
          try {
            return ecs
                .listTasksPaginator(request ->
                    request
                        .cluster(service.cluster())
                        .serviceName(service.service())
                        .desiredStatus(desired)
                        .maxResults(PAGE))
                .taskArns()
                .stream()
                .limit(MOST)
                .toList();
          } catch (ServiceNotFoundException | ClusterNotFoundException e) {
            return List.<String>of();
          }
        });
  }

  /**
   * The tasks for people: the present ones, and of the stopped ones those that failed.
   *
   * @param stops the failures of the last hour
   */
  static List<TaskView> views(List<Task> tasks, List<Stop> stops, Instant now) {
    Map<String, Stop> failed =
        stops.stream()
            .filter(stop -> !stop.stopClass().equals(StopClass.EXPECTED.wireName()))
            .collect(Collectors.toMap(Stop::task, stop -> stop, (first, _) -> first));
    return tasks.stream()
        .map(task -> view(task, failed.containsKey(task.taskArn()), now))
        .flatMap(Stream::ofNullable)
        .sorted(Comparator.comparing(TaskView::since).thenComparing(TaskView::id))
        .toList();
  }

  private static @Nullable TaskView view(Task task, boolean failed, Instant now) {
    String status = task.lastStatus() == null ? "" : task.lastStatus();
    return switch (status) {
      case "PROVISIONING" -> view(task, "pending", task.createdAt(), now);
      case "PENDING", "ACTIVATING" -> view(task, "starting", task.createdAt(), now);
      case "RUNNING" ->
          "STOPPED".equals(task.desiredStatus())
              ? view(task, "stopping", task.stoppingAt(), now)
              : view(task, "running", task.startedAt(), now);
      case "STOPPED" -> failed ? view(task, "failed", task.stoppedAt(), now) : null;
      default -> view(task, "stopping", task.stoppingAt(), now);
    };
  }

  private static TaskView view(Task task, String state, @Nullable Instant since, Instant now) {
    String id = last(task.taskArn());
    Instant known = since == null ? task.createdAt() : since;
    return new TaskView(
        id.substring(0, Math.min(id.length(), ID_LENGTH)),
        state,
        known == null ? now : known,
        last(task.taskDefinitionArn()));
  }

  /** The failures by class, the most frequent first, each with the newest reason that is known. */
  static List<FailureView> failures(List<Task> tasks, List<Stop> stops) {
    Map<String, String> reasons = new HashMap<>();
    tasks.forEach(task -> {
      if (task.stoppedReason() != null) {
        reasons.put(task.taskArn(), new Untrusted(task.stoppedReason()).forLog());
      }
    });
    Map<String, List<Stop>> byClass =
        stops.stream()
            .filter(stop -> !stop.stopClass().equals(StopClass.EXPECTED.wireName()))
            .collect(Collectors.groupingBy(Stop::stopClass, TreeMap::new, Collectors.toList()));
    return byClass.entrySet().stream()
        .map(each ->
            new FailureView(
                each.getKey(),
                each.getValue().size(),
                each.getValue().getFirst().at(),
                each.getValue().stream()
                    .map(stop -> reasons.get(stop.task()))
                    .filter(reason -> reason != null)
                    .findFirst()
                    .orElseGet(() -> meaning(each.getKey()))))
        .sorted(Comparator.comparing(FailureView::count).reversed())
        .toList();
  }

  private static String meaning(String stopClass) {
    return Stream.of(StopClass.values())
        .filter(each -> each.wireName().equals(stopClass))
        .map(StopClass::meaning)
        .findFirst()
        .orElse("");
  }

  private static String last(@Nullable String arn) {
    return arn == null ? "" : arn.substring(arn.lastIndexOf('/') + 1);
  }
}
