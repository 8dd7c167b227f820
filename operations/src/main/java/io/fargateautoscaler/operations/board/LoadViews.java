package io.fargateautoscaler.operations.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.operations.board.ServiceView.LoadPoint;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import io.fargateautoscaler.operations.explain.LoadText;
import io.fargateautoscaler.operations.explain.LoadText.Datapoint;
import io.fargateautoscaler.operations.explain.Recorded;
import io.fargateautoscaler.operations.explain.Recorded.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The loads of a service as its decision records have them. */
final class LoadViews {
  private final List<Recorded> records;
  private final Instant since;

  /**
   * @param records newest first
   * @param since the oldest point that is shown
   */
  LoadViews(List<Recorded> records, Instant since) {
    this.records = records;
    this.since = since;
  }

  LoadView of(ScalingPolicy policy) {
    Recorded newest = records.isEmpty() ? null : records.getFirst();
    Optional<Vote> vote = newest == null ? Optional.empty() : vote(newest, policy.name());
    return new LoadView(
        policy.name(),
        newest == null ? policy.name() + ": not read yet" : text(policy, newest),
        vote.map(Vote::need).orElse(null),
        points(policy));
  }

  private static Optional<Vote> vote(Recorded record, String policy) {
    return record.recommended().stream().filter(vote -> vote.policy().equals(policy)).findFirst();
  }

  private static String text(ScalingPolicy policy, Recorded record) {
    JsonNode load = record.load(policy.name());
    if (load.has("missing") || load.isMissingNode()) {
      return policy.name() + ": " + load.path("missing").asText("not kept");
    }
    return switch (policy) {
      case QueuePolicy _ -> policy.name() + ": " + queue(load);
      case StepPolicy step ->
          policy.name() + ": alarm " + step.alarm() + " is " + load.path("state").asText();
      case TargetTrackingPolicy tracking -> tracking(tracking, load, record);
    };
  }

  private static String queue(JsonNode load) {
    long flying = load.path("in-flight").asLong();
    return load.path("visible").asLong()
        + " messages wait"
        + (flying == 0 ? "" : ", " + flying + " in flight");
  }

  private static String tracking(TargetTrackingPolicy policy, JsonNode load, Recorded record) {
    List<Datapoint> points = LoadText.points(load);
    if (points.isEmpty()) {
      return policy.name() + ": no datapoint";
    }
    double value = points.getLast().value();
    String unit = policy.metric().unit();
    String target = " of " + LoadText.number(policy.target().doubleValue()) + unit;
    if (!policy.metric().total()) {
      return policy.name() + " " + LoadText.number(value) + unit + target;
    }
    int running = record.part("/observation/service/running").asInt();
    return running == 0
        ? policy.name() + " " + LoadText.number(value) + unit + " in all"
        : policy.name() + " " + LoadText.number(value / running) + unit + target;
  }

  /** What several records have is one point; that of the newest record counts. */
  private List<LoadPoint> points(ScalingPolicy policy) {
    Map<Instant, Double> tasks = new TreeMap<>();
    for (Recorded record : records.reversed()) {
      if (policy instanceof TargetTrackingPolicy tracking) {
        for (Datapoint point : LoadText.points(record.load(policy.name()))) {
          Double needed = needed(tracking, point, record);
          if (needed != null && Double.isFinite(needed)) {
            tasks.put(point.at(), needed);
          }
        }
      } else {
        vote(record, policy.name())
            .map(Vote::need)
            .ifPresent(need -> tasks.put(record.at(), need.doubleValue()));
      }
    }
    return tasks.entrySet().stream()
        .filter(point -> !point.getKey().isBefore(since))
        .map(point -> new LoadPoint(point.getKey(), point.getValue()))
        .toList();
  }

  private static @Nullable Double needed(
      TargetTrackingPolicy policy, Datapoint point, Recorded record) {
    double target = policy.target().doubleValue();
    if (policy.metric().total()) {
      return point.value() / target;
    }
    Double samples = point.count();
    int each = record.part("/history/samplesPerTask").path(policy.name()).asInt(1);
    return samples == null ? null : point.value() * samples / Math.max(1, each) / target;
  }
}
