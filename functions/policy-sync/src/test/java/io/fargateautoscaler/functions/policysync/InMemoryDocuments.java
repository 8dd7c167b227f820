package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents in memory; it can be told to fail. */
final class InMemoryDocuments implements PolicySource {
  private final Map<String, Document> documents = new TreeMap<>();
  @Nullable String mode;
  boolean down;
  boolean modeDown;
  Instant modeModified = Instant.EPOCH;
  int reads;
  private int writes;

  void put(String path, long version, String text) {
    put(path, version, text, Instant.EPOCH.plusSeconds(++writes));
  }

  void put(String path, long version, String text, Instant modified) {
    documents.put(path, new Document(path, version, text, modified));
  }

  void remove(String path) {
    documents.remove(path);
  }

  @Override
  public List<Document> all() {
    if (down) {
      throw new StateStore.Unavailable("parameters are away", null);
    }
    reads++;
    return List.copyOf(documents.values());
  }

  @Override
  public Optional<Document> mode() {
    if (modeDown) {
      throw new StateStore.Unavailable("parameters are away", null);
    }
    return Optional.ofNullable(mode).map(text -> new Document("", 1, text, modeModified));
  }
}
