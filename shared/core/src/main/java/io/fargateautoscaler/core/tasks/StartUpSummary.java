package io.fargateautoscaler.core.tasks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long tasks of one revision take to start; all by nearest rank, so each is a time that was
 * measured.
 *
 * @param revision {@code family:revision}
 * @param count tasks behind it, 1 to 100
 * @param median half of the tasks took no longer
 * @param p95 95 % of the tasks took no longer
 * @param pullMedian the same of the pull of their images; null when no task tells
 * @param pullP95 the same of the pull of their images; null when no task tells
 */
public record StartUpSummary(
    String revision,
    int count,
    Duration median,
    Duration p95,
    @Nullable Duration pullMedian,
    @Nullable Duration pullP95) {}
