package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.text;

import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.OtherStacks;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows {@code STACK}, {@code other#cluster/service}: services that another stack scales. */
public final class ClaimRows implements OtherStacks {
  private static final String PK = "STACK";
  private static final String OTHER = "other#";

  private final DynamoTable table;

  public ClaimRows(DynamoDbClient client, String table, InstantSource clock) {
    this.table = new DynamoTable(client, table, clock);
  }

  /** The service of such a row; empty for any other row. */
  static Optional<ServiceRef> read(Map<String, AttributeValue> row) {
    String sk = text(row, "sk");
    return sk.startsWith(OTHER) && !stack(row).isEmpty()
        ? ServiceRef.parse(sk.substring(OTHER.length()))
        : Optional.empty();
  }

  static String stack(Map<String, AttributeValue> row) {
    return text(row, "stack");
  }

  @Override
  public void otherStacks(Map<ServiceRef, String> stacks) {
    for (Map<String, AttributeValue> row : table.query(PK, OTHER, false, Integer.MAX_VALUE)) {
      if (read(row).filter(stacks::containsKey).isEmpty()) {
        delete(text(row, "sk"));
      }
    }
    stacks.forEach((service, stack) -> {
      Map<String, AttributeValue> row = new HashMap<>(key(PK, OTHER + service));
      row.put("stack", text(stack));
      row.put("expires", table.in(Claim.LASTS));
      DynamoTable.call(
          () -> table.client.putItem(request -> request.tableName(table.name).item(row)));
    });
  }

  private void delete(String sk) {
    DynamoTable.call(
        () -> table.client.deleteItem(request -> request.tableName(table.name).key(key(PK, sk))));
  }
}
