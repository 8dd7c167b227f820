package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operators ordered for one service, until it expires or is taken back.
 *
 * @param pause null: none
 * @param hold null: none
 * @param resumed when an operator last ordered that it scales again: it ends a parking from before;
 *     null: never
 */
public record Orders(@Nullable Pause pause, @Nullable RangeHold hold, @Nullable Instant resumed) {
  public static final Orders NONE = new Orders(null, null);

  /** Orders without a resume. */
  public Orders(@Nullable Pause pause, @Nullable RangeHold hold) {
    this(pause, hold, null);
  }

  /** The same with another pause; null: none. */
  public Orders paused(@Nullable Pause other) {
    return new Orders(other, hold, resumed);
  }

  /** The same with another hold; null: none. */
  public Orders held(@Nullable RangeHold other) {
    return new Orders(pause, other, resumed);
  }

  /** The same without a pause, and without a parking from before {@code at}. */
  public Orders resume(Instant at) {
    return new Orders(null, hold, at);
  }
}
