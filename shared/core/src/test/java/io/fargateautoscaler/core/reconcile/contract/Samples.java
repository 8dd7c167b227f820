package io.fargateautoscaler.core.reconcile.contract;

import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values of every kind that the ports carry. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  /** A policy as its canonical document says it, CPU 60 % and 2 to 40 tasks. */
  public static PolicyDocument document(ServiceRef service, long version) {
    ServicePolicy policy =
        new ServicePolicy(
            service,
            new CapacityRange(2, 40),
            Mode.ACTIVE,
            List.of(
                new TargetTrackingPolicy(
                    "cpu",
                    new TargetMetric.Utilization(TargetMetric.Resource.CPU),
                    new BigDecimal("60"),
                    TargetTrackingPolicy.DEFAULT_TOLERANCE,
                    TargetTrackingPolicy.DEFAULT_WARM_UP,
                    Direction.BOTH)),
            List.of(),
            ScaleOut.DEFAULT,
            ScaleIn.DEFAULT,
            Guards.DEFAULT,
            ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
    return new PolicyDocument(
        version,
        policy,
        """
        {"schema":1,"service":"%s","capacity":{"min":2,"max":40},"mode":"active",\
        "policies":{"cpu":{"type":"target-tracking","metric":"cpu","target":60}}}\
        """
            .formatted(service));
  }

  /** A state in which everything is there. */
  public static ServiceState state(long version, int lastApplied) {
    ScalingHistory history =
        ScalingHistory.NONE
            .but()
            .actions(List.of(new ScalingHistory.Action(NOW.minusSeconds(90), 4, lastApplied)))
            .lastApplied(lastApplied)
            .appliedAt(NOW.minusSeconds(90))
            .queues(
                Map.of(
                    "orders",
                    new ScalingHistory.QueueMemory(
                        List.of(new ScalingHistory.QueueRead(NOW.minusSeconds(10), 5, 1, 0, 4)),
                        List.of(new ScalingHistory.Vote(NOW.minusSeconds(10), 3)),
                        null,
                        0,
                        new ScalingHistory.Learned(
                            new BigDecimal("1.5"),
                            List.of(new BigDecimal("1.4"), new BigDecimal("1.6")),
                            NOW.minusSeconds(120)))))
            .samplesPerTask(Map.of("cpu", 3))
            .lastSteps(Map.of("errors", new ScalingHistory.Step(NOW.minusSeconds(90), 4)))
            .brake(new ScalingHistory.Brake(NOW.minusSeconds(400), 4, NOW.minusSeconds(100)))
            .grewAt(NOW.minusSeconds(40))
            .shortSince(NOW.minusSeconds(90))
            .running(4)
            .blind(new ScalingHistory.Span(NOW.minusSeconds(900), NOW.minusSeconds(600)))
            .external(new ScalingHistory.External(NOW.minusSeconds(300), 4, 6))
            .deployment(new ScalingHistory.Span(NOW.minusSeconds(200), null))
            .paused(new ScalingHistory.Pause(NOW.minusSeconds(800), NOW.minusSeconds(700), "ann"))
            .watchedSince(NOW.minusSeconds(86_400))
            .build();
    return new ServiceState(
        version,
        history,
        new ServiceState.Intent(NOW, lastApplied, lastApplied + 1, "cpu", "load 900 %"),
        "hold WINDOW 6",
        Map.of("blind", new ServiceState.Incident("blind-1", NOW.minusSeconds(60))));
  }

  /** A scale-out from 10 to 15. */
  public static DecisionRecord decision(ServiceRef service, String id) {
    return new DecisionRecord(
        id,
        service,
        new Trigger(Trigger.Kind.TICK, "tick-1"),
        document(service, 7),
        Mode.ACTIVE,
        new Observation(
            NOW,
            ServiceStatus.steady(10, 10, 0),
            Map.of(
                "cpu",
                new Load.PerTask(
                    List.of(new Load.Point(NOW.minusSeconds(60), 90, 10)), Duration.ofMinutes(1))),
            Map.of()),
        ScalingHistory.NONE,
        new Decision(
            new Decision.Scale(10, 15, "cpu", "CPU 90 % of 60 %"),
            Map.of(
                "cpu",
                new Recommendation.Count(15, 15, Recommendation.Wait.NONE, "load 900 % / 60 %")),
            List.of(new Adjustment("combine", 10, 15, "cpu")),
            null),
        new DecisionRecord.Applied(NOW.plusSeconds(1), 15));
  }

  /** Notices whose id begins with {@code both} are published on both topics. */
  public static NoticeFormat bothTopics(NoticeFormat main) {
    return new NoticeFormat() {
      @Override
      public Outbox.Message format(Notice notice) {
        return main.format(notice);
      }

      @Override
      public List<Outbox.Message> messages(Notice notice) {
        Outbox.Message message = main.format(notice);
        return notice.id().startsWith("both")
            ? List.of(message, forChat(message))
            : List.of(message);
      }
    };
  }

  /** The same for the chat topic. */
  public static Outbox.Message forChat(Outbox.Message main) {
    return new Outbox.Message(
        main.id() + Outbox.Message.CHAT,
        main.event(),
        main.severity(),
        main.cluster(),
        main.service(),
        main.subject(),
        "",
        "{\"version\":\"1.0\"}",
        0);
  }

  /** A notice without a decision. */
  public static Notice notice(String id, ServiceRef service, Instant at) {
    return new Notice(
        id,
        at,
        Notice.Event.BLIND,
        Notice.Severity.WARNING,
        service,
        "[" + service + "] blind: queue not found",
        List.of("The queue orders does not exist.", "The count stays at 4."),
        "blind-1",
        null);
  }

  /** A plain format. */
  public static Outbox.Message message(Notice notice) {
    ServiceRef service = notice.service();
    return new Outbox.Message(
        notice.id(),
        notice.event().wireName(),
        notice.severity().name().toLowerCase(Locale.ROOT),
        service == null ? "" : service.cluster(),
        service == null ? "" : service.service(),
        notice.subject(),
        String.join("\n", notice.lines()),
        "{}",
        0);
  }
}
