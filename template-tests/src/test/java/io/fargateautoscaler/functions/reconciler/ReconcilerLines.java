package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines that the reconciler writes, made by its own classes. */
public final class ReconcilerLines {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:10Z");
  private static final String SERVICE = "shop/checkout";
  private static final String POLICY =
      "{\"service\":\"shop/checkout\",\"capacity\":{\"min\":1,\"max\":9},\"policies\":"
          + "{\"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}}";

  private ReconcilerLines() {}

  /** A hold; {@code news}: with the whole record. */
  public static String hold(boolean news) {
    return decided(new Decision.Hold(HoldReason.ON_TARGET, 4, "enough"), news);
  }

  /** A change of the count; {@code news}: with the whole record. */
  public static String scale(boolean news) {
    return decided(new Decision.Scale(4, 6, "cpu", "load"), news);
  }

  /** A change that two stages shaped. */
  public static String cutScale() {
    List<Adjustment> trace =
        List.of(
            new Adjustment("policies", 4, 7, "load 412 % needs 7"),
            new Adjustment("step", 7, 6, "at most 2 tasks more at once"));
    String because = "load 412 % needs 7; at most 2 tasks more at once";
    return decided(
        new Decision(new Decision.Scale(4, 6, "cpu", because), Map.of(), trace, null), true);
  }

  /** What would have been done in observe mode. */
  public static String observed() {
    return decided(
        new Decision(
            new Decision.Hold(HoldReason.OBSERVE, 4, "observed only: would scale"),
            Map.of(),
            List.of(),
            new Decision.Scale(4, 6, "cpu", "load")),
        true);
  }

  private static String decided(Decision.Outcome outcome, boolean news) {
    return decided(new Decision(outcome, Map.of(), List.of(), null), news);
  }

  private static String decided(Decision decision, boolean news) {
    List<String> lines = new ArrayList<>();
    PolicyReader.Result read = PolicyReader.read(POLICY, SERVICE);
    new DecisionLog(lines::add)
        .decided(
            new DecisionRecord(
                "1-1",
                new ServiceRef("shop", "checkout"),
                new Trigger(Trigger.Kind.TICK, "e-1"),
                new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson()),
                Mode.ACTIVE,
                new Observation(NOW, ServiceStatus.steady(4, 4, 0), Map.of(), Map.of()),
                ScalingHistory.NONE,
                decision,
                null),
            news);
    return lines.getFirst();
  }

  /** A service that could not be dealt with. */
  public static String failedService() {
    List<String> lines = new ArrayList<>();
    new DecisionLog(lines::add).failed(new ServiceRef("shop", "checkout"), "refused");
    return lines.getFirst();
  }

  /** A run without a state table: what went wrong, and its metrics. */
  public static List<String> failedRun() {
    return run(new StateStore.Unavailable("no answer", null));
  }

  /** A run that had no time for one service: its metrics, each of which has a value. */
  public static List<String> goodRun() {
    return run(null);
  }

  private static List<String> run(StateStore.@Nullable Unavailable trouble) {
    List<String> lines = new ArrayList<>();
    Scaling scaling =
        new Scaling() {
          @Override
          public Reconciler.Report tick(
              Trigger trigger, Map<ServiceRef, Trigger> named, Instant deadline) {
            if (trouble != null) {
              throw trouble;
            }
            return new Reconciler.Report(1, 0, 1, 0, 0, 0, 0, 1);
          }

          @Override
          public Reconciler.Report reconcile(Map<ServiceRef, Trigger> hints, Instant deadline) {
            throw new AssertionError("not asked for");
          }
        };
    new ReconcilerHandler(
            new EventDecoder(null, null),
            new InMemoryStore(new NoticeJson()),
            scaling,
            lines::add,
            () -> NOW,
            "prod")
        .handle(
            "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"time\":\""
                + NOW
                + "\",\"account\":\"111122223333\",\"region\":\"eu-west-1\",\"detail\":{}}",
            NOW.plusSeconds(45));
    return lines;
  }
}
