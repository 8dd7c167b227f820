package io.fargateautoscaler.simulator.gallery;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.tasks.StartRecorder;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The notices about tasks, from events as AWS sends them, by the shipped recorders. */
final class GalleryFailures {
  private static final String EVENTS = "/io/fargateautoscaler/simulator/demo/events/";
  private static final String TASK = "c50e321c974248dbaf4ae2cfa1662986";

  private final EventDecoder decoder = new EventDecoder(null, null);
  private final List<Notice> told = new ArrayList<>();
  private final Set<ServiceRef> services = new TreeSet<>();
  private final InMemoryStore store = new InMemoryStore(this::heard, this::now);
  private final FailureReports reports = new FailureReports(store, this::now);
  private final TaskRecorder failures =
      new TaskRecorder(() -> services, store, reports, (_, _) -> {}, this::now);
  private final StartRecorder starts =
      new StartRecorder(() -> services, store, store, (_, _) -> {}, this::now, true);
  private Instant now = Stage.START;

  private Outbox.Message heard(Notice notice) {
    told.add(notice);
    return new NoticeJson().format(notice);
  }

  private Instant now() {
    return now;
  }

  /** Tasks that run out of memory: the first, four more, the end; one that starts; too much. */
  static Stream<Notice> examples() {
    return Stream.of(failing(), starting(), new GalleryFailures().tooMuch()).flatMap(List::stream);
  }

  private static List<Notice> failing() {
    GalleryFailures stage = new GalleryFailures();
    String event =
        example("synthetic/task-oom.json")
            .replace("DemoTrafficGen01-ClusterEB0386A7-sCRgDrfn5BP9", "shop")
            .replace("DemoTrafficGen01-ServiceD69D759B-EfyMIBhdCKVk", "checkout")
            .replace("DemoTrafficGen01TaskDef59B414B2", "checkout");
    stage.arrived(event);
    for (int i = 1; i <= 4; i++) {
      stage.arrived(event.replace(TASK, i + TASK.substring(1)));
    }
    for (int i = 0; i < 2; i++) {
      stage.now = stage.now.plus(FailureDigest.EVERY);
      stage.reports.tellDue();
    }
    return stage.told;
  }

  private static List<Notice> starting() {
    GalleryFailures stage = new GalleryFailures();
    stage.arrived(
        example("ecs-task/running-fargate-standalone-v4.docs.json")
            .replace("FargateCluster", "shop")
            .replace("family:sample-fargate", "service:checkout")
            .replace("sample-fargate", "checkout"));
    return stage.told;
  }

  private List<Notice> tooMuch() {
    NoticeLimit limit = NoticeLimit.NONE;
    for (int i = 1; i <= 12; i++) {
      String event = (i > 3 ? Notice.Event.TASK_FAILED : Notice.Event.CRASH_LOOP).wireName();
      limit =
          limit.withhold(
              new Outbox.Message("n" + i, event, "warning", "shop", "web-" + i, "", "", "", 0),
              now.plusSeconds(i));
    }
    return limit
        .due(NoticeLimit.MOST, now.plus(NoticeLimit.WITHIN).plusSeconds(1))
        .map(List::of)
        .orElseThrow();
  }

  /** What people are told of the tasks in an event, as if their services had a policy. */
  static List<Notice> of(String event) {
    GalleryFailures stage = new GalleryFailures();
    stage.arrived(event);
    return List.copyOf(stage.told);
  }

  private void arrived(String event) {
    List<TaskRecorder.Told> batch = new ArrayList<>();
    for (Decoded leaf : decoder.decode(event).leaves().toList()) {
      if (leaf.ignored() == null
          && leaf instanceof Decoded.TaskChange(_, var task)
          && task != null) {
        Instant time = leaf.time();
        if (time != null) {
          now = time;
        }
        leaf.services().forEach(name -> ServiceRef.parse(name).ifPresent(services::add));
        batch.add(new TaskRecorder.Told("", task, now));
      }
    }
    failures.record(batch, List.of());
    starts.record(batch);
  }

  private static String example(String file) {
    try (InputStream in = GalleryFailures.class.getResourceAsStream(EVENTS + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
