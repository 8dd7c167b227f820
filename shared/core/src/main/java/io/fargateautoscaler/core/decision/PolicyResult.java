package io.fargateautoscaler.core.decision;

/**
 * What the rule of one policy found.
 *
 * @param largestNeed the largest need that its data shows, for putting back a count that a
 *     deployment reset; 0 if it has no data
 * @param inFlightFloor tasks that messages in flight keep busy; 0 if unknown
 * @param empty true if a queue has been empty for long enough to go straight to the minimum
 */
record PolicyResult(
    Recommendation recommendation, int largestNeed, int inFlightFloor, boolean empty) {
  static PolicyResult of(Recommendation recommendation) {
    return new PolicyResult(recommendation, 0, 0, false);
  }

  static PolicyResult of(Recommendation recommendation, int largestNeed) {
    return new PolicyResult(recommendation, largestNeed, 0, false);
  }
}
