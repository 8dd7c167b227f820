package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.cost.UsdPerHour;
import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.RangeInForce;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.record.DecisionRecord;
import org.jspecify.annotations.Nullable;

/** The one JSON form of decisions: keys in a fixed order, no nulls, instants in UTC. */
public final class DecisionJson {
  private DecisionJson() {}

  /** A decision with everything that it read; {@link DecideCase#read} reads it again. */
  public static String record(DecisionRecord record) {
    return Json.text(tree(record));
  }

  /** One line of {@code decide}: {@code id}, {@code count}, {@code decision} and its reasons. */
  public static String decision(String id, Decision decision) {
    ObjectNode json = Json.object();
    json.put("id", id);
    json.put("count", decision.count());
    json.set("decision", outcome(decision));
    json.set("recommended", recommended(decision));
    json.set("trace", trace(decision));
    return Json.text(json);
  }

  /** One line of {@code decide} for a line that cannot be read; {@code id} may be empty. */
  public static String error(String id, String error) {
    ObjectNode json = Json.object();
    json.put("id", id);
    json.put("error", error);
    return Json.text(json);
  }

  static ObjectNode tree(DecisionRecord record) {
    ServicePolicy policy = record.policy().policy();
    ObjectNode json = Json.object();
    json.put("schema", 1);
    json.put("id", record.id());
    Json.put(json, "at", record.at());
    json.put("service", record.service().toString());
    ObjectNode trigger = json.putObject("trigger");
    trigger.put("kind", ValueType.word(record.trigger().kind()));
    if (!record.trigger().ref().isEmpty()) {
      trigger.put("ref", record.trigger().ref());
    }
    ObjectNode document = json.putObject("policy");
    document.put("version", record.policy().version());
    document.set("range", range(record));
    document.set("document", PolicyJson.tree(policy));
    if (record.stackMode() != Mode.ACTIVE) {
      json.put("stackMode", ValueType.word(record.stackMode()));
    }
    json.set("observation", ObservationJson.tree(record.observation()));
    json.set("history", HistoryJson.tree(record.history()));
    json.set("recommended", recommended(record.decision()));
    json.set("trace", trace(record.decision()));
    json.set("decision", outcome(record.decision()));
    DecisionRecord.Applied applied = record.applied();
    if (applied != null) {
      ObjectNode done = json.putObject("applied");
      Json.put(done, "at", applied.at());
      done.put("count", applied.count());
      put(done, applied.usdPerHour());
    }
    json.put("why", why(record.decision()));
    return json;
  }

  static void put(ObjectNode json, @Nullable UsdPerHour cost) {
    if (cost != null) {
      ObjectNode usd = json.putObject("usdPerHour");
      usd.set("before", Json.number(cost.before()));
      usd.set("after", Json.number(cost.after()));
      if (!cost.prices().isEmpty()) {
        usd.put("prices", cost.prices());
      }
    }
  }

  /** The range that counted, which need not be the document's. */
  private static ObjectNode range(DecisionRecord record) {
    ScalingHistory history = record.history();
    RangeInForce inForce = RangeInForce.of(record.policy().policy(), history, record.at());
    ObjectNode json = Json.object();
    json.put("min", inForce.range().min()).put("max", inForce.range().max());
    json.put("from", inForce.from());
    if (inForce.from().equals("hold") && history.hold() != null) {
      Json.put(json, "by", history.hold().by());
    }
    return json;
  }

  private static String why(Decision decision) {
    return switch (decision.outcome()) {
      case Decision.Scale scale -> scale.because();
      case Decision.Hold hold -> hold.because();
    };
  }

  private static ObjectNode outcome(Decision decision) {
    ObjectNode json = Json.object();
    switch (decision.outcome()) {
      case Decision.Scale(var from, var to, var cause, _) -> {
        json.putObject("scale").put("from", from).put("to", to);
        json.put("count", to).put("because", cause);
      }
      case Decision.Hold(var reason, var count, _) ->
          json.put("hold", reason.name()).put("count", count);
    }
    Decision.Scale would = decision.would();
    if (would != null) {
      json.putObject("would")
          .put("from", would.from())
          .put("to", would.to())
          .put("because", would.cause());
    }
    return json;
  }

  private static ObjectNode recommended(Decision decision) {
    ObjectNode json = Json.object();
    decision.recommended().forEach((name, one) -> json.set(name, recommendation(one)));
    return json;
  }

  private static ObjectNode recommendation(Recommendation recommendation) {
    ObjectNode json = Json.object();
    switch (recommendation) {
      case Recommendation.Count(var count, var need, _, var because) -> {
        json.put("count", count);
        if (need != count) {
          json.put("need", need);
        }
        json.put("because", because);
      }
      case Recommendation.Abstain(var because) -> json.put("abstain", because);
      case Recommendation.Blind(var because) -> json.put("blind", because);
    }
    return json;
  }

  private static ArrayNode trace(Decision decision) {
    ArrayNode json = Json.array();
    for (Adjustment step : decision.trace()) {
      json.addObject()
          .put("stage", step.stage())
          .put("from", step.from())
          .put("to", step.to())
          .put("because", step.because());
    }
    return json;
  }
}
