package io.fargateautoscaler.simulator.gallery;

import io.fargateautoscaler.config.PolicyNotices;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicySource;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short scripts; each provokes one event, and its end where it has one. */
final class Scenes {
  private static final String WEB =
      """
      service: shop/checkout
      capacity: {min: 2, max: 40}
      %s
      policies: {cpu: {type: target-tracking, metric: cpu, target: 60}}
      """;
  private static final String WORKER =
      """
      service: shop/worker
      capacity: {min: 1, max: 50}
      %s
      policies: {orders: {type: queue, queue: orders, messages-per-task: 10}}
      """;
  private static final String VETO = "guards: {veto-scale-out: [db-connections-high]}";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Scenes() {}

  private static Stage web(String more, int tasks) {
    return new Stage(WEB.formatted(more), tasks);
  }

  private static Stage worker(String more, int tasks) {
    return new Stage(WORKER.formatted(more), tasks).queue(tasks * 10L);
  }

  /**
   * What all scripts tell, script by script. The first notice of an event is the one meant; a
   * script may tell more on its way.
   */
  static Stream<Notice> all() {
    Stream<Stage> stages =
        Stream.of(
            web("", 10).cpu(55).minutes(2).cpu(90).minutes(2),
            web("mode: observe", 10).cpu(55).minutes(2).cpu(90).minutes(2),
            worker("", 2).minutes(2).desired(6).minutes(2),
            blind(),
            atMax(),
            parked(),
            deployingLong(),
            crashLoop(),
            revisionFails(),
            capacity(),
            vetoed(),
            otherScaler(),
            refused(),
            compared());
    return Stream.concat(stages.flatMap(stage -> stage.told().stream()), policies());
  }

  private static Stage blind() {
    return worker("", 5).minutes(1).queue(null).minutes(9).queue(50L).minutes(3);
  }

  private static Stage atMax() {
    return worker("", 50).queue(900L).minutes(5).queue(400L).minutes(20);
  }

  private static Stage parked() {
    return worker("", 2).minutes(2).desired(0).minutes(20).desired(2).minutes(3);
  }

  private static Stage deployingLong() {
    Stage stage = worker("", 4);
    return stage.running(4, stage.now()).minutes(65).running(4, null).minutes(3);
  }

  private static Stage crashLoop() {
    Stage stage = worker("", 4).minutes(1);
    for (int i = 0; i < 3; i++) {
      stage.store().start(stage.service(), "bad" + i, bad(stage.now(), null));
    }
    stage.minutes(5);
    start(stage, "good1", new Start(stage.now(), null, false));
    start(stage, "good2", new Start(stage.now(), null, false));
    return stage.minutes(6);
  }

  private static Stage revisionFails() {
    Stage stage = worker("", 4).minutes(2);
    Instant deployed = stage.now();
    stage.running(4, deployed).minutes(1);
    for (int i = 0; i < 6; i++) {
      start(stage, "bad" + i, bad(stage.now(), Stage.deployment(deployed)));
    }
    stage.minutes(40);
    start(stage, "good", new Start(stage.now(), null, false, false, Stage.deployment(deployed)));
    return stage.minutes(5);
  }

  private static Start bad(Instant ended, @Nullable String deployment) {
    return new Start(ended.minusSeconds(10), ended, true, false, deployment);
  }

  private static void start(Stage stage, String task, Start start) {
    stage.store().start(stage.service(), task, start);
  }

  private static Stage capacity() {
    Stage stage = worker("", 8).running(5, null).minutes(12).queue(200L).minutes(4);
    return stage.queue(80L).running(8, null).minutes(3);
  }

  private static Stage vetoed() {
    return worker(VETO, 2)
        .queue(90L)
        .alarm("db-connections-high", alarm(AlarmState.ALARM))
        .minutes(5)
        .alarm("db-connections-high", alarm(AlarmState.OK))
        .minutes(3);
  }

  private static Alarm alarm(AlarmState state) {
    return new Alarm(state, null, null, MINUTE);
  }

  private static Stage otherScaler() {
    return worker("", 2)
        .otherScaler("Application Auto Scaling")
        .minutes(3)
        .otherScaler(null)
        .minutes(3);
  }

  private static Stage refused() {
    return worker("", 2)
        .queue(90L)
        .refuse("AccessDenied: not authorized to perform ecs:UpdateService")
        .minutes(9)
        .refuse(null)
        .minutes(3);
  }

  /** From nine o'clock on, with too many tasks. */
  private static Stage compared() {
    return web("mode: observe", 10)
        .otherScaler("Application Auto Scaling")
        .cpu(20)
        .minutes(15 * 60 + 1);
  }

  private static Stream<Notice> policies() {
    String text =
        """
        service: shop/checkout
        capacity: {min: 4, max: 2}
        policies: {cpu: {type: target-tracking, metric: cpu, target: 600}}
        """;
    var document = new PolicySource.Document("shop/checkout", 3, text, Stage.START);
    return Stream.of(
        PolicyNotices.rejected(document, PolicyReader.read(text, null).problems(), 2L, Stage.START),
        PolicyNotices.released(new ServiceRef("shop", "checkout"), 3, Stage.START));
  }
}
