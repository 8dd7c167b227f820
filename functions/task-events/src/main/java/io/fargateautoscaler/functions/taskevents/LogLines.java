package io.fargateautoscaler.functions.taskevents;

/** Port: takes log lines, each a JSON object without a line break. */
@FunctionalInterface
interface LogLines {
  void write(String line);
}
