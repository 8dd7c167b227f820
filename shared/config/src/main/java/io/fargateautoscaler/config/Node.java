package io.fargateautoscaler.config;

import java.util.LinkedHashMap;
import java.util.List;

/** A document as a tree that knows its lines. Scalars are texts: {@code off} stays a word. */
sealed interface Node {
  /** Line from 1. */
  int line();

  /** Null, an empty value in YAML. */
  record Nothing(int line) implements Node {}

  /** A word, number or text, as written. */
  record Scalar(int line, String text) implements Node {}

  /** A list. */
  record Items(int line, List<Node> nodes) implements Node {}

  /** A mapping, in its own order. */
  record Entries(int line, LinkedHashMap<String, Entry> byKey) implements Node {}

  /** A key's line with its value. */
  record Entry(int line, Node value) {}
}
