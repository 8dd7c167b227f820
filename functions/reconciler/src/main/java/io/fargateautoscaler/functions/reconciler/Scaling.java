package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** The two calls of {@link Reconciler} that this function makes. */
interface Scaling {
  /**
   * Looks at all services.
   *
   * @param named those that events named at the same time
   * @param deadline after which nothing more is acted on
   * @throws Stopped if it could not be ended
   */
  Reconciler.Report tick(Trigger trigger, Map<ServiceRef, Trigger> named, Instant deadline);

  /**
   * Looks at these services.
   *
   * @param deadline after which nothing more is acted on
   * @throws Stopped if it could not be ended
   */
  Reconciler.Report reconcile(Map<ServiceRef, Trigger> hints, Instant deadline);

  /** A run ended before its end; what it did before counts all the same. */
  final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reconciler.Report before;
    private final RuntimeException trouble;

    Stopped(Reconciler.Report before, RuntimeException trouble) {
      super(trouble);
      this.before = before;
      this.trouble = trouble;
    }

    Reconciler.Report before() {
      return before;
    }

    RuntimeException trouble() {
      return trouble;
    }
  }

  /**
   * The shipped one.
   *
   * @param tally the listener of {@code reconciler}
   */
  static Scaling by(Reconciler reconciler, Tally tally) {
    return new Scaling() {
      @Override
      public Reconciler.Report tick(
          Trigger trigger, Map<ServiceRef, Trigger> named, Instant deadline) {
        return counted(() -> reconciler.tick(trigger, named, deadline));
      }

      @Override
      public Reconciler.Report reconcile(Map<ServiceRef, Trigger> hints, Instant deadline) {
        return counted(() -> reconciler.reconcile(hints, deadline));
      }

      private Reconciler.Report counted(Supplier<Reconciler.Report> run) {
        tally.begin();
        try {
          return run.get();
        } catch (RuntimeException trouble) {
          throw new Stopped(tally.report(), trouble);
        }
      }
    };
  }
}
