package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Knative's pod autoscaler. Its points are of one second each: the work at once in all tasks
 * together, 0 included.
 */
public final class Kpa implements Peer {
  /** Part of a task's concurrency that is aimed at. */
  public static final double UTILISATION = 0.7;

  private static final double CONCURRENCY = 100;
  private static final double PANIC_THRESHOLD = 2;
  private static final double MAX_UP_RATE = 1000;
  private static final double MAX_DOWN_RATE = 2;
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration STABLE = Duration.ofSeconds(60);
  private static final Duration PANIC = Duration.ofSeconds(6);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final double target;
  private @Nullable Instant firstPoint;
  private @Nullable Instant panicked;
  private int maxPanicTasks;
  private boolean started;
  private @Nullable Instant activeSince;
  private @Nullable Instant inactiveSince;

  /** With the default concurrency of 100 per task. */
  public Kpa() {
    this(CONCURRENCY);
  }

  /**
   * With another concurrency.
   *
   * @param concurrency of a task at most, above 0, of which 70 % are aimed at
   * @throws IllegalArgumentException if it is not
   */
  public Kpa(double concurrency) {
    if (!(concurrency > 0)) {
      throw new IllegalArgumentException("concurrency " + concurrency);
    }
    target = concurrency * UTILISATION;
  }

  @Override
  public String name() {
    return "kpa";
  }

  @Override
  public Duration interval() {
    return TICK;
  }

  @Override
  public int desired(Look look) {
    int ready = Math.max(1, look.running());
    start(look, ready);
    Double stable = mean(look, STABLE);
    Double panic = mean(look, PANIC);
    if (stable == null || panic == null) {
      return look.desired();
    }
    int panicWish = (int) Math.ceil(panic / target);
    boolean over = (double) panicWish / ready >= PANIC_THRESHOLD;
    if (over) {
      panicked = look.at();
    } else if (panicked != null && panicked.plus(STABLE).isBefore(look.at())) {
      panicked = null;
      maxPanicTasks = 0;
    }
    int desired = limited((int) Math.ceil(stable / target), ready);
    if (panicked != null) {
      maxPanicTasks = Math.max(maxPanicTasks, Math.max(desired, limited(panicWish, ready)));
      desired = maxPanicTasks;
    }
    return look.range().nearest(desired > 0 ? active(look, desired) : idle(look));
  }

  /** One that begins with several tasks begins in panic: it does not know what they are for. */
  private void start(Look look, int ready) {
    if (!started) {
      started = true;
      if (ready > 1) {
        panicked = look.at();
        maxPanicTasks = ready;
      }
    }
  }

  private static int limited(int wish, int ready) {
    int down = (int) Math.floor(ready / MAX_DOWN_RATE);
    return (int) Math.min(Math.max(wish, down), Math.ceil(MAX_UP_RATE * ready));
  }

  private int active(Look look, int desired) {
    if (activeSince == null || inactiveSince != null) {
      activeSince = look.at();
      inactiveSince = null;
    }
    return desired;
  }

  /** Zero takes a whole window of activity before and a time of grace. */
  private int idle(Look look) {
    if (look.desired() == 0) {
      return 0;
    }
    if (activeSince == null) {
      activeSince = look.at();
    }
    if (inactiveSince == null) {
      if (!look.at().isBefore(activeSince.plus(STABLE))) {
        inactiveSince = look.at();
      }
      return 1;
    }
    return look.at().isBefore(inactiveSince.plus(GRACE)) ? 1 : 0;
  }

  /** Seconds without a point count as 0, but not those before the first one. */
  private @Nullable Double mean(Look look, Duration window) {
    double sum = 0;
    Instant last = null;
    for (Look.Point point : look.points()) {
      if (firstPoint == null) {
        firstPoint = point.at();
      }
      if (!point.at().isBefore(look.at().minus(window))) {
        sum += point.value();
        last = point.at();
      }
    }
    if (last == null || firstPoint == null) {
      return null;
    }
    long seconds = Duration.between(firstPoint, last).toSeconds() + 1;
    return sum / Math.min(seconds, window.toSeconds());
  }
}
