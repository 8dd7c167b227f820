package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.simulator.Happening;
import io.fargateautoscaler.simulator.PretendAws;
import io.fargateautoscaler.simulator.Simulation;
import io.fargateautoscaler.simulator.demo.Story.Line;
import io.fargateautoscaler.simulator.demo.Story.Made;
import io.fargateautoscaler.simulator.demo.Story.Mark;
import io.fargateautoscaler.simulator.demo.Story.Sample;
import io.fargateautoscaler.simulator.demo.Story.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects lines, counts and decisions while the story runs. */
final class StoryTeller implements DecisionListener {
  /** Holds that an operator wants to hear of; the others are everyday life. */
  private static final Set<HoldReason> WORTH_TELLING =
      EnumSet.of(
          HoldReason.BLIND,
          HoldReason.DEPLOYING,
          HoldReason.AT_MAX,
          HoldReason.IDLE_WAIT,
          HoldReason.STEP_LIMIT,
          HoldReason.EXTERNAL,
          HoldReason.PARKED);

  /** A task that failed, and its reason in one harmless line. */
  record Failed(Instant at, ServiceRef service, Classified why, String reason) {}

  private final long seed;
  private final Instant start;
  private final long length;
  private final List<Line> lines = new ArrayList<>();
  private final List<Made> decisions = new ArrayList<>();
  private final Map<ServiceRef, List<Sample>> samples = new TreeMap<>();
  private int failures;
  private final List<Failed> failed = new ArrayList<>();
  private long failuresFrom = -1;
  private int toldNotices;

  StoryTeller(long seed, Instant start, long length) {
    this.seed = seed;
    this.start = start;
    this.length = length;
  }

  void line(
      long second,
      ServiceRef service,
      Mark mark,
      String text,
      String desired,
      List<String> details) {
    lines.add(new Line(second, service, mark, text, desired, details));
  }

  /** Like failures within a minute are one line. */
  void failure(long second, Happening.TaskStopped stopped, TaskFacts task) {
    if (stopped.cause() == Happening.Cause.SCALING) {
      return;
    }
    String reason = Delivery.reason(task);
    failed.add(new Failed(stopped.at(), stopped.service(), task.classified(), reason));
    boolean pull = stopped.cause() == Happening.Cause.CANNOT_PULL;
    int place = lastFailure(second);
    failures = place >= 0 ? failures + 1 : 1;
    String many = failures == 1 ? "a task" : failures + " tasks";
    String text = many + " of web:" + stopped.revision() + (pull ? " cannot start" : " died");
    List<String> details = new ArrayList<>(List.of(reason));
    if (pull) {
      details.add("the old revision serves on; people are told once");
    } else {
      details.add("ECS starts another one: one death is no reason to scale");
    }
    Line line = new Line(second, stopped.service(), Mark.FAILURE, text, "", details);
    if (place >= 0) {
      lines.set(place, withTime(line, failuresFrom));
    } else {
      failuresFrom = second;
      lines.add(line);
    }
  }

  private int lastFailure(long second) {
    if (failuresFrom < 0 || second - failuresFrom > 60) {
      return -1;
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).mark() == Mark.FAILURE) {
        return i;
      }
    }
    return -1;
  }

  private static Line withTime(Line line, long second) {
    return new Line(
        second, line.service(), line.mark(), line.text(), line.desired(), line.details());
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    long second = record.at().getEpochSecond() - start.getEpochSecond();
    decisions.add(new Made(second, record, news));
    switch (record.decision().outcome()) {
      case Decision.Scale scale ->
          line(
              second,
              record.service(),
              scale.to() > scale.from() ? Mark.OUT : Mark.IN,
              scale.cause() + ": " + plain(scale.because()),
              scale.from() + " → " + scale.to(),
              List.of());
      case Decision.Hold hold -> {
        if (news && WORTH_TELLING.contains(hold.reason())) {
          line(
              second,
              record.service(),
              Mark.HOLD,
              "hold " + hold.reason() + ": " + plain(hold.because()),
              "" + hold.count(),
              List.of());
        }
      }
    }
  }

  @Override
  public void failed(ServiceRef service, String reason) {
    throw new IllegalStateException(service + ": " + reason);
  }

  /** Notices of changes stand beside their change already. */
  void notices(long second, List<Outbox.Message> published) {
    for (Outbox.Message message : published.subList(toldNotices, published.size())) {
      if (!message.event().equals("scaled") && !message.event().equals("watching")) {
        ServiceRef service = new ServiceRef(message.cluster(), message.service());
        line(second, service, Mark.NOTICE, "told: " + message.subject(), "", List.of());
      }
    }
    toldNotices = published.size();
  }

  void sample(long second, ServiceRef service, double needed, ServiceStatus status) {
    samples
        .computeIfAbsent(service, _ -> new ArrayList<>())
        .add(new Sample(second, needed, status.desired(), status.running()));
  }

  Story story(
      Map<ServiceRef, ServicePolicy> policies,
      Simulation simulation,
      Delivery delivery,
      double usdOfTasks,
      double secondsPerInvocation,
      double memoryGb) {
    List<PretendAws.Change> changes = simulation.aws().changes();
    int outside = 0;
    for (PretendAws.Change change : changes) {
      ServicePolicy policy = policies.get(change.service());
      if (policy != null && policy.capacity().nearest(change.to()) != change.to()) {
        outside++;
      }
    }
    List<Track> tracks = new ArrayList<>();
    double usdAtPeak = 0;
    for (var entry : samples.entrySet()) {
      ServicePolicy policy = policies.get(entry.getKey());
      CapacityRange range = policy == null ? new CapacityRange(0, 0) : policy.capacity();
      tracks.add(new Track(entry.getKey(), range.min() + "–" + range.max(), entry.getValue()));
      int peak = entry.getValue().stream().mapToInt(Sample::desired).max().orElse(0);
      usdAtPeak += simulation.aws().usdPerTaskHour(entry.getKey()) * peak * length / 3600;
    }
    Story.Summary summary =
        new Story.Summary(
            delivery.events(),
            delivery.duplicates(),
            delivery.lost(),
            decisions.size(),
            changes.size(),
            toldNotices,
            failed.size(),
            blind(),
            rejected(simulation),
            outside,
            simulation.aws().unservedPart(Demo.WEB),
            usdOfTasks,
            simulation.calls().usd(secondsPerInvocation, memoryGb),
            usdAtPeak);
    List<Line> ordered = new ArrayList<>(lines);
    ordered.sort((a, b) -> Long.compare(a.second(), b.second()));
    return new Story(seed, start, length, ordered, tracks, List.copyOf(decisions), summary);
  }

  private int blind() {
    return (int)
        decisions.stream()
            .map(made -> made.record().decision().outcome())
            .filter(outcome ->
                outcome instanceof Decision.Hold hold && hold.reason() == HoldReason.BLIND)
            .count();
  }

  private static int rejected(Simulation simulation) {
    String event = Notice.Event.POLICY_REJECTED.wireName();
    return (int)
        simulation.aws().published().stream().filter(told -> told.event().equals(event)).count();
  }

  List<Made> decisions() {
    return decisions;
  }

  List<Sample> samples(ServiceRef service) {
    return samples.getOrDefault(service, List.of());
  }

  List<Failed> failed() {
    return failed;
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
