package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.notice.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A closed loop in which tasks fail, with what people are told and when. */
final class FailureScript {
  /** When the trouble begins: by then the service has settled. */
  static final long TROUBLE = 1830;

  private final Loop loop;
  private final PretendEvents events;
  private final List<Told> told = new ArrayList<>();

  /** A notice, by the second at which it was told. */
  record Told(long second, String event, String subject) {}

  private FailureScript(Loop loop, PretendEvents.Settings settings) {
    this.loop = loop;
    this.events = loop.simulation().deliverTaskEvents(settings);
  }

  /** Metrics come after a minute, and events are lost, doubled and late. */
  static FailureScript of(long seed, Loop loop) {
    return new FailureScript(loop, PretendEvents.Settings.troubled(seed));
  }

  static PretendAws.Settings settings(long seed) {
    return PretendAws.Settings.of(seed, Duration.ofSeconds(60));
  }

  /** A web service whose tasks need a minute to start. */
  static FailureScript web(long seed, int tasks, ServiceSpec.Web web) {
    return of(seed, Loop.web(settings(seed), tasks, 60, web));
  }

  /**
   * Somebody who knows what comes asks for 190 tasks more; one in forty of the revision crashes 20
   * s after its start.
   */
  static FailureScript fiveOfTwoHundred(long seed) {
    Workload load = Workload.step(10 * Loop.TARGET, 200 * Loop.TARGET, TROUBLE + 30);
    var flawed = new Revision(2, new Revision.Ends(Happening.Cause.CRASHED, 20, 0, 40));
    FailureScript script = web(seed, 10, ServiceSpec.Web.of(load)).deploy(300, flawed);
    PretendAws aws = script.loop.simulation().aws();
    script.loop.simulation().at(TROUBLE, () -> aws.setByHand(Loop.SERVICE, 200));
    return script;
  }

  FailureScript at(long second, Mishap mishap) {
    loop.simulation().at(second, () -> loop.simulation().aws().suffer(Loop.SERVICE, mishap));
    return this;
  }

  FailureScript deploy(long second, Revision revision) {
    loop.simulation().at(second, () -> loop.simulation().aws().deploy(Loop.SERVICE, revision));
    return this;
  }

  FailureScript until(long second) {
    while (loop.simulation().clock().second() < second) {
      loop.run(Duration.ofSeconds(1));
      List<Outbox.Message> all = loop.simulation().aws().published();
      all.subList(told.size(), all.size())
          .forEach(each ->
              told.add(new Told(loop.simulation().clock().second(), each.event(), each.subject())));
    }
    return this;
  }

  Loop loop() {
    return loop;
  }

  PretendEvents events() {
    return events;
  }

  /** When notices of this kind were told. */
  List<Long> told(String event) {
    return told.stream().filter(t -> t.event().equals(event)).map(Told::second).toList();
  }

  /** Seconds at which people were told that what a guard did is over. */
  List<Long> released() {
    return told.stream()
        .filter(t -> t.event().equals("recovered") && !t.subject().contains("no task failed"))
        .map(Told::second)
        .toList();
  }

  /** Kinds of all notices, oldest first. */
  List<String> notices() {
    return told.stream().map(Told::event).toList();
  }

  /** Seconds at which the count was held for this reason. */
  List<Long> held(HoldReason reason) {
    return loop.holds().stream()
        .filter(held -> held.reason() == reason)
        .map(Loop.Held::second)
        .toList();
  }

  /** Largest desired count of the seconds {@code from} to {@code to}. */
  int most(long from, long to) {
    return part(loop.desired(), from, to).stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  int fewest(long from, long to) {
    return part(loop.desired(), from, to).stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  int mostRunning(long from, long to) {
    return part(loop.running(), from, to).stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  int fewestRunning(long from, long to) {
    return part(loop.running(), from, to).stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  /** Changes of the desired count, by anyone. */
  List<WebCourse.Change> changes() {
    return loop.course().changes(0);
  }

  /** Calls of UpdateService. */
  long updates() {
    return loop.simulation().calls().updateService();
  }

  int desired(long second) {
    return loop.desired().get((int) second - 1);
  }

  int running(long second) {
    return loop.running().get((int) second - 1);
  }

  /** Seconds from {@code from} until at least so many tasks run; -1: never. */
  long secondsToRunning(long from, int tasks) {
    for (long second = from; second <= loop.running().size(); second++) {
      if (running(second) >= tasks) {
        return second - from;
      }
    }
    return -1;
  }

  private static List<Integer> part(List<Integer> all, long from, long to) {
    return all.subList((int) from - 1, (int) Math.min(to, all.size()));
  }

  /** For the message of a failed test. */
  String trace() {
    return loop.trace() + "\n" + told;
  }
}
