package io.fargateautoscaler.functions.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run of the shipped reconciler whose table goes away at its end. */
class ScalingTest {
  private final List<String> log = new ArrayList<>();
  private final InMemoryStore store = Sample.store("shop/checkout", "shop/orders");
  private boolean away = true;

  /** Both services have no task, and may not have fewer than one. */
  private static final class NoTasks implements ScalableTarget {
    @Override
    public Map<ServiceRef, Reading> describe(Collection<ServiceRef> services) {
      Map<ServiceRef, Reading> readings = new HashMap<>();
      services.forEach(it -> readings.put(it, new Read(ServiceStatus.steady(0, 0, 0))));
      return readings;
    }

    @Override
    public Outcome setDesiredCount(ServiceRef service, int count) {
      return service.service().equals("orders") ? new Refused("no") : new Applied(count);
    }
  }

  private Scaling scaling() {
    LoadSource nothing =
        new LoadSource() {
          @Override
          public Map<Request, Load> read(Collection<Request> requests, Instant now) {
            return Map.of();
          }
        };
    InMemoryStore outbox = new InMemoryStore(new NoticeJson());
    Tally tally = new Tally(new DecisionLog(log::add));
    Reconciler reconciler =
        new Reconciler(
            new Ports(
                new NoTasks(),
                nothing,
                _ -> Map.of(),
                store,
                new FailingOutbox(outbox),
                outbox,
                _ -> new Notifier.Failed("not asked for"),
                (_, _) -> {},
                TaskCosts.NONE,
                tally),
            () -> Sample.NOW,
            new Reconciler.Settings(Duration.ZERO));
    return Scaling.by(reconciler, tally);
  }

  private final class FailingOutbox implements Outbox {
    private final Outbox outbox;

    FailingOutbox(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    public void add(Notice notice) {
      outbox.add(notice);
    }

    @Override
    public List<Message> waiting(int limit) {
      if (away) {
        throw new StateStore.Unavailable("table is away", null);
      }
      return outbox.waiting(limit);
    }

    @Override
    public Limit limit(boolean chat) {
      return outbox.limit(chat);
    }

    @Override
    public boolean limit(
        boolean chat, long expectedVersion, NoticeLimit next, List<Notice> notices) {
      return outbox.limit(chat, expectedVersion, next, notices);
    }

    @Override
    public boolean withhold(Message message, long expectedVersion, NoticeLimit next) {
      return outbox.withhold(message, expectedVersion, next);
    }

    @Override
    public boolean claim(Message message) {
      return outbox.claim(message);
    }

    @Override
    public boolean told(Message message) {
      return outbox.told(message);
    }

    @Override
    public void failed(Message message, String reason) {
      outbox.failed(message, reason);
    }
  }

  @Test
  void f36WhatWasDoneBeforeIsReported() {
    Scaling scaling = scaling();
    Trigger tick = new Trigger(Trigger.Kind.TICK, "t");
    Scaling.Stopped stopped =
        catchThrowableOfType(
            Scaling.Stopped.class, () -> scaling.tick(tick, Map.of(), Instant.MAX));
    assertThat(stopped.trouble()).isInstanceOf(StateStore.Unavailable.class);
    assertThat(stopped.before()).isEqualTo(new Reconciler.Report(2, 1, 0, 1, 0, 0, 0));

    away = false;
    assertThat(scaling.tick(tick, Map.of(), Instant.MAX)).as("each run counts anew").isNotNull();
    away = true;
    assertThat(
            catchThrowableOfType(
                    Scaling.Stopped.class, () -> scaling.tick(tick, Map.of(), Instant.MAX))
                .before())
        .extracting(Reconciler.Report::services)
        .isEqualTo(2);
  }
}
