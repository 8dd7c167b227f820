package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.util.List;

/** Always what the load needs in the mean, rounded up. */
public record StaticMean(int count) implements Peer {
  /**
   * The peer for a load.
   *
   * @param demand of each second of a load
   * @throws IllegalArgumentException if it is empty
   */
  public static StaticMean of(List<Integer> demand) {
    double mean =
        demand.stream()
            .mapToInt(Integer::intValue)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("no demand"));
    return new StaticMean((int) Math.ceil(mean));
  }

  @Override
  public String name() {
    return "static-mean";
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
