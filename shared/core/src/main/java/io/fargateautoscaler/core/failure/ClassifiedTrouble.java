package io.fargateautoscaler.core.failure;

/**
 * What an event of a service means. All text is safe for a line of a mail or log.
 *
 * @param row name of the row of the table that fits
 * @param cause what happened, a sentence without its full stop
 * @param nextStep what to do about it, likewise; empty where nothing is wrong
 */
public record ClassifiedTrouble(
    ServiceTrouble trouble, String row, String cause, String nextStep) {}
