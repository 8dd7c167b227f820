package io.fargateautoscaler.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A DynamoDB table, billed by use. Conditions are taken as met: one run writes at a time, and what
 * they do is tested elsewhere.
 */
final class Rows {
  static final String TABLE = "state";

  private static final int READ_UNIT = 4096;
  private static final int WRITE_UNIT = 1024;

  private final NavigableMap<String, JsonNode> rows = new ConcurrentSkipListMap<>();

  Optional<JsonNode> answer(String action, JsonNode request, Bill bill) {
    return Optional.ofNullable(
        switch (action) {
          case "Query" -> query(request.path("ExpressionAttributeValues"), bill);
          case "BatchGetItem" -> batch(request.at("/RequestItems/" + TABLE + "/Keys"), bill);
          case "PutItem" -> put(request.path("Item"), 1, bill);
          case "UpdateItem", "DeleteItem" -> {
            if (action.equals("DeleteItem")) {
              rows.remove(key(request.path("Key")));
            }
            bill.units("table writes", 1);
            yield JsonNodeFactory.instance.objectNode();
          }
          case "TransactWriteItems" -> {
            for (JsonNode each : request.path("TransactItems")) {
              transact(each, bill);
            }
            yield JsonNodeFactory.instance.objectNode();
          }
          default -> null;
        });
  }

  private void transact(JsonNode item, Bill bill) {
    if (item.has("Put")) {
      put(item.at("/Put/Item"), 2, bill);
    } else {
      if (item.has("Delete")) {
        rows.remove(key(item.at("/Delete/Key")));
      }
      bill.units("table writes", 2);
    }
  }

  private ObjectNode query(JsonNode values, Bill bill) {
    String from = text(values, ":pk") + "\n" + text(values, ":sk");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("Items");
    for (Map.Entry<String, JsonNode> row : rows.tailMap(from).entrySet()) {
      if (!row.getKey().startsWith(from)) {
        break;
      }
      items.add(row.getValue());
    }
    bill.units("table reads", units(items, READ_UNIT));
    return answer.put("Count", items.size());
  }

  private ObjectNode batch(JsonNode keys, Bill bill) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("UnprocessedKeys");
    ArrayNode found = answer.putObject("Responses").putArray(TABLE);
    for (JsonNode key : keys) {
      JsonNode row = rows.get(key(key));
      bill.units("table reads", row == null ? 1 : units(row, READ_UNIT));
      if (row != null) {
        found.add(row);
      }
    }
    return answer;
  }

  private ObjectNode put(JsonNode row, int times, Bill bill) {
    rows.put(key(row), row);
    bill.units("table writes", times * units(row, WRITE_UNIT));
    return JsonNodeFactory.instance.objectNode();
  }

  private static long units(JsonNode row, int size) {
    return Math.max(1, Math.ceilDiv(row.toString().length(), size));
  }

  private static String key(JsonNode row) {
    return text(row, "pk") + "\n" + text(row, "sk");
  }

  private static String text(JsonNode row, String attribute) {
    return row.path(attribute).path("S").asText();
  }
}
