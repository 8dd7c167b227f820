package io.fargateautoscaler.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that one reading finds them all. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(int line, String path, String message) {
    var problem = new Problem(line, path, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean any() {
    return !found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /** All problems by line, those of one line in the order in which they were found. */
  List<Problem> all() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
