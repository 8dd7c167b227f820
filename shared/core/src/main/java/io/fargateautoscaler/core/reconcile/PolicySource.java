package io.fargateautoscaler.core.reconcile;

import java.util.List;
import java.util.Optional;

/** Port: where operators put their documents (SSM Parameter Store). */
public interface PolicySource {
  /** All documents below the stack's path. */
  List<Document> all();

  /** The text of the stack's mode parameter; empty if it does not exist. */
  Optional<String> mode();

  /**
   * One parameter.
   *
   * @param path the part of its name after the stack's path: {@code cluster/service}
   * @param version at least 1
   */
  record Document(String path, long version, String text) {}
}
