package io.fargateautoscaler.operations;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: SSM parameters. Every method throws {@link Trouble} if AWS refuses. */
public interface Parameters {
  /** One version of a parameter; the first is 1. */
  record Kept(long version, String text) {}

  Optional<Kept> newest(String name);

  /** All versions that are kept (AWS keeps 100), oldest first; empty: no such parameter. */
  List<Kept> history(String name);

  /**
   * Puts a new version.
   *
   * @return its number
   */
  long put(String name, String text);

  /** Names of all parameters below a path that ends with a slash, in order. */
  List<String> below(String path);

  /** Deletes those of these that exist. */
  void delete(Collection<String> names);
}
