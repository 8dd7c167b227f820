package io.fargateautoscaler.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Policies for the people who use account commands, made of the actions that these use and of a
 * list that says on which resources each action is granted.
 */
final class OperatorPolicies {

  private static final Pattern READS =
      Pattern.compile("[a-z-]+:(BatchGet|Describe|Get|List|Query|Select).*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode known;

  /**
   * @param known statements with all actions that account commands may ever use
   */
  OperatorPolicies(JsonNode known) {
    this.known = known;
  }

  /** Those that change nothing. */
  static Set<String> reads(Collection<String> actions) {
    var reads = new TreeSet<>(actions);
    reads.removeIf(action -> !READS.matcher(action).matches());
    return reads;
  }

  /** The actions that no statement has: somebody has to say on which resources they are needed. */
  Set<String> unknown(Collection<String> actions) {
    var unknown = new TreeSet<>(actions);
    known.forEach(
        statement -> statement.path("Action").forEach(action -> unknown.remove(action.asText())));
    return unknown;
  }

  /** A policy document that grants these actions and nothing else. */
  ObjectNode policy(Set<String> actions) {
    var policy = JSON.createObjectNode().put("Version", "2012-10-17");
    var statements = policy.putArray("Statement");
    for (var each : known) {
      ArrayNode granted = JSON.createArrayNode();
      each.path("Action")
          .forEach(action -> {
            if (actions.contains(action.asText())) {
              granted.add(action);
            }
          });
      if (!granted.isEmpty()) {
        ObjectNode statement = each.deepCopy();
        statement.set("Action", granted);
        statements.add(statement);
      }
    }
    return policy;
  }
}
