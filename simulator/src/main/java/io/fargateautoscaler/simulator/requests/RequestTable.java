package io.fargateautoscaler.simulator.requests;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The requests that exist now, in numbered rows that are used again. A ticket names a row and its
 * use, so that what was planned for a request that is gone is recognised as void.
 */
final class RequestTable {
  /** A list of rows; a row is in one at most. */
  static final class Chain {
    int first = NONE;
    int last = NONE;
    int size;
  }

  static final int NONE = -1;

  private double[] arrived = new double[64];
  private double[] work = new double[64];
  private boolean[] alone = new boolean[64];
  private boolean[] begun = new boolean[64];
  private int[] use = new int[64];
  private int[] next = new int[64];
  private int[] previous = new int[64];
  private @Nullable Task[] task = new @Nullable Task[64];
  private int rows;
  private int free = NONE;

  /** A row for a new request. */
  int add(double now, double workSeconds, Task holder) {
    int row = free;
    if (row == NONE) {
      row = rows++;
      if (row == use.length) {
        grow(2 * row);
      }
    } else {
      free = next[row];
    }
    arrived[row] = now;
    work[row] = workSeconds;
    alone[row] = false;
    begun[row] = false;
    task[row] = holder;
    return row;
  }

  /** Makes a row free and all its tickets void. */
  void remove(int row) {
    use[row]++;
    task[row] = null;
    next[row] = free;
    free = row;
  }

  /** Never negative. */
  long ticket(int row) {
    return (use[row] & 0x7fffffffL) << 32 | row;
  }

  /** The row of a ticket; {@link #NONE} if the ticket is void. */
  int row(long ticket) {
    int row = (int) ticket;
    return ticket(row) == ticket ? row : NONE;
  }

  double arrived(int row) {
    return arrived[row];
  }

  /** Seconds that a worker needs for it. */
  double work(int row) {
    return work[row];
  }

  /** Whether its client has given up. */
  boolean alone(int row) {
    return alone[row];
  }

  void leaveAlone(int row) {
    alone[row] = true;
  }

  /** Whether a worker is at it. */
  boolean begun(int row) {
    return begun[row];
  }

  void begin(int row) {
    begun[row] = true;
  }

  Task task(int row) {
    Task holder = task[row];
    if (holder == null) {
      throw new IllegalStateException("row " + row + " is free");
    }
    return holder;
  }

  void append(Chain chain, int row) {
    next[row] = NONE;
    previous[row] = chain.last;
    if (chain.last == NONE) {
      chain.first = row;
    } else {
      next[chain.last] = row;
    }
    chain.last = row;
    chain.size++;
  }

  void unlink(Chain chain, int row) {
    int before = previous[row];
    int after = next[row];
    if (before == NONE) {
      chain.first = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      chain.last = before;
    } else {
      previous[after] = before;
    }
    chain.size--;
  }

  /** Sum of the ages of the requests of a chain whose clients wait. */
  double ages(Chain chain, double now) {
    double sum = 0;
    for (int row = chain.first; row != NONE; row = next[row]) {
      sum += alone[row] ? 0 : now - arrived[row];
    }
    return sum;
  }

  private void grow(int length) {
    arrived = Arrays.copyOf(arrived, length);
    work = Arrays.copyOf(work, length);
    alone = Arrays.copyOf(alone, length);
    begun = Arrays.copyOf(begun, length);
    use = Arrays.copyOf(use, length);
    next = Arrays.copyOf(next, length);
    previous = Arrays.copyOf(previous, length);
    task = Arrays.copyOf(task, length);
  }
}
