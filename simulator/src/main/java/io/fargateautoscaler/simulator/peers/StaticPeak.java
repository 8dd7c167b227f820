package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.util.List;

/** Always what the load needs at its peak. */
public record StaticPeak(int count) implements Peer {
  /**
   * The peer for a load.
   *
   * @param demand of each second of a load
   * @throws IllegalArgumentException if it is empty
   */
  public static StaticPeak of(List<Integer> demand) {
    return new StaticPeak(
        demand.stream()
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow(() -> new IllegalArgumentException("no demand")));
  }

  @Override
  public String name() {
    return "static-peak";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public int desired(Look look) {
    return look.range().nearest(count);
  }
}
