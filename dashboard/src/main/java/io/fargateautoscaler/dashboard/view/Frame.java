package io.fargateautoscaler.dashboard.view;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A board as pieces of HTML.
 *
 * @param at when it was read, UTC
 * @param many whether services are rows that are opened, not cards; then they have no body here
 * @param entries in order of their names
 */
public record Frame(String at, String head, boolean many, List<Entry> entries) {
  /** Before anything could be read. */
  public static final Frame NONE = new Frame("", "", false, List.of());

  public Frame {
    entries = List.copyOf(entries);
  }

  /**
   * One service.
   *
   * @param level of concern, 0 to 2
   * @param row what is always seen
   * @param body what is seen when it is open; empty if there are many
   * @param latest its newest change in words; empty if there is none
   */
  public record Entry(String name, int level, String row, String body, String latest) {}

  Map<String, Entry> byName() {
    return entries.stream().collect(Collectors.toMap(Entry::name, Function.identity()));
  }
}
