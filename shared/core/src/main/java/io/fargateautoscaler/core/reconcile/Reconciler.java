package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ServiceState.Intent;
import io.fargateautoscaler.core.reconcile.Trigger.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings services to their count: observe, decide, act once, remember, tell.
 *
 * <p>Any number of runs may work on the same service at the same time: the conditional write of the
 * intent decides which of them acts. Whatever fails leaves the desired count as it is.
 */
public final class Reconciler {
  /** An open intent that is younger than this belongs to a run that is still alive. */
  static final Duration INTENT_ALIVE = Duration.ofSeconds(10);

  private static final Duration METRIC_LAG = Duration.ofMinutes(5);
  private static final int OUTBOX_BATCH = 50;

  private final ScalableTarget target;
  private final LoadSource loads;
  private final StateStore store;
  private final Outbox outbox;
  private final Notifier notifier;
  private final Pulses pulses;
  private final DecisionListener listener;
  private final InstantSource clock;
  private final Settings settings;

  /**
   * @param pulseEvery time between two looks at a queue; zero: only at ticks
   */
  public record Settings(Duration pulseEvery) {}

  /** What one run did, in numbers of services; {@code told} and {@code untold} are notices. */
  public record Report(int services, int scaled, int held, int failed, int told, int untold) {}

  public Reconciler(
      ScalableTarget target,
      LoadSource loads,
      StateStore store,
      Outbox outbox,
      Notifier notifier,
      Pulses pulses,
      DecisionListener listener,
      InstantSource clock,
      Settings settings) {
    this.target = target;
    this.loads = loads;
    this.store = store;
    this.outbox = outbox;
    this.notifier = notifier;
    this.pulses = pulses;
    this.listener = listener;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Reconciles every service that has a policy, and sends the pulses until the next tick.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report tick(Trigger trigger) {
    StackState stack = store.stack();
    Map<ServiceRef, Trigger> all = new TreeMap<>();
    stack.services().forEach(service -> all.put(service, trigger));
    Pass pass = new Pass(stack.mode());
    pass.run(all);
    pulse(pass.wantPulses);
    store.ticked(clock.instant());
    return pass.report();
  }

  /**
   * Reconciles the services that events named; one without a policy causes no call.
   *
   * @throws StateStore.Unavailable if the store cannot be read; nothing was changed
   */
  public Report reconcile(Map<ServiceRef, Trigger> hints) {
    Pass pass = new Pass(store.stack().mode());
    pass.run(hints);
    return pass.report();
  }

  private void pulse(List<ServiceRef> services) {
    Duration every = settings.pulseEvery();
    if (services.isEmpty() || every.isZero()) {
      return;
    }
    for (Duration delay = every;
        delay.compareTo(Duration.ofSeconds(60)) < 0;
        delay = delay.plus(every)) {
      pulses.send(services, delay);
    }
  }

  /** One run over some services. */
  private final class Pass {
    private final Mode mode;
    private final List<ServiceRef> wantPulses = new ArrayList<>();
    private int services;
    private int scaled;
    private int held;
    private int failed;

    Pass(Mode mode) {
      this.mode = mode;
    }

    void run(Map<ServiceRef, Trigger> hints) {
      if (hints.isEmpty()) {
        return;
      }
      Map<ServiceRef, StateStore.Stored> stored = store.load(hints.keySet());
      services = stored.size();
      List<Turn> turns = observe(stored, hints);
      List<Turn> decided = new ArrayList<>();
      for (Turn turn : turns) {
        guarded(
            turn.service,
            () -> {
              turn.decide();
              decided.add(turn);
            });
      }
      // More tasks cannot wait for fewer.
      decided.sort(Comparator.comparing((Turn turn) -> -turn.change()));
      for (Turn turn : decided) {
        guarded(turn.service, turn::finish);
      }
    }

    private List<Turn> observe(
        Map<ServiceRef, StateStore.Stored> stored, Map<ServiceRef, Trigger> hints) {
      Map<ServiceRef, ScalableTarget.Reading> readings =
          stored.isEmpty() ? Map.of() : target.describe(stored.keySet());
      List<LoadSource.Request> requests = new ArrayList<>();
      List<Turn> turns = new ArrayList<>();
      stored.forEach((service, known) -> {
        switch (readings.get(service)) {
          case ScalableTarget.Read read -> {
            Turn turn =
                new Turn(
                    service,
                    known,
                    read.status(),
                    hints.getOrDefault(service, new Trigger(Kind.MANUAL, "")));
            turns.add(turn);
            requests.addAll(turn.requests());
          }
          case ScalableTarget.Unreadable unreadable -> fail(service, unreadable.reason());
          case null -> fail(service, "ECS gave no answer for it");
        }
      });
      Instant now = clock.instant();
      Map<LoadSource.Request, Load> read =
          requests.isEmpty() ? Map.of() : loads.read(requests, now);
      turns.forEach(turn -> turn.observed(now, read));
      return turns;
    }

    private void fail(ServiceRef service, String reason) {
      failed++;
      listener.failed(service, reason);
    }

    /** One service's trouble must not reach another. */
    private void guarded(ServiceRef service, Runnable step) {
      try {
        step.run();
      } catch (RuntimeException trouble) {
        fail(service, trouble.getClass().getSimpleName() + ": " + trouble.getMessage());
      }
    }

    Report report() {
      int told = 0;
      int untold = 0;
      for (Outbox.Message message : outbox.waiting(OUTBOX_BATCH)) {
        if (!outbox.claim(message)) {
          continue;
        }
        switch (notifier.publish(message)) {
          case Notifier.Published _ -> {
            outbox.told(message);
            told++;
          }
          case Notifier.Failed trouble -> {
            outbox.failed(message, trouble.reason());
            untold++;
          }
        }
      }
      return new Report(services, scaled, held, failed, told, untold);
    }

    /** One service in this run. */
    private final class Turn {
      private final ServiceRef service;
      private final PolicyDocument document;
      private final ServicePolicy policy;
      private final boolean firstSight;
      private final ServiceStatus status;
      private final Trigger trigger;
      private final Map<String, Load> loads = new HashMap<>();
      private ServiceState state;
      private boolean acting;
      private Instant now = Instant.EPOCH;
      private @Nullable DecisionRecord record;

      Turn(ServiceRef service, StateStore.Stored stored, ServiceStatus status, Trigger trigger) {
        this.service = service;
        this.document = stored.policy();
        this.policy = stored.policy().policy();
        this.firstSight = stored.state() == null;
        this.state = stored.state() == null ? ServiceState.NONE : stored.state();
        this.status = status;
        this.trigger = trigger;
        this.acting = policy.mode().strictest(mode) == Mode.ACTIVE;
      }

      List<LoadSource.Request> requests() {
        if (policy.mode().strictest(mode) == Mode.OFF
            || status.lifecycle() != ServiceStatus.Lifecycle.ACTIVE) {
          return List.of();
        }
        return policy.policies().stream().map(this::request).toList();
      }

      private LoadSource.Request request(ScalingPolicy each) {
        return new LoadSource.Request(
            service, each, status, policy.scaleIn().stabilization().plus(METRIC_LAG));
      }

      void observed(Instant at, Map<LoadSource.Request, Load> read) {
        now = at;
        for (ScalingPolicy each : policy.policies()) {
          Load load = read.get(request(each));
          loads.put(each.name(), load == null ? new Load.Missing("not read") : load);
        }
        if (firstSight) {
          state = new ServiceState(0, Memory.begin(now), null, null, Map.of());
        }
      }

      void decide() {
        finishOpenIntent();
        ScalingHistory history = acting ? state.history() : state.history().withoutOutsideChange();
        Observation observation = new Observation(now, status, loads);
        Decision decision = Decider.decide(policy, mode, observation, history);
        record = recordOf(observation, history, decision, null);
        if (policy.policies().stream().anyMatch(Reconciler::wantsPulses)) {
          wantPulses.add(service);
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
                state.version() + 1, history, null, state.verdict(), state.incidents());
        List<Notice> notices = List.of();
        DecisionRecord audit = null;
        if (applied) {
          Decision.Scale scale =
              new Decision.Scale(
                  intent.from(), intent.to(), "intent", "an earlier run could not confirm it");
          audit =
              recordOf(
                  new Observation(now, status, loads),
                  state.history(),
                  new Decision(scale, Map.of(), List.of(), null),
                  new DecisionRecord.Applied(intent.at(), intent.to()));
          Notices told = new Notices(audit, state.incidents());
          told.scaled(scale, true);
          notices = told.list();
        }
        if (store.record(service, state.version(), next, audit, notices)) {
          state = next;
        }
      }

      void finish() {
        DecisionRecord decided = record;
        if (decided == null) {
          return;
        }
        if (locked()) {
          held++;
          return;
        }
        if (decided.decision().outcome() instanceof Decision.Scale scale) {
          act(decided, scale);
        } else {
          hold(decided);
        }
      }

      private void hold(DecisionRecord decided) {
        held++;
        Decision decision = decided.decision();
        ScalingHistory next = after(decided);
        String verdict = verdict(decision);
        boolean news = !verdict.equals(state.verdict());
        Notices notices = new Notices(decided, state.incidents());
        if (firstSight) {
          notices.watching();
        }
        if (news && decision.would() != null) {
          notices.scaled(decision.would(), false);
        }
        notices.conditions(next, acting);
        if (news || !next.equals(state.history()) || !notices.list().isEmpty()) {
          ServiceState written =
              new ServiceState(state.version() + 1, next, null, verdict, notices.incidents());
          boolean first =
              store.record(
                  service, state.version(), written, news ? decided : null, notices.list());
          if (!first) {
            return;
          }
        }
        listener.decided(decided, news);
      }

      private void act(DecisionRecord decided, Decision.Scale scale) {
        ScalingHistory remembered = after(decided);
        long version = state.version();
        ServiceState intended =
            new ServiceState(
                version + 1,
                remembered,
                new Intent(now, scale.from(), scale.to()),
                state.verdict(),
                state.incidents());
        if (!store.save(service, version, intended)) {
          held++;
          return;
        }
        switch (target.setDesiredCount(service, scale.to())) {
          case ScalableTarget.Applied applied -> {
            scaled++;
            confirm(decided, scale, remembered, intended, applied.desired());
          }
          case ScalableTarget.Refused refused -> {
            store.save(
                service,
                version + 1,
                new ServiceState(
                    version + 2, remembered, null, state.verdict(), state.incidents()));
            fail(service, refused.reason());
          }
          // The intent stays open: the next run reads what became of it.
          case ScalableTarget.Unknown unknown -> fail(service, unknown.reason());
        }
      }

      private void confirm(
          DecisionRecord decided,
          Decision.Scale scale,
          ScalingHistory remembered,
          ServiceState intended,
          int desired) {
        DecisionRecord audit =
            recordOf(
                decided.observation(),
                decided.history(),
                decided.decision(),
                new DecisionRecord.Applied(clock.instant(), desired));
        Notices notices = new Notices(audit, state.incidents());
        if (firstSight) {
          notices.watching();
        }
        notices.scaled(scale, true);
        notices.conditions(remembered, acting);
        ServiceState next =
            new ServiceState(
                intended.version() + 1,
                Memory.applied(remembered, now, scale.from(), desired),
                null,
                verdict(decided.decision()),
                notices.incidents());
        store.record(service, intended.version(), next, audit, notices.list());
        listener.decided(audit, true);
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
            mode,
            observation,
            history,
            decision,
            applied);
      }
    }
  }

  private static boolean wantsPulses(ScalingPolicy policy) {
    return policy instanceof QueuePolicy;
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
