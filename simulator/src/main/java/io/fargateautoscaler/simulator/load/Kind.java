package io.fargateautoscaler.simulator.load;

import java.util.Locale;

/** What arrives: requests that somebody waits for, or messages on a queue. */
public enum Kind {
  WEB,
  QUEUE;

  /** As options and JSON spell it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
