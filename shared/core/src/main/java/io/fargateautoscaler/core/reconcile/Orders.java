package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import org.jspecify.annotations.Nullable;

/**
 * What operators ordered for one service, until it expires or is taken back.
 *
 * @param pause null: none
 * @param hold null: none
 */
public record Orders(@Nullable Pause pause, @Nullable RangeHold hold) {
  public static final Orders NONE = new Orders(null, null);
}
