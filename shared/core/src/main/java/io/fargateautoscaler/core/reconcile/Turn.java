package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.cost.UsdPerHour;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.reconcile.ServiceState.Intent;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One service in one run: decided, then acted on, remembered and told. Not shared. */
final class Turn {
  /** An open intent that is younger than this belongs to a run that is still alive. */
  static final Duration INTENT_ALIVE = Duration.ofSeconds(10);

  private static final Duration METRIC_LAG = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration UNSETTLED = Duration.ofMinutes(3);

  private final Ports ports;
  private final InstantSource clock;
  private final StackState stack;
  private final ServiceRef service;
  private final PolicyDocument document;
  private final ServicePolicy policy;
  private final StateStore.Stored stored;
  private final boolean firstSight;
  private final ServiceStatus status;
  private final Trigger trigger;
  private final boolean acting;
  private final Map<String, Load> loads = new HashMap<>();
  private final Map<String, AlarmState> alarms = new TreeMap<>();
  private ServiceState state;
  private Instant now = Instant.EPOCH;
  private @Nullable DecisionRecord record;
  private @Nullable Shadow shadow;
  private @Nullable Instant calmSince;

  /** What came of it. */
  enum Result {
    SCALED,
    HELD,
    FAILED
  }

  Turn(
      Ports ports,
      InstantSource clock,
      StackState stack,
      ServiceRef service,
      StateStore.Stored stored,
      ServiceStatus status,
      Trigger trigger) {
    this.ports = ports;
    this.clock = clock;
    this.stack = stack;
    this.service = service;
    this.document = stored.policy();
    this.policy = stored.policy().policy();
    this.stored = stored;
    this.firstSight = stored.state() == null;
    this.state = stored.state() == null ? ServiceState.NONE : stored.state();
    this.status = status;
    this.trigger = trigger;
    // Where another scaler works, every change may be its own: none of them is news.
    this.acting = mode() == Mode.ACTIVE && status.otherScaler() == null;
  }

  ServiceRef service() {
    return service;
  }

  private Mode mode() {
    return policy.mode().strictest(stack.mode());
  }

  private boolean looks() {
    return mode() != Mode.OFF && status.lifecycle() == ServiceStatus.Lifecycle.ACTIVE;
  }

  Set<String> alarmNames() {
    return looks() ? policy.alarmNames() : Set.of();
  }

  List<LoadSource.Request> requests(Map<String, Alarm> read) {
    return looks()
        ? policy.policies().stream().map(each -> request(each, read)).toList()
        : List.of();
  }

  private LoadSource.Request request(ScalingPolicy each, Map<String, Alarm> read) {
    return new LoadSource.Request(
        service,
        each,
        status,
        policy.scaleIn().stabilization().plus(METRIC_LAG),
        each instanceof StepPolicy step ? read.getOrDefault(step.alarm(), Alarm.MISSING) : null);
  }

  void observed(Instant at, Map<LoadSource.Request, Load> read, Map<String, Alarm> alarmsRead) {
    now = at;
    for (ScalingPolicy each : policy.policies()) {
      Load load = read.get(request(each, alarmsRead));
      loads.put(each.name(), load == null ? new Load.Missing("not read") : load);
    }
    policy.guards().vetoScaleOut().forEach(name -> alarms.put(name, state(alarmsRead, name)));
    policy.guards().vetoScaleIn().forEach(name -> alarms.put(name, state(alarmsRead, name)));
    if (policy.wakeAlarm() != null) {
      alarms.put(policy.wakeAlarm(), state(alarmsRead, policy.wakeAlarm()));
    }
    if (state.history().equals(ScalingHistory.NONE)) {
      // Never seen, or what was remembered is lost: the past is unknown from here on.
      state =
          new ServiceState(
              state.version(), Memory.begin(now), state.intent(), null, state.incidents());
    }
  }

  private static AlarmState state(Map<String, Alarm> read, String name) {
    return read.getOrDefault(name, Alarm.MISSING).state();
  }

  /** Whether none of its loads could be read, which is no trouble of the service alone. */
  boolean sawNothing() {
    return looks() && loads.values().stream().allMatch(Load.Missing.class::isInstance);
  }

  /**
   * How often it should be looked at between ticks: queues as often as possible; loads with points
   * of less than a minute at their period, while the service is unsettled or well used.
   */
  Optional<Duration> pulseEvery(Duration queues) {
    if (!looks() || SleepyTier.asleep(calmSince, now)) {
      return Optional.empty();
    }
    if (policy.policies().stream().anyMatch(QueuePolicy.class::isInstance)) {
      return Optional.of(queues);
    }
    return loads.values().stream()
        .map(Turn::period)
        .filter(period -> period.compareTo(MINUTE) < 0)
        .min(Comparator.naturalOrder())
        .filter(_ -> unsettled() || wellUsed())
        .map(period -> period.compareTo(queues) < 0 ? queues : period);
  }

  private static Duration period(Load load) {
    return switch (load) {
      case Load.PerTask points -> points.period();
      case Load.Total points -> points.period();
      case Load.Alarmed alarm -> alarm.period();
      case Load.QueueDepth _, Load.Missing _ -> MINUTE;
    };
  }

  private boolean unsettled() {
    List<ScalingHistory.Action> actions = state.history().actions();
    return status.running() != status.desired()
        || (!actions.isEmpty() && actions.getLast().at().isAfter(now.minus(UNSETTLED)));
  }

  /** Above 80 % of the target. */
  private boolean wellUsed() {
    return record != null
        && record.decision().recommended().values().stream()
            .anyMatch(each ->
                each instanceof Recommendation.Count count
                    && count.need() * 5L > status.desired() * 4L);
  }

  void decide() {
    finishOpenIntent();
    ScalingHistory history = Memory.before(state.history(), stack, stored, acting, now);
    Observation observation = new Observation(now, status, loads, alarms);
    record =
        recordOf(
            observation, history, Decider.decide(policy, stack.mode(), observation, history), null);
    shadow = compared(record);
    calmSince = SleepyTier.calmSince(record, state);
  }

  /** Only a comparison: its trouble keeps back no decision, and it begins anew. */
  private @Nullable Shadow compared(DecisionRecord decided) {
    try {
      return Shadowing.after(state.shadow(), decided, acting, stack, stored);
    } catch (RuntimeException trouble) {
      ports.listener().failed(service, "comparison: " + trouble);
      return null;
    }
  }

  int change() {
    return record != null && record.decision().outcome() instanceof Decision.Scale scale
        ? scale.to() - scale.from()
        : 0;
  }

  private boolean locked() {
    Intent intent = state.intent();
    return intent != null && now.isBefore(intent.at().plus(INTENT_ALIVE));
  }

  /** A run ended between the intent and its confirmation: find out what became of it. */
  private void finishOpenIntent() {
    Intent intent = state.intent();
    if (intent == null || locked()) {
      return;
    }
    boolean applied = status.desired() == intent.to();
    ScalingHistory history =
        applied
            ? Memory.applied(state.history(), intent.at(), intent.from(), intent.to())
            : state.history();
    ServiceState next =
        new ServiceState(
            state.version() + 1, history, null, state.verdict(), state.incidents(), state.shadow());
    List<Notice> notices = List.of();
    DecisionRecord audit = null;
    if (applied) {
      Decision.Scale scale =
          new Decision.Scale(
              intent.from(),
              intent.to(),
              intent.cause(),
              intent.because() + "; the run that did it could not confirm it");
      UsdPerHour cost = cost(scale);
      audit =
          recordOf(
              new Observation(now, status, loads, alarms),
              state.history(),
              new Decision(scale, Map.of(), List.of(), null),
              new DecisionRecord.Applied(intent.at(), intent.to(), cost));
      Notices told = new Notices(audit, state.incidents(), stored.startUp());
      told.scaled(scale, true, cost);
      notices = told.list();
    }
    if (ports.store().record(service, state.version(), next, audit, notices)) {
      state = next;
    }
  }

  /** Acts on the decision, or remembers why not. */
  Result finish() {
    DecisionRecord decided = record;
    if (decided == null) {
      return Result.FAILED;
    }
    if (locked()) {
      ports.listener().decided(lockedOut(decided), false);
      return Result.HELD;
    }
    return decided.decision().outcome() instanceof Decision.Scale scale
        ? act(decided, scale)
        : hold(decided);
  }

  /** Another run is acting on the service: what this one found is not written anywhere. */
  private static DecisionRecord lockedOut(DecisionRecord decided) {
    Decision decision = decided.decision();
    Decision.Hold hold =
        new Decision.Hold(
            HoldReason.LOCKED,
            decided.observation().service().desired(),
            "another run is acting on the service");
    return decided.with(
        new Decision(hold, decision.recommended(), decision.trace(), decision.would()));
  }

  private Result hold(DecisionRecord decided) {
    Decision decision = decided.decision();
    ScalingHistory next = after(decided);
    String verdict = verdict(decision);
    boolean news = !verdict.equals(state.verdict());
    Notices notices = new Notices(decided, state.incidents(), stored.startUp());
    if (firstSight) {
      notices.watching();
    }
    if (news && decision.would() != null) {
      notices.scaled(decision.would(), false, cost(decision.would()));
    }
    notices.conditions(next, acting, null);
    notices.also(ComparedNotice.of(service, shadow, ports.costs(), now));
    boolean counted = shadow == null ? state.shadow() != null : shadow.newsAfter(state.shadow());
    if (news
        || counted
        || !next.equals(state.history())
        || !notices.list().isEmpty()
        || !Objects.equals(calmSince, state.calmSince())) {
      ServiceState written =
          new ServiceState(
              state.version() + 1, next, null, verdict, notices.incidents(), shadow, calmSince);
      boolean first =
          ports
              .store()
              .record(service, state.version(), written, news ? decided : null, notices.list());
      if (!first) {
        return Result.HELD;
      }
    }
    ports.listener().decided(decided, news);
    return Result.HELD;
  }

  private Result act(DecisionRecord decided, Decision.Scale scale) {
    ScalingHistory remembered = after(decided);
    long version = state.version();
    ServiceState intended =
        new ServiceState(
            version + 1,
            remembered,
            new Intent(clock.instant(), scale.from(), scale.to(), scale.cause(), scale.because()),
            state.verdict(),
            state.incidents(),
            state.shadow());
    if (!ports.store().save(service, version, intended)) {
      return Result.HELD;
    }
    return switch (ports.target().setDesiredCount(service, scale.to())) {
      case ScalableTarget.Applied applied -> {
        confirm(decided, scale, remembered, intended, applied.desired());
        yield Result.SCALED;
      }
      case ScalableTarget.Refused refused -> {
        refused(decided, remembered, intended, refused.reason());
        yield Result.FAILED;
      }
      case ScalableTarget.Unknown unknown -> {
        // The intent stays open: the next run reads what became of it.
        ports.listener().failed(service, unknown.reason());
        yield Result.FAILED;
      }
    };
  }

  private void refused(
      DecisionRecord decided, ScalingHistory remembered, ServiceState intended, String reason) {
    Notices notices = new Notices(decided, state.incidents(), stored.startUp());
    if (firstSight) {
      notices.watching();
    }
    notices.conditions(remembered, acting, reason);
    ServiceState next =
        new ServiceState(
            intended.version() + 1, remembered, null, state.verdict(), notices.incidents(), shadow);
    ports.store().record(service, intended.version(), next, null, notices.list());
    ports.listener().failed(service, reason);
  }

  private void confirm(
      DecisionRecord decided,
      Decision.Scale scale,
      ScalingHistory remembered,
      ServiceState intended,
      int desired) {
    // In a large fleet this is long after the observation; a gate counts from here.
    Instant at = clock.instant();
    UsdPerHour cost = cost(new Decision.Scale(scale.from(), desired, "", ""));
    DecisionRecord audit =
        recordOf(
            decided.observation(),
            decided.history(),
            decided.decision(),
            new DecisionRecord.Applied(at, desired, cost));
    Notices notices = new Notices(audit, state.incidents(), stored.startUp());
    if (firstSight) {
      notices.watching();
    }
    notices.scaled(scale, true, cost);
    notices.conditions(remembered, acting, null);
    ServiceState next =
        new ServiceState(
            intended.version() + 1,
            Memory.applied(remembered, at, scale.from(), desired),
            null,
            verdict(decided.decision()),
            notices.incidents(),
            shadow);
    ports.store().record(service, intended.version(), next, audit, notices.list());
    ports.listener().decided(audit, true);
  }

  /** Asked only once the change is made, or where none will be: it delays nothing. */
  private @Nullable UsdPerHour cost(Decision.Scale change) {
    OptionalDouble each = ports.costs().usdPerTaskHour(service);
    return each.isPresent()
        ? UsdPerHour.of(each.getAsDouble(), change.from(), change.to(), ports.costs().prices())
        : null;
  }

  private ScalingHistory after(DecisionRecord decided) {
    return Memory.after(
        policy, decided.observation(), decided.history(), decided.decision(), acting);
  }

  private DecisionRecord recordOf(
      Observation observation,
      ScalingHistory history,
      Decision decision,
      DecisionRecord.@Nullable Applied applied) {
    return new DecisionRecord(
        now.toEpochMilli() + "-" + state.version(),
        service,
        trigger,
        document,
        stack.mode(),
        observation,
        history,
        decision,
        applied);
  }

  /** Decision in short: a different one is news. */
  private static String verdict(Decision decision) {
    String would = decision.would() == null ? "" : " would " + decision.would().to();
    return switch (decision.outcome()) {
      case Decision.Scale scale -> "scale " + scale.to();
      case Decision.Hold hold -> hold.reason() + " " + hold.count() + would;
    };
  }
}
