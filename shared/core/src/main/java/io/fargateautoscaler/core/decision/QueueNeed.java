package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.QueuePolicy.MessagesPerTask;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many tasks the messages of a queue need. */
sealed interface QueueNeed permits DrainNeed, PerTaskNeed {

  /** By the policy's goal; while the time of a message is unknown, ten messages a task. */
  static QueueNeed of(QueuePolicy policy, @Nullable Learned learned) {
    return switch (policy.goal()) {
      case MessagesPerTask goal ->
          new PerTaskNeed(goal.messages(), goal.tolerance(), goal.concurrency(), false);
      case DrainWithin goal when learned != null ->
          new DrainNeed(
              MessageTime.within(goal, learned.secondsPerMessage()),
              goal.concurrency(),
              goal.limit(),
              true);
      case DrainWithin goal ->
          goal.secondsPerMessage() == null
              ? new PerTaskNeed(MessagesPerTask.ASSUMED, BigDecimal.ZERO, goal.concurrency(), true)
              : new DrainNeed(goal.secondsPerMessage(), goal.concurrency(), goal.limit(), false);
    };
  }

  /** n: the tasks that are needed now, at least 0. */
  int need(QueueReads reads);

  /** What is remembered for scale-in: the need, or less where the arrivals tell better. */
  int vote(QueueReads reads, Load.@Nullable Flow flow);

  /** Whether messages wait long enough to be a reason for more tasks. */
  boolean outAllowed(QueueReads reads, int running, int current);

  /**
   * Tasks that what arrives needs, where messages wait too long in the hands of consumers; else 0.
   */
  int needOfHeld(QueueReads reads, Load.@Nullable Flow flow, int running);

  /** Whether the present count is as good as the needed one. */
  boolean withinTolerance(QueueReads reads, int current);

  /** Tasks that messages in flight keep busy; 0 if unknown. */
  int inFlightFloor(QueueReads reads, Load.@Nullable Flow flow);

  /** The window whose largest vote counts, at least {@code least}. */
  Duration window(Duration least);

  /** The rule in words, in brackets. */
  String explained(QueueReads reads);
}
