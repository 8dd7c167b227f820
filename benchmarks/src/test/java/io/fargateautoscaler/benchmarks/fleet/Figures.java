package io.fargateautoscaler.benchmarks.fleet;

import java.util.Arrays;

/**
 * How one run went.
 *
 * @param wall milliseconds
 * @param cpu milliseconds of processor time
 * @param heap most megabytes of the heap since the start
 * @param resident most megabytes of the process since the start
 * @param verdicts services that were decided and dealt with
 */
record Figures(
    long wall,
    long cpu,
    long heap,
    long resident,
    long verdicts,
    long scaled,
    long failed,
    long left) {
  String line() {
    return "%d %d %d %d %d %d %d %d"
        .formatted(wall, cpu, heap, resident, verdicts, scaled, failed, left);
  }

  static Figures parse(String line) {
    long[] parts = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Figures(
        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]);
  }
}
