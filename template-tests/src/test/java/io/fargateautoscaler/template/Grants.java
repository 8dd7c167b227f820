package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.list;
import static io.fargateautoscaler.template.Template.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Statements of the roles as data. */
record Grants(List<Statement> statements) {

  /** One statement; {@code condition} is empty without one. */
  record Statement(
      String sid,
      boolean allow,
      Set<String> actions,
      List<String> resources,
      Map<String, Object> condition) {

    /** Whether the platform needs it, and no code of ours. */
    boolean platform() {
      return sid.startsWith("Platform");
    }
  }

  /** Statements of the function's own role, without those of conditional policies. */
  static Grants of(Template template, String function) {
    var resolver = new Resolver(template, Map.of("ClusterName", "shop"));
    var statements = new ArrayList<Statement>();
    for (var policy : list(template.properties(function + "Role").get("Policies"))) {
      for (var raw : list(map(map(policy).get("PolicyDocument")).get("Statement"))) {
        statements.add(statement(map(resolver.resolve(raw))));
      }
    }
    return new Grants(statements);
  }

  private static Statement statement(Map<String, Object> raw) {
    return new Statement(
        String.valueOf(raw.get("Sid")),
        "Allow".equals(raw.get("Effect")),
        strings(raw, "Action").stream().collect(Collectors.toCollection(TreeSet::new)),
        strings(raw, "Resource"),
        map(raw.get("Condition")));
  }

  private static List<String> strings(Map<String, Object> raw, String key) {
    return list(raw.get(key)).stream().map(String::valueOf).toList();
  }

  /** Actions that code of ours is allowed to use. */
  Set<String> application() {
    return statements.stream()
        .filter(statement -> statement.allow() && !statement.platform())
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Statement named(String sid) {
    return statements.stream().filter(s -> s.sid().equals(sid)).findFirst().orElseThrow();
  }
}
