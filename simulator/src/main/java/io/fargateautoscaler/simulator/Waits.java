package io.fargateautoscaler.simulator;

/** How long messages waited until work on them began, in whole seconds. */
public final class Waits {
  private static final int LONGEST = 6 * 3600;

  private final long[] messages = new long[LONGEST + 1];
  private long all;
  private int longest;

  void add(double seconds) {
    int whole = (int) Math.min(LONGEST, Math.max(0, Math.floor(seconds)));
    messages[whole]++;
    all++;
    longest = Math.max(longest, whole);
  }

  void addAll(Waits others) {
    for (int i = 0; i <= LONGEST; i++) {
      messages[i] += others.messages[i];
    }
    all += others.all;
    longest = Math.max(longest, others.longest);
  }

  /** How many messages there were. */
  public long count() {
    return all;
  }

  /** The longest wait in seconds, at most six hours; 0 without messages. */
  public int longest() {
    return longest;
  }

  /** Part of the messages, 0 to 1, that waited for {@code seconds} or longer. */
  public double partFrom(long seconds) {
    long late = 0;
    for (int i = (int) Math.clamp(seconds, 0, LONGEST); i <= LONGEST; i++) {
      late += messages[i];
    }
    return all == 0 ? 0 : (double) late / all;
  }
}
