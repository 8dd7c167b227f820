package io.fargateautoscaler.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one mapping. Whatever is wrong becomes a problem; reading goes on. */
final class Fields {
  private final Node.Entries entries;
  private final String path;
  private final Problems problems;

  private Fields(Node.Entries entries, String path, Problems problems) {
    this.entries = entries;
    this.path = path;
    this.problems = problems;
  }

  /** The node as a mapping; null, with a problem, if it is something else. */
  static @Nullable Fields of(Node node, String path, Problems problems) {
    if (node instanceof Node.Entries entries) {
      return new Fields(entries, path, problems);
    }
    problems.add(node.line(), path, Found.node(node) + "; a mapping of keys is needed");
    return null;
  }

  String path(String key) {
    return path.isEmpty() ? Found.cut(key) : path + "." + Found.cut(key);
  }

  int line() {
    return entries.line();
  }

  /** The line of a key, or of the mapping if the key is absent. */
  int line(String key) {
    Node.Entry entry = entries.byKey().get(key);
    return entry == null ? entries.line() : entry.line();
  }

  boolean has(String key) {
    return entries.byKey().containsKey(key);
  }

  Collection<String> keys() {
    return entries.byKey().keySet();
  }

  @Nullable Node node(String key) {
    Node.Entry entry = entries.byKey().get(key);
    return entry == null ? null : entry.value();
  }

  /** Adds a problem at a key. */
  void problem(String key, String message) {
    problems.add(line(key), path(key), message);
  }

  /** Adds a problem of the mapping as a whole. */
  void problem(String message) {
    problems.add(line(), path, message);
  }

  /** The value; null if it is absent or, with a problem, not allowed. */
  <T> @Nullable T value(String key, ValueType<T> type) {
    Node node = node(key);
    if (node == null) {
      return null;
    }
    T value = node instanceof Node.Scalar scalar ? type.parser().apply(scalar.text()) : null;
    if (value == null) {
      problem(key, Found.node(node) + "; " + allowed(node, type));
    }
    return value;
  }

  private static String allowed(Node node, ValueType<?> type) {
    String allowed = "allowed " + type.allowed();
    if (node instanceof Node.Scalar(_, var text)) {
      if (type.leadingZeros(text)) {
        return "a number may not begin with 0, which is octal to some; " + allowed;
      }
      if (type.missesWhole(text)) {
        return "allowed whole numbers, " + type.allowed();
      }
    }
    return allowed;
  }

  <T> T value(String key, ValueType<T> type, T fallback) {
    T value = value(key, type);
    return value == null ? fallback : value;
  }

  /** The value; its absence is a problem. */
  <T> @Nullable T required(String key, ValueType<T> type) {
    if (!has(key)) {
      problems.add(entries.line(), path(key), "missing; allowed " + type.allowed());
      return null;
    }
    return value(key, type);
  }

  /** The mapping below a key; null if it is absent or, with a problem, something else. */
  @Nullable Fields fields(String key) {
    Node node = node(key);
    return node == null ? null : of(node, path(key), problems);
  }

  /** The mappings of a list; empty if it is absent. */
  List<Fields> list(String key) {
    Node node = node(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Node.Items items)) {
      problem(key, Found.node(node) + "; a list is needed");
      return List.of();
    }
    var found = new ArrayList<Fields>();
    for (int i = 0; i < items.nodes().size(); i++) {
      Fields fields = of(items.nodes().get(i), path(key) + "[" + i + "]", problems);
      if (fields != null) {
        found.add(fields);
      }
    }
    return found;
  }

  /** The texts of a list, each once; empty if it is absent. */
  List<String> texts(String key, ValueType<String> type, int most) {
    var found = new ArrayList<String>();
    scalars(
        key,
        type,
        most,
        (line, path, text) -> {
          if (found.contains(text)) {
            problems.add(line, path, Found.value(text) + " is given twice");
          } else {
            found.add(text);
          }
        });
    return found;
  }

  /** The values of a list; empty if it is absent. */
  <T> List<T> scalars(String key, ValueType<T> type, int most) {
    var found = new ArrayList<T>();
    scalars(key, type, most, (line, path, value) -> found.add(value));
    return found;
  }

  @FunctionalInterface
  private interface Taker<T> {
    void take(int line, String path, T value);
  }

  private <T> void scalars(String key, ValueType<T> type, int most, Taker<T> taker) {
    Node node = node(key);
    if (node != null && !(node instanceof Node.Items)) {
      problem(key, Found.node(node) + "; a list is needed");
    }
    if (!(node instanceof Node.Items items)) {
      return;
    }
    atMost(key, most);
    for (int i = 0; i < items.nodes().size(); i++) {
      Node item = items.nodes().get(i);
      T value = item instanceof Node.Scalar scalar ? type.parser().apply(scalar.text()) : null;
      String path = path(key) + "[" + i + "]";
      if (value == null) {
        problems.add(item.line(), path, Found.node(item) + "; allowed " + type.allowed());
      } else {
        taker.take(item.line(), path, value);
      }
    }
  }

  /** A list or mapping with too many entries is a problem. */
  void atMost(String key, int most) {
    int size =
        switch (node(key)) {
          case Node.Items items -> items.nodes().size();
          case Node.Entries below -> below.byKey().size();
          case null, default -> 0;
        };
    if (size > most) {
      problem(key, size + " entries; allowed at most " + most);
    }
  }

  /** The mappings below a mapping of names. */
  Map<String, Fields> named(String key) {
    Fields names = fields(key);
    var found = new LinkedHashMap<String, Fields>();
    if (names != null) {
      for (String name : names.keys()) {
        Fields fields = names.fields(name);
        if (fields != null) {
          found.put(name, fields);
        }
      }
    }
    return found;
  }

  /** Every other key is a problem, with the nearest known one. */
  void only(Collection<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        problem(key, Found.unknown(key, known));
      }
    }
  }
}
