package io.fargateautoscaler.simulator;

/** One message of a queue; times are seconds since the start. */
final class PretendMessage {
  final double sentAt;
  final double seconds;

  /** Whoever works on it fails, so it is never deleted. */
  final boolean poison;

  /** How often it was received. */
  int receives;

  double receivedAt;

  /** Whether somebody has ever begun to work on it. */
  boolean begun;

  PretendMessage(double sentAt, double seconds, boolean poison) {
    this.sentAt = sentAt;
    this.seconds = seconds;
    this.poison = poison;
  }
}
