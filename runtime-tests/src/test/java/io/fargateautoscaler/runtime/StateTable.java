package io.fargateautoscaler.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * DynamoDB with one table, as far as the functions use it. Conditions are taken to be met: the
 * adapters' own tests are about those.
 */
final class StateTable {
  private static final JsonMapper JSON = new JsonMapper();

  private final SortedMap<String, JsonNode> rows = new TreeMap<>();

  /** A row with text attributes besides its key. */
  synchronized void add(String pk, String sk, Map<String, String> texts) {
    ObjectNode row = JSON.createObjectNode();
    row.putObject("pk").put("S", pk);
    row.putObject("sk").put("S", sk);
    texts.forEach((name, text) -> row.putObject(name).put("S", text));
    put(row);
  }

  /** Rows of a partition by sort key. */
  synchronized SortedMap<String, JsonNode> partition(String pk) {
    SortedMap<String, JsonNode> found = new TreeMap<>();
    rows.values()
        .forEach(row -> {
          if (text(row, "pk").equals(pk)) {
            found.put(text(row, "sk"), row);
          }
        });
    return found;
  }

  /** A row that must exist. */
  JsonNode row(String pk, String sk) {
    return Objects.requireNonNull(partition(pk).get(sk), () -> "no row " + pk + " " + sk);
  }

  static String text(JsonNode row, String attribute) {
    return row.path(attribute).path("S").asText();
  }

  synchronized String answer(String action, JsonNode request) {
    return switch (action) {
      case "Query" -> query(request.path("ExpressionAttributeValues"));
      case "BatchGetItem" -> batch(request.path("RequestItems").path(Stack.TABLE).path("Keys"));
      case "PutItem" -> {
        put(request.path("Item"));
        yield "{}";
      }
      case "TransactWriteItems" -> {
        request.path("TransactItems").forEach(this::write);
        yield "{}";
      }
      case "BatchWriteItem" -> {
        request
            .path("RequestItems")
            .path(Stack.TABLE)
            .forEach(it -> put(it.path("PutRequest").path("Item")));
        yield "{\"UnprocessedItems\":{}}";
      }
      case "UpdateItem" -> "{}";
      default -> throw new IllegalArgumentException(action);
    };
  }

  private String query(JsonNode values) {
    String prefix = text(values, ":sk");
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    partition(text(values, ":pk"))
        .forEach((sk, row) -> {
          if (sk.startsWith(prefix)) {
            items.add(row);
          }
        });
    return JSON.createObjectNode().put("Count", items.size()).set("Items", items).toString();
  }

  private String batch(JsonNode keys) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("UnprocessedKeys");
    ArrayNode found = answer.putObject("Responses").putArray(Stack.TABLE);
    keys.forEach(key -> {
      JsonNode row = rows.get(key(key));
      if (row != null) {
        found.add(row);
      }
    });
    return answer.toString();
  }

  private void write(JsonNode item) {
    if (item.has("Put")) {
      put(item.path("Put").path("Item"));
    } else if (item.has("Delete")) {
      rows.remove(key(item.path("Delete").path("Key")));
    }
  }

  private void put(JsonNode row) {
    rows.put(key(row), row);
  }

  private static String key(JsonNode row) {
    return text(row, "pk") + "\n" + text(row, "sk");
  }
}
