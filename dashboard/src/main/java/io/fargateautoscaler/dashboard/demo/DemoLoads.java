package io.fargateautoscaler.dashboard.demo;

import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.operations.board.ServiceView.LoadPoint;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the policies of a service read, by what its decisions recorded. */
final class DemoLoads {
  private DemoLoads() {}

  static List<LoadView> views(ServicePolicy policy, List<DecisionRecord> decisions) {
    List<LoadView> views = new ArrayList<>();
    for (ScalingPolicy each : policy.policies()) {
      Map<Instant, Double> points = new TreeMap<>();
      for (DecisionRecord record : decisions) {
        add(points, each, record);
      }
      DecisionRecord last = decisions.isEmpty() ? null : decisions.getLast();
      views.add(
          new LoadView(
              each.name(),
              each.name() + (last == null ? ": not read yet" : text(each, last)),
              last == null ? null : needs(last, each.name()),
              points.entrySet().stream()
                  .map(point -> new LoadPoint(point.getKey(), point.getValue()))
                  .toList()));
    }
    return views;
  }

  private static @Nullable Integer needs(DecisionRecord record, String name) {
    return record.decision().recommended().get(name) instanceof Recommendation.Count count
        ? count.need()
        : null;
  }

  private static void add(
      Map<Instant, Double> points, ScalingPolicy policy, DecisionRecord record) {
    Load load = record.observation().loads().get(policy.name());
    if (policy instanceof TargetTrackingPolicy tracking && load instanceof Load.PerTask perTask) {
      double target = tracking.target().doubleValue();
      for (Load.Point each : perTask.points()) {
        // A sample count is of as many samples a minute as the tasks report; one here.
        points.put(each.at(), each.average() * each.count() / target);
      }
    } else if (policy instanceof TargetTrackingPolicy tracking
        && load instanceof Load.Total total) {
      for (Load.Sum each : total.points()) {
        points.put(each.at(), each.sum() / tracking.target().doubleValue());
      }
    } else {
      Integer needs = needs(record, policy.name());
      if (needs != null) {
        points.put(record.at(), (double) needs);
      }
    }
  }

  private static String text(ScalingPolicy policy, DecisionRecord record) {
    Load load = record.observation().loads().get(policy.name());
    int tasks = Math.max(1, record.observation().service().running());
    return switch (load) {
      case Load.PerTask(var points, _) when policy instanceof TargetTrackingPolicy tracking ->
          points.stream()
              .max(Comparator.comparing(Load.Point::at))
              .map(point -> of(point.average(), tracking))
              .orElse(": no data");
      case Load.Total(var points, _, _) when policy instanceof TargetTrackingPolicy tracking ->
          points.stream()
              .max(Comparator.comparing(Load.Sum::at))
              .map(point -> of(point.sum() / tasks, tracking))
              .orElse(": no data");
      case Load.QueueDepth depth ->
          String.format(
              Locale.ROOT, ": %,d messages wait, %,d in flight", depth.visible(), depth.inFlight());
      case Load.Missing(var reason) -> ": " + reason;
      case null, default -> ": no data";
    };
  }

  private static String of(double value, TargetTrackingPolicy tracking) {
    String unit = tracking.metric().unit();
    return String.format(
        Locale.ROOT, " %.0f%s of %s%s", value, unit, tracking.target().toPlainString(), unit);
  }
}
