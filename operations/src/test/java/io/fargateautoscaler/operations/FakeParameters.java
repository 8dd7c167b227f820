package io.fargateautoscaler.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Parameters in memory; {@link #onPut} hears of each that is put. */
public final class FakeParameters implements Parameters {
  public BiConsumer<String, Kept> onPut = (_, _) -> {};
  private final Map<String, List<Kept>> all = new TreeMap<>();

  @Override
  public Optional<Kept> newest(String name) {
    return history(name).stream().reduce((_, last) -> last);
  }

  @Override
  public List<Kept> history(String name) {
    return all.getOrDefault(name, List.of());
  }

  @Override
  public long put(String name, String text) {
    List<Kept> versions = all.computeIfAbsent(name, _ -> new ArrayList<>());
    Kept kept = new Kept(versions.size() + 1, text);
    versions.add(kept);
    onPut.accept(name, kept);
    return kept.version();
  }

  @Override
  public List<String> below(String path) {
    return all.keySet().stream().filter(name -> name.startsWith(path)).toList();
  }

  @Override
  public void delete(Collection<String> names) {
    all.keySet().removeAll(names);
  }
}
