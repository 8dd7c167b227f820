package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * KEDA with its scaler for SQS: its operator switches between zero and one, a
 * HorizontalPodAutoscaler does the rest. Messages in flight count, delayed ones do not.
 */
public final class Keda implements Peer {
  private static final int QUEUE_LENGTH = 5;
  private static final Duration POLLING = Duration.ofSeconds(30);
  private static final Duration COOLDOWN = Duration.ofMinutes(5);

  private final int queueLength;
  private final HpaBehaviour behaviour = new HpaBehaviour(HpaBehaviour.Rules.DEFAULT);
  private @Nullable Instant created;
  private @Nullable Instant polled;
  private @Nullable Instant lastActive;

  /** With the default of five messages per task. */
  public Keda() {
    this(QUEUE_LENGTH);
  }

  /**
   * With another length.
   *
   * @param queueLength messages per task, above 0
   * @throws IllegalArgumentException if it is not
   */
  public Keda(int queueLength) {
    if (queueLength < 1) {
      throw new IllegalArgumentException("queue length " + queueLength);
    }
    this.queueLength = queueLength;
  }

  @Override
  public String name() {
    return "keda";
  }

  @Override
  public Duration interval() {
    return Hpa.INTERVAL;
  }

  @Override
  public int desired(Look look) {
    if (created == null) {
      created = look.at();
    }
    int current = look.desired();
    if (polled == null || !look.at().isBefore(polled.plus(POLLING))) {
      polled = look.at();
      int switched = poll(look, created);
      if (switched != current) {
        return switched;
      }
    }
    CapacityRange range =
        new CapacityRange(Math.max(1, look.range().min()), Math.max(1, look.range().max()));
    if (HpaBehaviour.settled(current, range)) {
      return HpaBehaviour.bounded(current, range);
    }
    if (look.queue() == null) {
      return current;
    }
    int wish = wish(current, length(look.queue()));
    return behaviour.apply(look.at(), current, wish, range);
  }

  private int poll(Look look, Instant since) {
    int current = look.desired();
    int min = look.range().min();
    if (look.queue() == null) {
      return current;
    }
    if (length(look.queue()) > 0) {
      lastActive = look.at();
      return current == 0 ? Math.max(1, min) : current;
    }
    boolean idle =
        lastActive == null
            ? since.isBefore(look.at())
            : lastActive.plus(COOLDOWN).isBefore(look.at());
    if (current > 0 && min == 0 && idle) {
      return 0;
    }
    return Math.max(current, min);
  }

  private int wish(int current, long length) {
    boolean near = Hpa.tolerated((double) length / ((double) queueLength * current));
    return near ? current : Math.clamp(Math.ceilDiv(length, queueLength), 0, Integer.MAX_VALUE);
  }

  private static long length(Look.Queue queue) {
    return Math.max(0, queue.visible() + queue.inFlight());
  }
}
