package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.EcsScalableTarget;
import io.fargateautoscaler.aws.OtherScalers;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.BoardSource;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.operations.board.KnownServices;
import io.fargateautoscaler.operations.board.OwnCostEstimate;
import io.fargateautoscaler.operations.board.Problems;
import io.fargateautoscaler.operations.board.ServiceCosts;
import io.fargateautoscaler.operations.board.ServiceFacts;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceViews;
import io.fargateautoscaler.operations.explain.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/** The board of a deployed stack. It only reads. */
public final class AccountBoard implements BoardSource {
  /** Services that are read at once. */
  private static final int AT_ONCE = 8;

  /** Decisions for a line of a table, and for the course of an hour. */
  private static final int FEW_RECORDS = 10;

  private static final int MANY_RECORDS = 120;
  private static final Duration KEPT = Duration.ofDays(30);

  /** What local clouds call their account. */
  private static final String LOCAL_ACCOUNT = "000000000000";

  private final Session session;
  private final InstantSource clock;
  private final Stack stack;
  private final BoardTable table;
  private final DynamoAuditTrail trail;
  private final EcsScalableTarget services;
  private final BoardTasks tasks;
  private final DeadLetters deadLetters;
  private final ServiceCosts costs;

  /**
   * @throws Trouble if the stack cannot be found
   */
  public AccountBoard(Session session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
    this.stack = session.stack();
    this.table = new BoardTable(session, stack.output("TableName"), clock);
    this.trail = new DynamoAuditTrail(session, stack.output("TableName"));
    EcsClient ecs = session.clients().ecs();
    this.services = new EcsScalableTarget(ecs, OtherScalers.NONE);
    this.tasks = new BoardTasks(session, ecs);
    this.deadLetters = new DeadLetters(session, session.clients().sqs());
    this.costs = AccountCosts.of(session, clock);
  }

  /** All services with everything that is known of them. */
  @Override
  public Board read() {
    StackState state = table.stack();
    return read(state, state.services(), true);
  }

  /** All services without their tasks and failures: a few calls however many tasks there are. */
  public Board summary() {
    StackState state = table.stack();
    return read(state, state.services(), false);
  }

  /**
   * One service with everything that is known of it.
   *
   * @throws Refusal if it has no policy
   */
  public Board read(ServiceRef service) {
    StackState state = table.stack();
    KnownServices.require(service, state.services());
    return read(state, Set.of(service), true);
  }

  /**
   * Says whether the stack knows a service.
   *
   * @throws Refusal if it does not
   */
  public void require(ServiceRef service) {
    KnownServices.require(service, table.stack().services());
  }

  private Board read(StackState state, Set<ServiceRef> asked, boolean whole) {
    Instant now = clock.instant();
    Map<ServiceRef, StateStore.Stored> stored = table.load(asked);
    Map<ServiceRef, ScalableTarget.Reading> readings =
        stored.isEmpty() ? Map.of() : services.describe(stored.keySet());
    complain(readings);
    ServiceViews views = new ServiceViews(state.mode(), now);
    List<Callable<ServiceView>> reads = new ArrayList<>();
    stored.forEach((service, each) ->
        reads.add(() -> views.of(facts(service, each, readings.get(service), whole, now))));
    return new Board(now, health(state, stored, now), all(reads));
  }

  /** If no service can be read at all, that is what the user must hear. */
  private static void complain(Map<ServiceRef, ScalableTarget.Reading> readings) {
    if (!readings.isEmpty()
        && readings.values().stream().allMatch(ScalableTarget.Unreadable.class::isInstance)
        && readings.values().iterator().next() instanceof ScalableTarget.Unreadable unreadable) {
      throw new Trouble("ecs:DescribeServices failed: " + unreadable.reason());
    }
  }

  private ServiceFacts facts(
      ServiceRef service,
      StateStore.Stored stored,
      ScalableTarget.@Nullable Reading reading,
      boolean whole,
      Instant now) {
    ServiceStatus status = reading instanceof ScalableTarget.Read read ? read.status() : null;
    String trouble =
        reading instanceof ScalableTarget.Unreadable unreadable
            ? "cannot be read: " + unreadable.reason()
            : "";
    List<Recorded> records =
        trail
            .decisions(
                service,
                now.minus(KEPT),
                now.plus(Duration.ofDays(1)),
                whole ? MANY_RECORDS : FEW_RECORDS)
            .stream()
            .map(Recorded::read)
            .flatMap(Optional::stream)
            .toList();
    CostView cost = status == null ? null : costs.of(service, status.running());
    if (!whole) {
      return new ServiceFacts(
          service, stored, status, trouble, records, List.of(), List.of(), cost);
    }
    List<Task> found = tasks.read(service);
    List<BoardTable.Stop> stops = table.stops(service, now.minus(ServiceViews.COURSE));
    return new ServiceFacts(
        service,
        stored,
        status,
        trouble,
        records,
        BoardTasks.views(found, stops, now),
        BoardTasks.failures(found, stops),
        cost);
  }

  private Health health(StackState state, Map<ServiceRef, StateStore.Stored> stored, Instant now) {
    Instant tick = table.lastTick().orElse(null);
    BoardTable.Waiting waiting = table.waiting();
    int dead = deadLetters.count(stack);
    Instant frozen = state.frozenUntil();
    String account = session.caller().account();
    return new Health(
        stack.name(),
        account.equals(LOCAL_ACCOUNT) ? "local cloud" : account + ", " + session.region(),
        state.mode(),
        tick,
        frozen != null && frozen.isAfter(now) ? frozen : null,
        waiting.count(),
        dead,
        OwnCostEstimate.usdPerMonth(
            stored.values().stream().map(each -> each.policy().policy()).toList()),
        new Problems(now)
            .ticks(state.mode(), tick, state.services().size())
            .frozen(frozen)
            .notices(waiting.count(), waiting.oldest())
            .deadLetters(dead)
            .services(stored)
            .all());
  }

  private static List<ServiceView> all(List<Callable<ServiceView>> reads) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<ServiceView> views = new ArrayList<>();
      for (Future<ServiceView> each : threads.invokeAll(reads)) {
        views.add(each.get());
      }
      return views;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException said) {
        throw said;
      }
      throw new Trouble("the services cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("stopped while the services were read", e);
    }
  }
}
