package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches the shipped reconciler in a run, by what it knows itself of counts and of the load. A
 * safety rule that is broken ends the run; what noise may break is counted with its worst case.
 */
public final class Invariants implements Journal {
  /** Every so manieth decision is made again with a larger load. */
  private static final int AGAIN = 20;

  private final Journal next;
  private final Counts counts = new Counts();
  private final Demanded demanded;
  private final Broken broken = new Broken();
  private @Nullable ServicePolicy policy;
  private int decisions;

  /**
   * @param next hears everything too
   */
  public Invariants(Journal next, FleetSpec.Work work, Offered offered) {
    this.next = next;
    demanded = new Demanded(work, offered, broken);
  }

  /** What was counted, by name. */
  public Map<String, Broken.Worst> broken() {
    return broken.worst();
  }

  /** How many decisions were looked at. */
  public int decisions() {
    return decisions;
  }

  @Override
  public void decided(int second, DecisionRecord record, boolean news) {
    ServicePolicy now = record.policy().policy();
    policy = now;
    int desired = counts.startAt(record.observation().service().desired());
    DecisionRecord.Applied applied = record.applied();
    if (applied != null) {
      check(second, now, desired, applied.count(), record);
      demanded.changed(second, now, desired, applied.count(), record.observation().loads());
      counts.changed(second, applied.count());
      counts.cycles(second, now, broken);
    }
    if (++decisions % AGAIN == 0) {
      monotone(second, record);
    }
    next.decided(second, record, news);
  }

  private void check(int second, ServicePolicy now, int from, int to, DecisionRecord record) {
    CapacityRange range = inForce(now, record.observation().now());
    boolean inRange = to == range.nearest(to);
    boolean towards = from > range.max() && to > range.max() && to < from;
    require(inRange || towards, "a count outside of the range", second, record);
    require(
        record.observation().service().lifecycle() == ServiceStatus.Lifecycle.ACTIVE
            && now.mode() == Mode.ACTIVE
            && record.stackMode() == Mode.ACTIVE,
        "a change of a service that is not to be changed",
        second,
        record);
    require(
        to != from && to != record.observation().service().desired(),
        "a change to the present count",
        second,
        record);
    if (to > from) {
      checkOut(second, now, range, to, record);
    } else {
      checkIn(second, now, range, from, to, record);
    }
  }

  /** The document's range, or that of the last schedule that has one and is in force. */
  private static CapacityRange inForce(ServicePolicy policy, Instant now) {
    CapacityRange document = policy.capacity();
    CapacityRange range = document;
    for (Schedule each : policy.schedules()) {
      Integer min = each.min();
      Integer max = each.max();
      if (each.covers(now) && (min != null || max != null)) {
        int most = max == null ? Math.max(document.max(), min == null ? 0 : min) : max.intValue();
        int least = Math.min(min == null ? document.min() : min, most);
        range = new CapacityRange(least, most);
      }
    }
    return range;
  }

  private void checkOut(
      int second, ServicePolicy now, CapacityRange range, int to, DecisionRecord record) {
    boolean queue =
        record.observation().loads().values().stream().anyMatch(Load.QueueDepth.class::isInstance);
    if (now.scaleOut().step() instanceof StepLimit.Limited limit && !queue) {
      int before = counts.at(second - (int) limit.per().toSeconds());
      long most = Math.max(before * (100L + limit.percent()) / 100, (long) before + limit.tasks());
      require(
          to <= Math.max(most, range.min()),
          "more than " + most + " tasks from " + before,
          second,
          record);
    }
  }

  private void checkIn(
      int second, ServicePolicy now, CapacityRange range, int from, int to, DecisionRecord record) {
    Collection<Load> loads = record.observation().loads().values();
    require(
        from > range.max()
            || loads.stream().allMatch(load -> Seen.usable(load, record.observation())),
        "fewer tasks without all data",
        second,
        record);
    require(
        !record.observation().service().deploying()
            && (record.history().brake() == null || !record.history().brake().engaged())
            && record.history().frozen() == null,
        "fewer tasks in trouble",
        second,
        record);
    boolean empty = to == range.min() && loads.stream().allMatch(Seen::emptyQueue);
    if (now.scaleIn().step() instanceof StepLimit.Limited limit && !empty) {
      long most = Math.max(limit.tasks(), (long) from * limit.percent() / 100);
      require(from - to <= most, "more than " + most + " tasks fewer", second, record);
    }
    require(
        empty || second - counts.lastChange() >= now.scaleIn().every().toSeconds(),
        "fewer tasks " + (second - counts.lastChange()) + " s after a change",
        second,
        record);
  }

  private static void require(boolean holds, String otherwise, int second, DecisionRecord record) {
    if (!holds) {
      throw new IllegalStateException("second " + second + ": " + otherwise + ": " + record);
    }
  }

  /** With all else equal a larger load never gives a smaller count. */
  private void monotone(int second, DecisionRecord record) {
    int count = record.decision().count();
    int more =
        Decider.decide(
                record.policy().policy(),
                record.stackMode(),
                Seen.more(record.observation()),
                record.history())
            .count();
    broken.saw("larger load, smaller count", count - more, 0, second);
  }

  @Override
  public void changed(int second, int from, int to) {
    next.changed(second, from, to);
  }

  @Override
  public void second(int second, int desired, int running, double lateSoFar) {
    if (policy != null) {
      demanded.second(second, policy, desired, counts.lastChange());
    }
    next.second(second, desired, running, lateSoFar);
  }
}
