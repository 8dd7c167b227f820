package io.fargateautoscaler.simulator.peers;

import java.time.Duration;

/** The scaling rules of another product for one service; remembers its earlier looks. */
public interface Peer {
  /** Its name in tables, such as {@code aas-60}. */
  String name();

  /** How often it looks. */
  Duration interval();

  /**
   * The count that it sets; the present desired count if it leaves that alone. Looks come in the
   * order of time.
   */
  int desired(Look look);
}
