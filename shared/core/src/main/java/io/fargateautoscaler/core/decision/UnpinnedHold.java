package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Decision.Hold;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.util.Comparator;
import java.util.Map;

/** The reason of a hold that no stage caused: what the policies themselves wait for. */
final class UnpinnedHold {
  private static final int SILENT = 9;

  private UnpinnedHold() {}

  static Hold of(Map<String, Recommendation> recommended, int current, ServiceStatus service) {
    return recommended.entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue(), current, service.running()))
        .min(Comparator.comparingInt(Ranked::rank))
        .map(Ranked::hold)
        .orElseGet(() -> new Hold(HoldReason.ON_TARGET, current, "no policy"));
  }

  /** What an operator must hear of first has the lowest rank; who says nothing has the highest. */
  private record Ranked(Hold hold, int rank) {}

  private static Ranked of(String name, Recommendation recommendation, int current, int running) {
    String because = name + ": " + recommendation.because();
    HoldReason reason =
        switch (recommendation) {
          case Recommendation.Blind _ -> HoldReason.BLIND;
          case Recommendation.Abstain _ ->
              running == 0 && current > 0 ? HoldReason.ENOUGH_REQUESTED : HoldReason.ON_TARGET;
          case Count count when count.waiting() == Recommendation.Wait.CONFIRMING ->
              HoldReason.CONFIRMING;
          case Count count when running < count.need() && count.need() <= current ->
              HoldReason.ENOUGH_REQUESTED;
          case Count count when count.waiting() == Recommendation.Wait.WINDOW -> HoldReason.WINDOW;
          case Count count when count.waiting() == Recommendation.Wait.IDLE -> HoldReason.IDLE_WAIT;
          case Count _ -> HoldReason.ON_TARGET;
        };
    if (reason == HoldReason.ENOUGH_REQUESTED) {
      because += "; " + current + " are already requested";
    }
    int rank = recommendation instanceof Recommendation.Abstain ? SILENT : rank(reason);
    return new Ranked(new Hold(reason, current, because), rank);
  }

  private static int rank(HoldReason reason) {
    return switch (reason) {
      case CONFIRMING -> 0;
      case BLIND -> 1;
      case ENOUGH_REQUESTED -> 2;
      case WINDOW -> 4;
      case IDLE_WAIT -> 5;
      default -> 3;
    };
  }
}
