package io.fargateautoscaler.operations.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The board as JSON for scripts: keys in a fixed order, no nulls, instants in UTC. */
public final class BoardJson {
  private BoardJson() {}

  /**
   * The whole board on one line.
   *
   * @param whole with {@code tasks} and {@code failures}; else they were not read
   */
  public static String text(Board board, boolean whole) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", board.at().toString());
    Health health = board.health();
    json.put("stack", health.stack()).put("place", health.place()).put("mode", word(health.mode()));
    put(json, "lastTick", health.lastTick());
    put(json, "frozenUntil", health.frozenUntil());
    json.put("waitingNotices", health.waitingNotices());
    if (health.deadLetters() >= 0) {
      json.put("deadLetters", health.deadLetters());
    }
    if (health.usdPerMonth() != null) {
      json.put("usdPerMonth", health.usdPerMonth());
    }
    ArrayNode problems = json.putArray("problems");
    health.problems().forEach(problems::add);
    ArrayNode services = json.putArray("services");
    board.services().forEach(view -> service(services.addObject(), view, whole));
    return json.toString();
  }

  private static void service(ObjectNode json, ServiceView view, boolean whole) {
    json.put("service", view.service().toString());
    json.put("mode", word(view.mode()));
    json.put("policyVersion", view.policyVersion());
    json.putObject("range")
        .put("min", view.min())
        .put("max", view.max())
        .put("from", view.rangeFrom());
    json.put("desired", view.desired()).put("running", view.running());
    json.put("pending", view.pending()).put("now", view.now());
    if (view.hold() != null) {
      json.put("hold", view.hold());
    }
    put(json, "would", view.would());
    if (view.otherScaler() != null) {
      json.put("otherScaler", view.otherScaler());
    }
    json.put("deploying", view.deploying());
    ArrayNode orders = json.putArray("orders");
    view.orders().forEach(orders::add);
    ArrayNode loads = json.putArray("loads");
    view.loads().forEach(load -> load(loads.addObject(), load));
    course(json.putArray("course"), view);
    ArrayNode decisions = json.putArray("decisions");
    view.decisions().forEach(decision -> decision(decisions.addObject(), decision));
    if (whole) {
      tasks(json.putArray("tasks"), view);
      failures(json.putArray("failures"), view);
    }
    CostView cost = view.cost();
    if (cost != null) {
      json.putObject("cost")
          .put("usdPerTaskHour", cost.perTaskHour())
          .put("usdPerHour", cost.perHour())
          .put("usdPerMonth", cost.perMonth())
          .put("source", cost.source());
    }
  }

  private static void load(ObjectNode json, LoadView load) {
    json.put("policy", load.policy()).put("text", load.text());
    put(json, "needs", load.needs());
    ArrayNode points = json.putArray("points");
    load.points()
        .forEach(point ->
            points.addObject().put("at", point.at().toString()).put("tasks", point.tasks()));
  }

  private static void course(ArrayNode json, ServiceView view) {
    view.course()
        .forEach(point ->
            json.addObject()
                .put("at", point.at().toString())
                .put("desired", point.desired())
                .put("running", point.running()));
  }

  private static void decision(ObjectNode json, DecisionView decision) {
    json.put("at", decision.at().toString());
    put(json, "from", decision.from());
    put(json, "to", decision.to());
    json.put("text", decision.text());
  }

  private static void tasks(ArrayNode json, ServiceView view) {
    view.tasks()
        .forEach(task ->
            json.addObject()
                .put("id", task.id())
                .put("state", task.state())
                .put("since", task.since().toString())
                .put("revision", task.revision()));
  }

  private static void failures(ArrayNode json, ServiceView view) {
    view.failures()
        .forEach(failure ->
            json.addObject()
                .put("class", failure.stopClass())
                .put("count", failure.count())
                .put("newest", failure.newest().toString())
                .put("text", failure.text()));
  }

  private static void put(ObjectNode json, String key, @Nullable Integer value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private static void put(ObjectNode json, String key, @Nullable Instant value) {
    if (value != null) {
      json.put(key, value.toString());
    }
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
