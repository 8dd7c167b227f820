package io.fargateautoscaler.simulator.requests;

import java.util.Arrays;

/** What will happen, the earliest first: a heap of four children each. */
final class Agenda {
  private double[] at = new double[64];
  private long[] what = new long[64];
  private int size;

  /** Seconds of the next thing; infinite if there is none. */
  double next() {
    return size == 0 ? Double.POSITIVE_INFINITY : at[0];
  }

  void add(double seconds, long ticket) {
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      what = Arrays.copyOf(what, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >> 2;
      if (at[parent] <= seconds) {
        break;
      }
      at[hole] = at[parent];
      what[hole] = what[parent];
      hole = parent;
    }
    at[hole] = seconds;
    what[hole] = ticket;
  }

  /** Takes the next thing off; there must be one. */
  long take() {
    long taken = what[0];
    size--;
    double seconds = at[size];
    int hole = 0;
    while (true) {
      int first = 4 * hole + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      for (int child = first + 1, end = Math.min(first + 4, size); child < end; child++) {
        if (at[child] < at[least]) {
          least = child;
        }
      }
      if (at[least] >= seconds) {
        break;
      }
      at[hole] = at[least];
      what[hole] = what[least];
      hole = least;
    }
    at[hole] = seconds;
    what[hole] = what[size];
    return taken;
  }
}
