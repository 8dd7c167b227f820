package io.fargateautoscaler.simulator.requests;

/**
 * When clients give up. With the same patience for all they do so in the order in which they came,
 * and a ring is enough; whoever is out of that order goes to a heap.
 */
final class Deadlines {
  private final Agenda others = new Agenda();
  private double[] at = new double[64];
  private long[] tickets = new long[64];
  private int head;
  private int size;
  private double last = Double.NEGATIVE_INFINITY;

  void add(double seconds, long ticket) {
    if (seconds < last) {
      others.add(seconds, ticket);
      return;
    }
    if (size == at.length) {
      grow();
    }
    int tail = (head + size) & (at.length - 1);
    at[tail] = seconds;
    tickets[tail] = ticket;
    last = seconds;
    size++;
  }

  /** Seconds of the next one; infinite if there is none. */
  double next() {
    return Math.min(ring(), others.next());
  }

  long take() {
    if (others.next() < ring()) {
      return others.take();
    }
    long ticket = tickets[head];
    head = (head + 1) & (at.length - 1);
    size--;
    if (size == 0) {
      last = Double.NEGATIVE_INFINITY;
    }
    return ticket;
  }

  private double ring() {
    return size == 0 ? Double.POSITIVE_INFINITY : at[head];
  }

  private void grow() {
    double[] moreAt = new double[2 * size];
    long[] moreTickets = new long[2 * size];
    int first = size - head;
    System.arraycopy(at, head, moreAt, 0, first);
    System.arraycopy(at, 0, moreAt, first, head);
    System.arraycopy(tickets, head, moreTickets, 0, first);
    System.arraycopy(tickets, 0, moreTickets, first, head);
    at = moreAt;
    tickets = moreTickets;
    head = 0;
  }
}
