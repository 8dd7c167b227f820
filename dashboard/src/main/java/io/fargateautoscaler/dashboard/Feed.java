package io.fargateautoscaler.dashboard;

import io.fargateautoscaler.dashboard.view.Frame;
import io.fargateautoscaler.dashboard.view.Views;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.BoardSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads a source once for all who listen, and only while somebody does. */
final class Feed implements AutoCloseable {
  /**
   * What is known now.
   *
   * @param revision rises with every reading, also with those that fail; 0: nothing was read yet
   * @param board the last one that could be read
   * @param trouble why it is not newer; empty: it is
   */
  record State(long revision, @Nullable Board board, Frame frame, String trouble) {
    static final State NONE = new State(0, null, Frame.NONE, "");
  }

  /** A pause is at least so many times as long as the reading before. */
  private static final int REST = 4;

  private final BoardSource source;
  private final Views views;
  private final InstantSource clock;
  private final Duration every;

  /** Held while the source is read, which may take seconds. */
  private final ReentrantLock reading = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.NONE;
  private Instant readAt = Instant.EPOCH;
  private @Nullable Instant troubleSince;
  private int listeners;
  private boolean closed;

  /**
   * @param every time between two readings
   */
  Feed(BoardSource source, Views views, InstantSource clock, Duration every) {
    this.source = source;
    this.views = views;
    this.clock = clock;
    this.every = every;
  }

  /** Somebody listens from now on until {@link #left}. */
  void joined() {
    within(() -> {
      listeners++;
      changed.signalAll();
    });
  }

  void left() {
    within(() -> listeners--);
  }

  private void within(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** The state, read anew if it is older than the time between two readings. */
  State fresh() {
    lock.lock();
    try {
      if (state.revision() > 0 && clock.instant().isBefore(readAt.plus(every))) {
        return state;
      }
    } finally {
      lock.unlock();
    }
    return refresh();
  }

  /** Reads the source and tells all who wait. */
  State refresh() {
    reading.lock();
    try {
      Board board = source.read();
      return publish(board, views.frame(board), null);
    } catch (Trouble trouble) {
      return publish(null, null, String.valueOf(trouble.getMessage()));
    } catch (RuntimeException e) {
      // The page must outlive it: the next reading may succeed.
      return publish(
          null, null, "internal error (" + e.getClass().getSimpleName() + "); please report it");
    } finally {
      reading.unlock();
    }
  }

  private State publish(@Nullable Board board, @Nullable Frame frame, @Nullable String why) {
    lock.lock();
    try {
      readAt = clock.instant();
      if (why == null) {
        troubleSince = null;
      } else if (troubleSince == null) {
        troubleSince = readAt;
      }
      state =
          new State(
              state.revision() + 1,
              board == null ? state.board() : board,
              frame == null ? state.frame() : frame,
              why == null ? "" : sentence(why, troubleSince, state.board()));
      changed.signalAll();
      return state;
    } finally {
      lock.unlock();
    }
  }

  private static String sentence(String why, @Nullable Instant since, @Nullable Board last) {
    String start = since == null ? "" : "Since " + since.truncatedTo(ChronoUnit.SECONDS) + ": ";
    return last == null
        ? start + why
        : start
            + why
            + ". Shown is the state of "
            + last.at().truncatedTo(ChronoUnit.SECONDS)
            + ".";
  }

  /**
   * Waits for a state after {@code revision}.
   *
   * @return the newest one; after {@code most} one that is known already
   */
  State await(long revision, Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (state.revision() <= revision && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** Reads again and again while somebody listens, until it is closed. */
  void run() {
    try {
      while (awaitListener()) {
        Instant begun = clock.instant();
        refresh();
        pause(rest(Duration.between(begun, clock.instant())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitListener() throws InterruptedException {
    lock.lock();
    try {
      while (listeners == 0 && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** What takes long, such as a thousand services, is done less often. */
  Duration rest(Duration took) {
    Duration rest = took.multipliedBy(REST);
    return rest.compareTo(every) > 0 ? rest : every;
  }

  private void pause(Duration length) throws InterruptedException {
    lock.lock();
    try {
      long left = length.toNanos();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many listen now. */
  int listeners() {
    lock.lock();
    try {
      return listeners;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    within(() -> {
      closed = true;
      changed.signalAll();
    });
  }
}
