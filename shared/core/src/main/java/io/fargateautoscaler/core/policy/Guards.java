package io.fargateautoscaler.core.policy;

import java.time.Duration;
import java.util.List;

/**
 * What may stop a move.
 *
 * @param crashLoop when starting tasks fail so often that more of them would not help
 * @param vetoScaleOut names of alarms that stop scale-out while they ring
 * @param vetoScaleIn names of alarms that stop scale-in while they ring or are not known to be fine
 * @param capacityAfter how long asked-for tasks may be missing before no more are asked for
 * @param deploymentHold how long a running deployment holds scale-in at most
 */
public record Guards(
    CrashLoop crashLoop,
    List<String> vetoScaleOut,
    List<String> vetoScaleIn,
    Duration capacityAfter,
    Duration deploymentHold) {
  public static final Guards DEFAULT =
      new Guards(
          CrashLoop.DEFAULT, List.of(), List.of(), Duration.ofMinutes(10), Duration.ofMinutes(60));

  public Guards {
    vetoScaleOut = List.copyOf(vetoScaleOut);
    vetoScaleIn = List.copyOf(vetoScaleIn);
  }

  /**
   * When the crash-loop brake engages.
   *
   * @param badStarts at least so many bad starts, at least 1
   * @param percent at least this part of the starts whose fate is known; 1 to 100
   * @param within over this time
   */
  public record CrashLoop(int badStarts, int percent, Duration within) {
    public static final CrashLoop DEFAULT = new CrashLoop(3, 50, Duration.ofMinutes(10));
  }
}
