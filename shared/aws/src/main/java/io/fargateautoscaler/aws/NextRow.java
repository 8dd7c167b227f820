package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The row {@code next} of the stack: where the next tick begins. */
final class NextRow {
  static final String KEY = "next";

  private NextRow() {}

  /**
   * @param first null: all were reached
   */
  static Map<String, AttributeValue> of(String pk, @Nullable ServiceRef first) {
    Map<String, AttributeValue> row = new HashMap<>(DynamoTable.key(pk, KEY));
    if (first != null) {
      row.put("service", DynamoTable.text(first.toString()));
    }
    return row;
  }

  static @Nullable ServiceRef read(Map<String, AttributeValue> row) {
    return ServiceRef.parse(DynamoTable.text(row, "service")).orElse(null);
  }
}
