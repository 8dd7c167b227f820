package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.RangeInForce;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.operations.board.ServiceView.CountPoint;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.explain.Explanation;
import io.fargateautoscaler.operations.explain.Recorded;
import io.fargateautoscaler.operations.explain.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pure: from what was read to what people see. */
public final class ServiceViews {
  /** How far back loads and counts go. */
  public static final Duration COURSE = Duration.ofHours(1);

  private static final int MOST_DECISIONS = 20;
  private static final ServiceStatus NOT_THERE = ServiceStatus.steady(0, 0, 0);

  private final Mode stackMode;
  private final Instant now;

  public ServiceViews(Mode stackMode, Instant now) {
    this.stackMode = stackMode;
    this.now = now;
  }

  public ServiceView of(ServiceFacts facts) {
    ServicePolicy policy = facts.stored().policy().policy();
    Mode mode = policy.mode().strictest(stackMode);
    ServiceStatus status = facts.status() == null ? NOT_THERE : facts.status();
    RangeInForce range =
        RangeInForce.of(
            policy, ScalingHistory.NONE.but().hold(facts.stored().orders().hold()).build(), now);
    Recorded newest = facts.records().isEmpty() ? null : facts.records().getFirst();
    Decision.Scale would = newest == null ? null : newest.would();
    LoadViews loads = new LoadViews(facts.records(), now.minus(COURSE));
    return new ServiceView(
        facts.service(),
        mode,
        facts.stored().policy().version(),
        range.range().min(),
        range.range().max(),
        range.from(),
        status.desired(),
        status.running(),
        status.pending(),
        sentence(facts, status, newest, mode),
        newest == null ? null : newest.hold(),
        would == null || would.to() == status.desired() ? null : would.to(),
        otherScaler(newest),
        status.deploying(),
        orders(facts),
        policy.policies().stream().map(loads::of).toList(),
        facts.tasks(),
        course(facts),
        decisions(facts),
        facts.failures(),
        facts.cost());
  }

  private static @Nullable String otherScaler(@Nullable Recorded newest) {
    if (newest == null) {
      return null;
    }
    var other = newest.part("/observation/service/otherScaler");
    return other.isTextual() ? other.asText() : null;
  }

  /** The present decision; rows are written on news only, so it is the newest one with its age. */
  private String sentence(
      ServiceFacts facts, ServiceStatus status, @Nullable Recorded newest, Mode mode) {
    if (facts.status() == null) {
      return facts.trouble();
    }
    if (status.lifecycle() == ServiceStatus.Lifecycle.MISSING) {
      return "ECS has no such service";
    }
    if (mode == Mode.OFF) {
      return "OFF: nothing is decided";
    }
    if (newest == null) {
      return "not looked at yet";
    }
    Decision.Scale scale = newest.scale();
    Decision.Scale would = newest.would();
    String said;
    if (scale != null) {
      said = scale.words() + ", " + scale.cause() + ": " + scale.because();
    } else if (would != null) {
      said = newest.hold() + ": would be " + would.words() + ", " + would.cause();
    } else {
      said = newest.hold() + ": " + newest.why();
    }
    return said
        + " ("
        + Times.since(newest.at(), now)
        + " ago)"
        + since(newest, status)
        + starting(status);
  }

  private String since(Recorded newest, ServiceStatus status) {
    // The service was read before a record that is newer than the look itself.
    return status.desired() == newest.count() || newest.at().isAfter(now)
        ? ""
        : "; the desired count is " + status.desired() + " by now";
  }

  private static String starting(ServiceStatus status) {
    int missing = status.desired() - status.running();
    return missing > 0 ? "; " + missing + " still to start" : "";
  }

  private List<String> orders(ServiceFacts facts) {
    List<String> orders = new ArrayList<>();
    Pause pause = facts.stored().orders().pause();
    if (pause != null && pause.covers(now)) {
      orders.add("paused " + until(pause.until(), pause.by()));
    }
    RangeHold hold = facts.stored().orders().hold();
    if (hold != null && now.isBefore(hold.until())) {
      orders.add(
          "held"
              + (hold.min() == null ? "" : " at " + hold.min() + " tasks or more")
              + (hold.min() == null || hold.max() == null ? "" : " and")
              + (hold.max() == null ? "" : " at " + hold.max() + " tasks or fewer")
              + " "
              + until(hold.until(), hold.by()));
    }
    return orders;
  }

  private String until(Instant until, @Nullable String by) {
    return "until "
        + Times.at(until, now)
        + " UTC, "
        + Times.length(Duration.between(now, until))
        + " more"
        + (by == null ? "" : ", by " + by);
  }

  private List<CountPoint> course(ServiceFacts facts) {
    List<CountPoint> course = new ArrayList<>();
    Instant start = now.minus(COURSE);
    for (Recorded record : facts.records()) {
      int running = record.part("/observation/service/running").asInt();
      boolean older = record.at().isBefore(start);
      // What was before the hour began still stood then.
      course.addFirst(new CountPoint(older ? start : record.at(), record.count(), running));
      if (older) {
        break;
      }
    }
    ServiceStatus status = facts.status();
    if (status != null) {
      course.add(new CountPoint(now, status.desired(), status.running()));
    }
    // A record may have been written while the board was read.
    course.sort(Comparator.comparing(CountPoint::at));
    return course;
  }

  private static List<DecisionView> decisions(ServiceFacts facts) {
    List<DecisionView> decisions = new ArrayList<>();
    boolean changed = false;
    for (Recorded record : facts.records().stream().limit(MOST_DECISIONS).toList()) {
      Decision.Scale scale = record.scale();
      changed |= scale != null;
      decisions.add(
          new DecisionView(
              record.at(),
              scale == null ? null : scale.from(),
              scale == null ? null : scale.to(),
              Explanation.sentence(record)));
    }
    ServiceState state = facts.stored().state();
    if (!changed && state != null && !state.history().actions().isEmpty()) {
      // The last change is remembered for longer than that many decisions.
      Action last = state.history().actions().getLast();
      decisions.add(
          new DecisionView(last.at(), last.from(), last.to(), "the last change of the count"));
    }
    return decisions;
  }
}
