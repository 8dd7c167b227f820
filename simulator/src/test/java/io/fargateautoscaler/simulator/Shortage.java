package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.Hints;
import io.fargateautoscaler.simulator.ServiceSpec.Web;
import io.fargateautoscaler.simulator.demo.EventTexts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A web service whose tasks AWS does not always launch. Service actions come as the texts that ECS
 * sends: at once to the reconciler, a batch window later as facts.
 */
final class Shortage {
  /** When the load changes first; by then the metrics have a past. */
  static final int EVENT = 900;

  static final int START_SECONDS = 60;

  private static final int WINDOW = 6;

  /** Second from which on the autoscaler is there. */
  private static final int WATCHED = EVENT - 120;

  private final EventDecoder decoder = new EventDecoder(EventTexts.ACCOUNT, EventTexts.REGION);
  private final EventTexts texts = new EventTexts();
  private final Loop loop;
  private final int copies;
  private boolean steadyIsLost;

  private Shortage(Loop loop, int copies) {
    this.loop = loop;
    this.copies = copies;
    loop.simulation().aws().listen(this::happened);
    loop.simulation().warmUp(WATCHED);
  }

  /**
   * A service whose load needs so many tasks, in steps.
   *
   * @param copies how often each event comes; 0: all are lost
   * @param needs pairs of a second and the tasks that the load needs from then on
   */
  static Shortage of(int copies, int tasks, int... needs) {
    Workload load =
        second -> {
          int need = tasks;
          for (int i = 0; i < needs.length; i += 2) {
            need = second >= needs[i] ? needs[i + 1] : need;
          }
          return need * Loop.TARGET;
        };
    PretendAws.Settings settings = PretendAws.Settings.of(7, Duration.ofSeconds(30));
    return new Shortage(
        Loop.web(settings, tasks, START_SECONDS, Web.of(load), List.of(Loop.REQUESTS)), copies);
  }

  Shortage losingSteadyStates() {
    steadyIsLost = true;
    return this;
  }

  /** From {@code second} on the quota allows so many tasks. */
  Shortage quota(int second, int most) {
    loop.simulation().at(second, () -> loop.simulation().aws().quota(Loop.SERVICE, most));
    return this;
  }

  /** From {@code second} on so many tasks may start in a second. */
  Shortage launchRate(int second, int most) {
    loop.simulation().at(second, () -> loop.simulation().aws().launchRate(Loop.SERVICE, most));
    return this;
  }

  /** Lets time pass until {@code second}. */
  Shortage until(int second) {
    loop.run(Duration.ofSeconds(second - loop.simulation().clock().second()));
    return this;
  }

  int desired() {
    return loop.last();
  }

  int running() {
    return loop.simulation().aws().truth(Loop.SERVICE).running();
  }

  /** The largest count that was asked for. */
  int peak() {
    return loop.simulation().aws().changes().stream()
        .mapToInt(PretendAws.Change::to)
        .max()
        .orElse(0);
  }

  List<Outbox.Message> told(String event) {
    return loop.simulation().aws().published().stream()
        .filter(message -> message.event().equals(event))
        .toList();
  }

  String trace() {
    return loop.trace();
  }

  private void happened(Happening happening) {
    if (!(happening instanceof Happening.ServiceAction action)
        || (steadyIsLost && action.refused() == null)) {
      return;
    }
    String text = texts.of(happening);
    Simulation simulation = loop.simulation();
    for (int i = 0; i < copies; i++) {
      simulation.at(simulation.clock().second() + 1 + i, () -> wake(decoder.decode(text)));
      simulation.at(simulation.clock().second() + WINDOW + i, () -> keep(decoder.decode(text)));
    }
  }

  private void wake(Decoded event) {
    hint(
        Hints.of(event).stream()
            .flatMap(name -> ServiceRef.parse(name).stream())
            .collect(Collectors.toSet()));
  }

  private void keep(Decoded event) {
    if (event instanceof Decoded.ServiceChange action
        && action.tellsFacts()
        && action.time() != null) {
      CapacityFacts.of(action.facts(), action.time())
          .ifPresent(said -> {
            loop.simulation().store().trouble(Loop.SERVICE, said);
            hint(Set.of(Loop.SERVICE));
          });
    }
  }

  private void hint(Set<ServiceRef> services) {
    if (!services.isEmpty()) {
      loop.simulation().hint(services, new Trigger(Trigger.Kind.SERVICE, "service:action"));
    }
  }
}
