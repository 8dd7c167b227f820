package io.fargateautoscaler.core.reconcile;

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
  private final NoticeTexts texts;
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
    this.texts = new NoticeTexts(record);
  }

  /** One more, made elsewhere. */
  void also(@Nullable Notice notice) {
    if (notice != null) {
      notices.add(notice);
    }
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
    add(
        Event.WATCHING,
        Severity.INFO,
        "watching: " + tasks,
        texts.watching(range, slowStarts.values()),
        null,
        null);
  }

  void scaled(Decision.Scale scale, boolean really) {
    String subject =
        (really ? "" : "would scale ")
            + scale.from()
            + " -> "
            + scale.to()
            + " tasks: "
            + scale.because();
    String slow = scale.to() > scale.from() ? slowStarts.get(scale.cause()) : null;
    Event event = really ? Event.SCALED : Event.WOULD_SCALE;
    add(event, Severity.INFO, subject, texts.scaled(scale, really, slow), null, record);
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
        texts.blind(blind == null ? now : blind.from()),
        "data is there again");
    boolean parked =
        record.decision().outcome() instanceof Decision.Hold hold
            && hold.reason() == HoldReason.PARKED;
    incident(
        Event.PARKED,
        Severity.WARNING,
        parked,
        "parked at 0 tasks",
        texts.parked(),
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
        texts.deployingLong(hold),
        "the deployment has ended");
    ScalingHistory.External external = next.external();
    if (acting && external != null && external.at().equals(now) && !parked) {
      add(
          Event.EXTERNAL_CHANGE,
          Severity.INFO,
          "somebody changed the desired count " + external.from() + " -> " + external.count(),
          texts.external(external),
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
        texts.crashLoop(brake == null ? 0 : brake.cap()),
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
        texts.revisionFails(),
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
        texts.vetoed(),
        "no alarm forbids scaling any more");
    int max = RangeInForce.of(record.policy().policy(), next, now).range().max();
    incident(
        Event.AT_MAX,
        Severity.WARNING,
        holds(HoldReason.AT_MAX) || (open(Event.AT_MAX) && service.desired() >= max),
        "at the maximum of " + max + " tasks",
        texts.atMax(max),
        "below the maximum again");
    incident(
        Event.OTHER_SCALER,
        Severity.WARNING,
        service.otherScaler() != null,
        "observed only: " + service.otherScaler() + " scales this service too",
        texts.otherScaler(),
        "no other scaler is active");
  }

  /** ECS saying so is news, whether or not more tasks are wanted. */
  private void capacity(ServiceStatus service) {
    Optional<Trouble> said =
        holds(HoldReason.OFF) || holds(HoldReason.NOT_ELIGIBLE)
            ? Optional.empty()
            : CapacityGuard.said(service.running(), service.desired(), record.history(), now);
    incident(
        Event.CAPACITY,
        Severity.WARNING,
        said.isPresent()
            || holds(HoldReason.CAPACITY)
            || (open(Event.CAPACITY) && service.running() < service.desired()),
        "no capacity: " + service.running() + " of " + service.desired() + " tasks run",
        texts.capacity(said),
        "all tasks run");
  }

  private static boolean sameDeployment(Incident failing, ServiceStatus service) {
    Instant began = service.deploymentStartedAt();
    return began == null || !began.isAfter(failing.since());
  }

  private boolean holds(HoldReason reason) {
    return record.decision().outcome() instanceof Decision.Hold hold && hold.reason() == reason;
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
        texts.refused(reason == null ? "" : reason, first == null ? now : first.since()),
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
      String id = record.service() + "-" + record.id() + "-" + event.wireName();
      incidents.put(event.wireName(), new Incident(id, this.now));
      add(event, severity, subject, detail, id, record);
    } else if (!now && open != null) {
      incidents.remove(event.wireName());
      add(
          Event.RECOVERED,
          Severity.INFO,
          "recovered: " + recovered,
          texts.recovered(event, recovered, open.since()),
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
