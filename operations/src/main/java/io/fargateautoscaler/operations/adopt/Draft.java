package io.fargateautoscaler.operations.adopt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy document for a service as it runs today.
 *
 * @param document YAML with comments, ending with a line break
 * @param notes sentences that do not fit into the document
 * @param problems why the document cannot be used as it is; empty: it can
 * @param suspension null: Application Auto Scaling does not scale the service
 */
public record Draft(
    String document, List<String> notes, List<String> problems, @Nullable Suspension suspension) {
  public Draft {
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }
}
