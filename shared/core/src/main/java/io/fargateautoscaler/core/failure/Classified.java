package io.fargateautoscaler.core.failure;

/**
 * Why a task stopped. All text is safe for a line of a mail or log: cut, without control
 * characters.
 *
 * @param row name of the row of the table that fits
 * @param cause what happened, a sentence without its full stop
 * @param nextStep what to do about it, likewise; empty for an expected stop
 * @param ownFault whether another task of the revision would most likely fail too, so that an early
 *     stop counts for the crash-loop brake
 */
public record Classified(
    StopClass stopClass, String row, String cause, String nextStep, boolean ownFault) {}
