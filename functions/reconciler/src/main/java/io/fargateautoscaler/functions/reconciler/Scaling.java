package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.Trigger;
import java.util.Map;

/** The two calls of {@link Reconciler} that this function makes. */
interface Scaling {
  /** Looks at all services. */
  Reconciler.Report tick(Trigger trigger);

  /** Looks at these services. */
  Reconciler.Report reconcile(Map<ServiceRef, Trigger> hints);

  /** The shipped one. */
  static Scaling by(Reconciler reconciler) {
    return new Scaling() {
      @Override
      public Reconciler.Report tick(Trigger trigger) {
        return reconciler.tick(trigger);
      }

      @Override
      public Reconciler.Report reconcile(Map<ServiceRef, Trigger> hints) {
        return reconciler.reconcile(hints);
      }
    };
  }
}
