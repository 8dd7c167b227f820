package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.CapacityGuard;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.decision.NewRevision;
import io.fargateautoscaler.core.decision.RangeInForce;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import io.fargateautoscaler.core.notice.Notice.Severity;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.reconcile.ServiceState.Incident;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.tasks.StartUpSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pure: which notices a decision owes, and which incidents stay open. Collects; not shared. */
final class Notices {
  private static final Duration BLIND_AFTER = Duration.ofMinutes(5);
  private static final Duration REFUSED_AFTER = Duration.ofMinutes(5);

  /** Not told: since when changes are refused. */
  private static final String REFUSING = "refusing";

  private static final int MOST_LINES = 12;

  private final DecisionRecord record;
  private final Map<String, String> slowStarts;
  private final Instant now;
  private final Map<String, Incident> incidents;
  private final List<Notice> notices = new ArrayList<>();

  /**
   * For one decision.
   *
   * @param startUp how long the service's tasks take to start; null when unknown
   */
  Notices(DecisionRecord record, Map<String, Incident> open, @Nullable StartUpSummary startUp) {
    this.record = record;
    this.slowStarts = SlowStarts.lines(record.policy().policy(), startUp);
    this.now = record.at();
    this.incidents = new TreeMap<>(open);
  }

  List<Notice> list() {
    return List.copyOf(notices);
  }

  Map<String, Incident> incidents() {
    return incidents;
  }

  void watching() {
    Observation observation = record.observation();
    CapacityRange range = RangeInForce.of(record.policy().policy(), record.history(), now).range();
    String tasks =
        observation.service().running() + " of " + observation.service().desired() + " tasks run";
    List<String> lines = new ArrayList<>();
    lines.add(
        "Watching "
            + record.service()
            + ": "
            + tasks
            + ", range "
            + range.min()
            + " to "
            + range.max()
            + ".");
    lines.addAll(recommendations());
    lines.addAll(slowStarts.values());
    add(Event.WATCHING, Severity.INFO, "watching: " + tasks, lines, null, null);
  }

  private List<String> recommendations() {
    return record.decision().recommended().entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().because())
        .toList();
  }

  void scaled(Decision.Scale scale, boolean really) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (really ? "Scaled " : "Would scale ")
            + (scale.to() > scale.from() ? "out" : "in")
            + " from "
            + scale.from()
            + " to "
            + scale.to()
            + " because of "
            + scale.cause()
            + ".");
    lines.add(scale.because());
    String slow = slowStarts.get(scale.cause());
    if (scale.to() > scale.from() && slow != null) {
      lines.add(slow);
    }
    for (Adjustment adjustment : record.decision().trace()) {
      lines.add(
          adjustment.stage()
              + ": "
              + adjustment.from()
              + " to "
              + adjustment.to()
              + ", "
              + adjustment.because());
    }
    String subject =
        (really ? "" : "would scale ")
            + scale.from()
            + " -> "
            + scale.to()
            + " tasks: "
            + scale.because();
    add(really ? Event.SCALED : Event.WOULD_SCALE, Severity.INFO, subject, lines, null, record);
  }

  /**
   * Opens and closes the incidents that this decision shows.
   *
   * @param refused why AWS refused to change the count just now; null: it did not
   */
  void conditions(ScalingHistory next, boolean acting, @Nullable String refused) {
    guards(next);
    refused(refused);
    ServiceStatus service = record.observation().service();
    ScalingHistory.Span blind = next.blind();
    incident(
        Event.BLIND,
        Severity.WARNING,
        blind != null && blind.until() == null && !now.isBefore(blind.from().plus(BLIND_AFTER)),
        "blind: no usable data",
        recommendations(),
        "data is there again");
    boolean parked =
        record.decision().outcome() instanceof Decision.Hold hold
            && hold.reason() == HoldReason.PARKED;
    incident(
        Event.PARKED,
        Severity.WARNING,
        parked,
        "parked at 0 tasks",
        List.of("Somebody set the desired count to 0. It stays until it is raised above 0."),
        "no longer parked");
    ScalingHistory.Span deployment = next.deployment();
    Duration hold = record.policy().policy().guards().deploymentHold();
    incident(
        Event.DEPLOYING_LONG,
        Severity.WARNING,
        service.deploying()
            && deployment != null
            && deployment.until() == null
            && !now.isBefore(deployment.from().plus(hold)),
        "a deployment has run for over " + hold.toMinutes() + " min",
        List.of("Scale-in is no longer held for it."),
        "the deployment has ended");
    ScalingHistory.External external = next.external();
    if (acting && external != null && external.at().equals(now) && !parked) {
      add(
          Event.EXTERNAL_CHANGE,
          Severity.INFO,
          "somebody changed the desired count " + external.from() + " -> " + external.count(),
          List.of(
              "The desired count was changed from "
                  + external.from()
                  + " to "
                  + external.count()
                  + " by somebody else.",
              external.raised()
                  ? "It is respected for "
                      + record.policy().policy().respectExternal().toMinutes()
                      + " min: no scale-in below it."
                  : "It is accepted; scale-out stays free."),
          null,
          null);
    }
  }

  /** Opened by the hold that a guard causes, closed when its cause is gone. */
  private void guards(ScalingHistory next) {
    Observation observation = record.observation();
    ServiceStatus service = observation.service();
    Guards guards = record.policy().policy().guards();
    ScalingHistory.Brake brake = next.brake();
    incident(
        Event.CRASH_LOOP,
        Severity.CRITICAL,
        brake != null && brake.engaged(),
        "crash loop: starting tasks fail",
        brake == null
            ? List.of()
            : List.of(
                "Starting tasks fail again and again, so no more than "
                    + brake.cap()
                    + " are asked for, and one that tries.",
                "Look at the reasons of the stopped tasks; a new deployment releases the brake."),
        "tasks start again");
    Incident failing = incidents.get(Event.REVISION_FAILS.wireName());
    incident(
        Event.REVISION_FAILS,
        Severity.CRITICAL,
        failing == null
            ? NewRevision.fails(guards.crashLoop(), observation, record.history())
            : sameDeployment(failing, service)
                && NewRevision.unproven(observation, record.history()),
        "the new revision fails: its tasks do not start",
        List.of(
            "Every task of the deployment under way failed as it started; older tasks run on.",
            "Look at the reasons of the stopped tasks, then mend the revision or roll back."),
        "the new revision runs, or its deployment is over");
    capacity(service);
    boolean vetoed =
        guards.vetoScaleOut().stream()
                .anyMatch(name -> observation.alarms().get(name) == AlarmState.ALARM)
            || guards.vetoScaleIn().stream()
                .anyMatch(name -> observation.alarms().get(name) != AlarmState.OK);
    incident(
        Event.VETOED,
        Severity.WARNING,
        holds(HoldReason.VETOED) || (open(Event.VETOED) && vetoed),
        "an alarm forbids scaling",
        because(),
        "no alarm forbids scaling any more");
    int max = RangeInForce.of(record.policy().policy(), next, now).range().max();
    incident(
        Event.AT_MAX,
        Severity.WARNING,
        holds(HoldReason.AT_MAX) || (open(Event.AT_MAX) && service.desired() >= max),
        "at the maximum of " + max + " tasks",
        because(),
        "below the maximum again");
    incident(
        Event.OTHER_SCALER,
        Severity.WARNING,
        service.otherScaler() != null,
        "observed only: " + service.otherScaler() + " scales this service too",
        List.of(
            "Two scalers would work against each other, so this one only watches.",
            "Suspend or remove the other one to let this one act."),
        "no other scaler is active");
  }

  /** ECS saying so is news, whether or not more tasks are wanted. */
  private void capacity(ServiceStatus service) {
    Optional<Trouble> said =
        holds(HoldReason.OFF) || holds(HoldReason.NOT_ELIGIBLE)
            ? Optional.empty()
            : CapacityGuard.said(service.running(), service.desired(), record.history(), now);
    List<String> lines = new ArrayList<>();
    lines.add("Tasks that were asked for do not come, so no more are asked for.");
    said.ifPresentOrElse(
        trouble -> {
          lines.add("Cause: " + trouble.cause() + ".");
          lines.add("What to do: " + trouble.nextStep() + ".");
        },
        () ->
            lines.add(
                "Look at the service's events: capacity of AWS, quotas, addresses of the"
                    + " subnets."));
    incident(
        Event.CAPACITY,
        Severity.WARNING,
        said.isPresent()
            || holds(HoldReason.CAPACITY)
            || (open(Event.CAPACITY) && service.running() < service.desired()),
        "no capacity: " + service.running() + " of " + service.desired() + " tasks run",
        lines,
        "all tasks run");
  }

  private static boolean sameDeployment(Incident failing, ServiceStatus service) {
    Instant began = service.deploymentStartedAt();
    return began == null || !began.isAfter(failing.since());
  }

  private boolean holds(HoldReason reason) {
    return record.decision().outcome() instanceof Decision.Hold hold && hold.reason() == reason;
  }

  private List<String> because() {
    return record.decision().outcome() instanceof Decision.Hold hold
        ? List.of(hold.because())
        : List.of();
  }

  private boolean open(Event event) {
    return incidents.containsKey(event.wireName());
  }

  /** A single refusal is throttling, and the next tick tries again: only lasting ones are told. */
  private void refused(@Nullable String reason) {
    Incident first = incidents.get(REFUSING);
    if (reason == null) {
      incidents.remove(REFUSING);
    } else if (first == null) {
      incidents.put(REFUSING, new Incident(record.id(), now));
    }
    incident(
        Event.REFUSED,
        Severity.CRITICAL,
        reason != null && first != null && !now.isBefore(first.since().plus(REFUSED_AFTER)),
        "AWS refuses to change the desired count",
        reason == null ? List.of() : List.of(reason),
        "changes are accepted again");
  }

  private void incident(
      Event event,
      Severity severity,
      boolean now,
      String subject,
      List<String> detail,
      String recovered) {
    Incident open = incidents.get(event.wireName());
    if (now && open == null) {
      String id = record.id() + "-" + event.wireName();
      incidents.put(event.wireName(), new Incident(id, this.now));
      add(event, severity, subject, detail, id, record);
    } else if (!now && open != null) {
      incidents.remove(event.wireName());
      add(
          Event.RECOVERED,
          Severity.INFO,
          "recovered: " + recovered,
          List.of(
              recovered,
              event.wireName()
                  + " lasted "
                  + Duration.between(open.since(), this.now).toMinutes()
                  + " min."),
          open.id(),
          null);
    }
  }

  private void add(
      Event event,
      Severity severity,
      String subject,
      List<String> lines,
      @Nullable String incident,
      @Nullable DecisionRecord detail) {
    // One decision may close several incidents.
    String of = event == Event.RECOVERED ? "-" + incident : "";
    notices.add(
        new Notice(
            record.service() + "-" + record.id() + "-" + event.wireName() + of,
            now,
            event,
            severity,
            record.service(),
            "[" + record.service() + "] " + subject,
            lines.size() > MOST_LINES ? lines.subList(0, MOST_LINES) : lines,
            incident,
            detail == null ? null : new NoticeDetail.Decided(detail)));
  }
}
