package io.fargateautoscaler.core.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: where operators put their documents (SSM Parameter Store). */
public interface PolicySource {
  /** All documents below the stack's path. */
  List<Document> all();

  /** The stack's mode parameter, with an empty path; empty if it does not exist. */
  Optional<Document> mode();

  /**
   * One parameter.
   *
   * @param path the part of its name after the stack's path: {@code cluster/service}
   * @param version at least 1; a parameter that was deleted and made anew begins at 1 again
   * @param modified when this version was written
   */
  record Document(String path, long version, String text, Instant modified) {}
}
