package io.fargateautoscaler.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table that counts what DynamoDB bills: a read unit for each 4 KB, a write unit for each KB,
 * both twice in transactions. Conditions hold; there is one writer.
 */
final class BilledTable {
  static final String NAME = "table";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int READ_BYTES = 4096;
  private static final int WRITE_BYTES = 1024;

  private final SortedMap<String, JsonNode> rows = new TreeMap<>();
  private long readUnits;
  private long writeUnits;

  long readUnits() {
    return readUnits;
  }

  long writeUnits() {
    return writeUnits;
  }

  ObjectNode answer(String action, JsonNode request) {
    return switch (action) {
      case "Query" -> query(request.path("ExpressionAttributeValues"));
      case "BatchGetItem" -> batch(request.path("RequestItems").path(NAME).path("Keys"));
      case "PutItem" -> {
        put(request.path("Item"), 1);
        yield JSON.createObjectNode();
      }
      case "UpdateItem" -> {
        writeUnits++;
        yield JSON.createObjectNode();
      }
      case "DeleteItem" -> {
        delete(request.path("Key"), 1);
        yield JSON.createObjectNode();
      }
      case "TransactWriteItems" -> {
        request.path("TransactItems").forEach(this::inTransaction);
        yield JSON.createObjectNode();
      }
      default -> throw new IllegalArgumentException("no answer to " + action);
    };
  }

  private void inTransaction(JsonNode part) {
    if (part.has("Put")) {
      put(part.path("Put").path("Item"), 2);
    } else if (part.has("Delete")) {
      delete(part.path("Delete").path("Key"), 2);
    } else {
      writeUnits += 2;
    }
  }

  private void put(JsonNode row, int times) {
    rows.put(key(row), row);
    writeUnits += times * units(size(row), WRITE_BYTES);
  }

  private void delete(JsonNode key, int times) {
    JsonNode row = rows.remove(key(key));
    writeUnits += times * units(row == null ? 0 : size(row), WRITE_BYTES);
  }

  private ObjectNode query(JsonNode values) {
    String from = text(values, ":pk") + "\n" + text(values, ":sk");
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("Items");
    rows.tailMap(from).entrySet().stream()
        .takeWhile(row -> row.getKey().startsWith(from))
        .forEach(row -> items.add(row.getValue()));
    readUnits += units(size(items), READ_BYTES);
    return answer.put("Count", items.size());
  }

  private ObjectNode batch(JsonNode keys) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("UnprocessedKeys");
    ArrayNode found = answer.putObject("Responses").putArray(NAME);
    keys.forEach(key -> {
      JsonNode row = rows.get(key(key));
      readUnits += units(row == null ? 0 : size(row), READ_BYTES);
      if (row != null) {
        found.add(row);
      }
    });
    return answer;
  }

  private static long units(int bytes, int perUnit) {
    return Math.max(1, (bytes + perUnit - 1L) / perUnit);
  }

  private static int size(JsonNode row) {
    return row.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String key(JsonNode row) {
    return text(row, "pk") + "\n" + text(row, "sk");
  }

  private static String text(JsonNode row, String attribute) {
    return row.path(attribute).path("S").asText();
  }
}
