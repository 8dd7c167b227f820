package io.fargateautoscaler.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of CloudWatch Logs Insights, as far as this stack's queries need: which lines it finds
 * and what their fields are. Fields of nested objects have dots in their names, items of lists a
 * number.
 */
record SavedQuery(List<String> commands) {
  private static final Pattern COALESCE = Pattern.compile("coalesce\\(([^)]*)\\) as (\\w+)");
  private static final Pattern PRESENT = Pattern.compile("ispresent\\(([^)]*)\\)");
  private static final Pattern LIKE = Pattern.compile("(@message|[\\w.]+) like /(.*)/");
  private static final Pattern COUNTED = Pattern.compile("count\\(([\\w.]+)\\)");

  static SavedQuery of(Template template, String resource) {
    var text = String.valueOf(template.properties(resource).get("QueryString"));
    return new SavedQuery(List.of(text.strip().split("\\s*\\n\\s*\\|\\s*")));
  }

  /** That of a dashboard's widget, whose commands stand in one line after their source. */
  static SavedQuery ofWidget(String query) {
    return new SavedQuery(List.of(query.replaceFirst("^SOURCE '[^']+' \\| ", "").split(" \\| ")));
  }

  /** The fields of the line, by name; empty if the query does not find it. */
  Optional<Map<String, String>> find(String line) {
    var fields = new HashMap<String, String>();
    flatten("", json(line), fields);
    for (var command : commands) {
      Matcher alias = COALESCE.matcher(command);
      if (command.startsWith("fields") && alias.find()) {
        for (var name : alias.group(1).split("\\s*,\\s*")) {
          if (fields.containsKey(name)) {
            fields.putIfAbsent(alias.group(2), fields.get(name));
          }
        }
      } else if (command.startsWith("filter ")
          && !matches(command.substring("filter ".length()), line, fields)) {
        return Optional.empty();
      }
    }
    return Optional.of(fields);
  }

  private static boolean matches(String filter, String line, Map<String, String> fields) {
    for (var condition : filter.split(" or ")) {
      Matcher present = PRESENT.matcher(condition);
      Matcher like = LIKE.matcher(condition);
      if (present.matches() ? fields.containsKey(present.group(1)) : found(like, line, fields)) {
        return true;
      }
    }
    return false;
  }

  private static boolean found(Matcher like, String line, Map<String, String> fields) {
    if (!like.matches()) {
      throw new IllegalStateException("a condition that this test does not know: " + like);
    }
    String text = like.group(1).equals("@message") ? line : fields.get(like.group(1));
    return text != null && Pattern.compile(like.group(2)).matcher(text).find();
  }

  /** Names of the fields that the query shows or groups by, without those that Insights adds. */
  List<String> shown() {
    var names = new ArrayList<String>();
    for (var command : commands) {
      if (command.startsWith("fields ") && !COALESCE.matcher(command).find()) {
        names.addAll(List.of(command.substring("fields ".length()).split("\\s*,\\s*")));
      } else if (command.startsWith("stats ")) {
        names.addAll(List.of(command.replaceFirst(".* by ", "").split("\\s*,\\s*")));
        COUNTED.matcher(command).results().forEach(it -> names.add(it.group(1)));
      }
    }
    names.removeIf(name -> name.startsWith("@"));
    return names;
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flatten(String name, JsonNode node, Map<String, String> fields) {
    if (node.isValueNode()) {
      fields.put(name, node.asText());
      return;
    }
    var prefix = name.isEmpty() ? "" : name + ".";
    node.properties().forEach(it -> flatten(prefix + it.getKey(), it.getValue(), fields));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      flatten(prefix + i, node.get(i), fields);
    }
  }
}
