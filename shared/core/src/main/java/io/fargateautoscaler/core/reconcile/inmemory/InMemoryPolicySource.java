package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.reconcile.PolicySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a whole account in memory, seen from one stack. Safe for use by several threads.
 */
public final class InMemoryPolicySource implements PolicySource {
  private record Parameter(long version, String text, Instant modified) {}

  private final String path;
  private final String modeParameter;
  private final Map<String, Parameter> parameters = new TreeMap<>();
  private Instant lastWrite = Instant.EPOCH;

  /**
   * @param path begins and ends with a slash
   */
  public InMemoryPolicySource(String path, String modeParameter) {
    this.path = path;
    this.modeParameter = modeParameter;
  }

  /**
   * Writes a parameter of any name: a new one has version 1, then each write adds 1. Writes are a
   * second apart.
   */
  public synchronized void put(String name, String text) {
    Parameter old = parameters.get(name);
    lastWrite = lastWrite.plusSeconds(1);
    parameters.put(name, new Parameter(old == null ? 1 : old.version() + 1, text, lastWrite));
  }

  /** Deletes a parameter of any name. */
  public synchronized void delete(String name) {
    parameters.remove(name);
  }

  @Override
  public synchronized List<Document> all() {
    List<Document> documents = new ArrayList<>();
    parameters.forEach((name, parameter) -> {
      if (name.startsWith(path)) {
        documents.add(document(name.substring(path.length()), parameter));
      }
    });
    return documents;
  }

  @Override
  public synchronized Optional<Document> mode() {
    @Nullable Parameter mode = parameters.get(modeParameter);
    return Optional.ofNullable(mode).map(parameter -> document("", parameter));
  }

  private static Document document(String path, Parameter parameter) {
    return new Document(path, parameter.version(), parameter.text(), parameter.modified());
  }
}
