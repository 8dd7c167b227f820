package io.fargateautoscaler.simulator.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.simulator.benchmark.Elasticity;
import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.report.Comparison;

/** A trial for programs: one object on one line, ASCII only. The same runs give the same bytes. */
public final class TrialJson {
  private static final double PARTS = 1e6;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private TrialJson() {}

  /** Of a trial and what came of it. Its decisions are changes only. */
  public static String of(Trial trial, Trial.Outcome outcome) {
    Comparison comparison = outcome.comparison();
    ObjectNode root =
        MAPPER
            .createObjectNode()
            .put("trace", trial.trace().name())
            .put("kind", trial.ours().kind().wireName())
            .put("peakTasks", trial.peakTasks())
            .put("seed", trial.seed());
    var notes = root.putArray("notes");
    comparison.notes().forEach(notes::add);
    var policies = root.putArray("policies");
    for (int i = 0; i < comparison.courses().size(); i++) {
      Comparison.Course course = comparison.courses().get(i);
      Measures measures = course.measures();
      ObjectNode policy =
          policies
              .addObject()
              .put("policy", course.policy())
              .put("setting", course.setting())
              .put("latePercent", number(measures.latePercent()))
              .put("taskHours", number(measures.taskHours()))
              .put("usd", number(measures.usd()))
              .put("reversalsPerHour", number(measures.reversalsPerHour()))
              .put("apiUsd", number(measures.apiUsd()))
              .put("changes", measures.changes());
      put(policy.putObject("elasticity"), outcome.elasticity().get(i));
      var decisions = policy.putArray("decisions");
      for (Comparison.Decision decision : course.decisions()) {
        if (decision.hold() == null) {
          decisions
              .addObject()
              .put("second", decision.second())
              .put("from", decision.from())
              .put("to", decision.to())
              .put("because", decision.why());
        }
      }
    }
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Percent of the tasks needed, and of the time. */
  private static void put(ObjectNode node, Elasticity elasticity) {
    Elasticity.Figures figures = elasticity.figures();
    node.put("thetaUnder", number(figures.thetaUnder()))
        .put("thetaOver", number(figures.thetaOver()))
        .put("timeUnder", number(figures.timeUnder()))
        .put("timeOver", number(figures.timeOver()))
        .put("instability", number(elasticity.instability()))
        .put("inertia", number(elasticity.inertia()));
  }

  private static double number(double value) {
    return Math.round(value * PARTS) / PARTS;
  }
}
