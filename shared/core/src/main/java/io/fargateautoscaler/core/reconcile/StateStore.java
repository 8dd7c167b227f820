package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.tasks.StartUpSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Port: what outlives an invocation (DynamoDB). Every write is conditional on the version that was
 * read; that condition is the lock between invocations.
 */
public interface StateStore {
  /** Reads the stack's own state: mode, services with a policy. */
  StackState stack();

  /** Reads policy and state of these services in one go; services without a policy are left out. */
  Map<ServiceRef, Stored> load(Collection<ServiceRef> services);

  /**
   * Writes {@code next} if the stored version is {@code expectedVersion} (0: no row yet). {@code
   * next.version()} must be {@code expectedVersion + 1}.
   *
   * @return false if another run was first; then nothing was written
   */
  boolean save(ServiceRef service, long expectedVersion, ServiceState next);

  /**
   * Writes state, audit row and notices in one transaction, on the same condition; and a row of
   * what its shadow has finished counting, if it has.
   *
   * @param audit null if this decision owes no audit row
   * @return false if another run was first; then nothing was written
   */
  boolean record(
      ServiceRef service,
      long expectedVersion,
      ServiceState next,
      @Nullable DecisionRecord audit,
      List<Notice> notices);

  /**
   * Changes an operator's orders. {@code change} is asked again if another operator was first.
   *
   * @return what is in force now
   */
  Orders order(ServiceRef service, UnaryOperator<Orders> change);

  /** Keeps these orders in place of earlier ones. */
  default void order(ServiceRef service, Orders orders) {
    order(service, _ -> orders);
  }

  /** Lets no service scale in until {@code until}. */
  void freeze(Instant until);

  /**
   * The next tick begins with this service, or the one after it.
   *
   * @param first null: all were reached
   */
  void next(@Nullable ServiceRef first);

  /**
   * A policy document with what the store knows of the service.
   *
   * @param starts starts of its tasks of the last half hour, in any order
   * @param capacity the newest that ECS said of whether its tasks come; null: nothing
   * @param startUp how long tasks of its newest revision take to start; null when that is unknown,
   *     or no policy of the document has a use for it
   */
  record Stored(
      PolicyDocument policy,
      @Nullable ServiceState state,
      Orders orders,
      List<ScalingHistory.Start> starts,
      @Nullable Trouble capacity,
      @Nullable StartUpSummary startUp) {
    public Stored {
      starts = List.copyOf(starts);
    }

    /** The same with how long its tasks take to start. */
    public Stored with(StartUpSummary known) {
      return new Stored(policy, state, orders, starts, capacity, known);
    }
  }

  /**
   * The store could not be read or written.
   *
   * <p>Unchecked, since every caller's answer is the same: change nothing.
   */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }

  /** Tells the newest tick: {@code at} is kept so that {@code status} can say how old it is. */
  void ticked(Instant at);
}
