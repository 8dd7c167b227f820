package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.util.ArrayList;
import java.util.List;

/** Collects keys in the order in which the page shows them. */
final class KeyTable {
  private final List<Key<?>> keys = new ArrayList<>();

  List<Key<?>> all() {
    return List.copyOf(keys);
  }

  <T> Key<T> key(Section in, String name, ValueType<T> type, String byDefault, String meaning) {
    return add(new Key<>(in, name, type, type.allowed(), false, byDefault, meaning));
  }

  <T> Key<T> required(Section in, String name, ValueType<T> type, String meaning) {
    return add(new Key<>(in, name, type, type.allowed(), true, "", meaning));
  }

  /** A mapping or a list. */
  void structure(
      Section in, String name, String allowed, boolean required, String byDefault, String meaning) {
    add(new Key<String>(in, name, null, allowed, required, byDefault, meaning));
  }

  private <T> Key<T> add(Key<T> key) {
    keys.add(key);
    return key;
  }
}
