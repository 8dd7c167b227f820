package io.fargateautoscaler.core.cost;

/**
 * What a task is billed for.
 *
 * @param cpuUnits 1024 are one vCPU
 * @param memoryMib MiB
 * @param arm whether it runs on ARM64; else on X86_64
 * @param spotShare the part of the service's tasks that runs on Fargate Spot, 0 to 1
 */
public record TaskSize(int cpuUnits, int memoryMib, boolean arm, double spotShare) {}
