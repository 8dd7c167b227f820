package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows of the state table as a release wrote them, in {@code releases/VERSION/rows.json}: a list of
 * items in DynamoDB's own form.
 */
final class ReleaseRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReleaseRows() {}

  static List<Map<String, AttributeValue>> read(String release) throws IOException {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    try (var in = ReleaseRows.class.getResourceAsStream("/releases/" + release + "/rows.json")) {
      if (in == null) {
        throw new IOException("no rows of " + release);
      }
      for (JsonNode item : JSON.readTree(in)) {
        Map<String, AttributeValue> row = new HashMap<>();
        item.properties().forEach(each -> row.put(each.getKey(), value(each.getValue())));
        rows.add(row);
      }
    }
    return rows;
  }

  private static AttributeValue value(JsonNode typed) {
    Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(only.getValue().asText());
      case "N" -> AttributeValue.fromN(only.getValue().asText());
      case "SS" -> {
        List<String> texts = new ArrayList<>();
        only.getValue().forEach(text -> texts.add(text.asText()));
        yield AttributeValue.fromSs(texts);
      }
      default -> throw new IllegalArgumentException("type " + only.getKey());
    };
  }

  static void put(DynamoDbClient dynamo, String table, List<Map<String, AttributeValue>> rows) {
    rows.forEach(row -> dynamo.putItem(request -> request.tableName(table).item(row)));
  }

  /** All rows of a table by {@code pk} and {@code sk}. */
  static Map<String, Map<String, AttributeValue>> all(DynamoDbClient dynamo, String table) {
    Map<String, Map<String, AttributeValue>> rows = new TreeMap<>();
    dynamo
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .forEach(
            row -> rows.put(DynamoTable.text(row, "pk") + " " + DynamoTable.text(row, "sk"), row));
    return rows;
  }

  /** Writes the rows of a table into this module's test resources. */
  static void freeze(DynamoDbClient dynamo, String table, String release) throws IOException {
    ArrayNode items = JSON.createArrayNode();
    for (Map<String, AttributeValue> row : all(dynamo, table).values()) {
      ObjectNode item = items.addObject();
      row.keySet().stream()
          .sorted(Comparator.naturalOrder())
          .forEach(name -> {
            AttributeValue value = row.get(name);
            ObjectNode typed = item.putObject(name);
            if (value == null || value.type() == AttributeValue.Type.SS) {
              ArrayNode texts = typed.putArray("SS");
              if (value != null) {
                value.ss().forEach(texts::add);
              }
            } else if (value.n() != null) {
              typed.put("N", value.n());
            } else {
              typed.put("S", value.s());
            }
          });
    }
    Path file = Path.of("src/test/resources/releases", release, "rows.json");
    Files.createDirectories(file.getParent());
    var lines = new DefaultPrettyPrinter();
    lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    Files.writeString(file, JSON.writer(lines).writeValueAsString(items) + "\n");
  }
}
