package io.fargateautoscaler.operations.orders;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered for one service.
 *
 * @param order {@code pause}, {@code resume}, {@code hold} or {@code release-hold}
 * @param sentence what is in force now
 * @param until null: without an end
 * @param by who ordered it
 * @param remarks what its author may not have thought of
 */
public record Ordered(
    ServiceRef service,
    String order,
    String sentence,
    @Nullable Instant until,
    String by,
    List<String> remarks) {
  public Ordered {
    remarks = List.copyOf(remarks);
  }
}
