package io.fargateautoscaler.dashboard.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CountPoint;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.board.ServiceView.LoadPoint;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The last hour of a service as the chart reads it. */
final class ChartData {
  private static final Duration LENGTH = Duration.ofHours(1);

  /** A load that is older than this is not known any more: the area has a gap. */
  private static final Duration KNOWN = Duration.ofMinutes(3);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Counts and need from one instant on; null: not known. */
  private record Step(
      long second, @Nullable Double need, @Nullable Integer desired, @Nullable Integer running) {
    boolean like(Step other) {
      return Objects.equals(need, other.need)
          && Objects.equals(desired, other.desired)
          && Objects.equals(running, other.running);
    }
  }

  private ChartData() {}

  /** JSON: the lists {@code t}, {@code need}, {@code desired}, {@code running}; {@code marks}. */
  static String json(ServiceView service, Instant now) {
    List<Step> steps = steps(service, now);
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode times = json.putArray("t");
    ArrayNode need = json.putArray("need");
    ArrayNode desired = json.putArray("desired");
    ArrayNode running = json.putArray("running");
    for (Step step : steps) {
      times.add(step.second());
      need.add(rounded(step.need()));
      desired.add(step.desired());
      running.add(step.running());
    }
    ArrayNode marks = json.putArray("marks");
    Instant from = now.minus(LENGTH);
    for (DecisionView each : service.decisions()) {
      if (each.from() != null && each.to() != null && each.at().isAfter(from)) {
        marks.addArray().add(each.at().getEpochSecond()).add(each.from()).add(each.to());
      }
    }
    return json.toString();
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : Math.rint(value * 100) / 100;
  }

  /** One for each instant at which something changes, and one for now. */
  private static List<Step> steps(ServiceView service, Instant now) {
    TreeSet<Instant> instants = new TreeSet<>();
    NavigableMap<Instant, CountPoint> counts = new TreeMap<>();
    for (CountPoint each : service.course()) {
      counts.put(each.at(), each);
      instants.add(each.at());
    }
    List<NavigableMap<Instant, Double>> loads = new ArrayList<>();
    for (LoadView load : service.loads()) {
      NavigableMap<Instant, Double> points = new TreeMap<>();
      for (LoadPoint each : load.points()) {
        points.put(each.at(), each.tasks());
        instants.add(each.at());
        instants.add(each.at().plus(KNOWN));
      }
      if (load.needs() != null && !points.isEmpty()) {
        // The newest decision still went by the last one.
        points.put(now.minus(KNOWN).plusMillis(1), points.lastEntry().getValue());
      }
      loads.add(points);
    }
    List<Step> steps = new ArrayList<>();
    for (Instant at : instants.tailSet(now.minus(LENGTH)).headSet(now)) {
      Step step = step(at, counts, loads);
      if (steps.isEmpty() || !step.like(steps.getLast())) {
        steps.add(step);
      }
    }
    steps.add(
        new Step(
            now.getEpochSecond(),
            step(now, counts, loads).need(),
            service.desired(),
            service.running()));
    return steps;
  }

  private static Step step(
      Instant at,
      NavigableMap<Instant, CountPoint> counts,
      List<NavigableMap<Instant, Double>> loads) {
    Double need = null;
    for (NavigableMap<Instant, Double> points : loads) {
      var point = points.floorEntry(at);
      if (point != null && at.isBefore(point.getKey().plus(KNOWN))) {
        need = need == null ? point.getValue() : Math.max(need, point.getValue());
      }
    }
    var count = counts.floorEntry(at);
    return new Step(
        at.getEpochSecond(),
        need,
        count == null ? null : count.getValue().desired(),
        count == null ? null : count.getValue().running());
  }
}
