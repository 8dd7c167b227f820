package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.load.Kind;

/**
 * One run of one policy at one setting.
 *
 * @param peakTasks tasks that the load needs at its peak
 * @param policy its name in tables, such as {@code aas-60}
 * @param setting target and minimum capacity in words; one policy's settings differ
 */
public record Result(
    String trace,
    Kind kind,
    int peakTasks,
    long seed,
    String policy,
    String setting,
    Measures measures) {}
