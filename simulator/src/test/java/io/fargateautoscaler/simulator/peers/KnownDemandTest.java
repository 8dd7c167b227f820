package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers that are told the load: three tasks, but nine from second 100 to 109. */
final class KnownDemandTest {
  private static final Demand BURST =
      at -> {
        long second = Duration.between(Sight.START, at).toSeconds();
        return second >= 100 && second < 110 ? 9 : 3;
      };

  @Test
  void theOracleOrdersOneStartUpBefore() {
    var oracle = new Oracle(BURST, Duration.ofSeconds(23));

    assertThat(oracle.desired(Sight.of(3, 3).at(75).look())).isEqualTo(3);
    assertThat(oracle.desired(Sight.of(3, 3).at(76).look())).isEqualTo(9);
    assertThat(oracle.desired(Sight.of(9, 9).at(109).look())).isEqualTo(9);
    assertThat(oracle.desired(Sight.of(9, 9).at(110).look())).isEqualTo(3);
    assertThat(oracle.desired(Sight.of(3, 3).within(4, 8).at(76).look())).isEqualTo(8);
  }

  @Test
  void theOraclesTasksNeverMissTheDemand() {
    int startUp = 23;
    var oracle = new Oracle(BURST, Duration.ofSeconds(startUp));
    List<Integer> orders = new ArrayList<>();
    for (int second = 0; second < 200; second++) {
      orders.add(oracle.desired(Sight.of(3, 3).at(second).look()));
    }
    for (int second = startUp; second < 200; second++) {
      int ran = orders.subList(second - startUp, second + 1).stream().min(Integer::compare).get();
      assertThat(ran).isGreaterThanOrEqualTo(BURST.at(Sight.START.plusSeconds(second)));
    }
  }

  @Test
  void theFloorIsTheDemandItself() {
    var floor = new Floor(BURST);

    assertThat(floor.desired(Sight.of(3, 3).at(99).look())).isEqualTo(3);
    assertThat(floor.desired(Sight.of(3, 3).at(100).look())).isEqualTo(9);
    assertThat(floor.desired(Sight.of(9, 9).at(110).look())).isEqualTo(3);
    assertThat(floor.desired(Sight.of(9, 9).within(4, 8).at(110).look())).isEqualTo(4);
  }

  @Test
  void staticCountsArePeakAndMean() {
    List<Integer> demand = List.of(1, 9, 3);

    assertThat(StaticPeak.of(demand).desired(Sight.of(1, 1).look())).isEqualTo(9);
    assertThat(StaticPeak.of(demand).desired(Sight.of(1, 1).within(0, 8).look())).isEqualTo(8);
    assertThat(StaticMean.of(demand).desired(Sight.of(1, 1).look())).isEqualTo(5);
    assertThat(StaticMean.of(demand).desired(Sight.of(1, 1).within(6, 8).look())).isEqualTo(6);
    assertThatIllegalArgumentException().isThrownBy(() -> StaticPeak.of(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> StaticMean.of(List.of()));
  }

  @Test
  void eachPeerHasItsNameAndItsRhythm() {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    List<Peer> peers =
        List.of(
            AasTargetTracking.at60(60),
            AasTargetTracking.at20(60),
            new AasStep(60),
            new AasPredictive(60),
            new AasBacklog(minute, second),
            new Hpa(60),
            new Kpa(),
            new Keda(),
            new Nomad(60),
            new StaticPeak(1),
            new StaticMean(1),
            new Oracle(BURST, second),
            new Floor(BURST));

    assertThat(peers.stream().map(peer -> peer.name() + " " + peer.interval().toSeconds()))
        .containsExactly(
            "aas-60 60",
            "aas-20 20",
            "aas-step 60",
            "aas-predictive 60",
            "aas-backlog 60",
            "hpa 15",
            "kpa 2",
            "keda 15",
            "nomad 10",
            "static-peak 60",
            "static-mean 60",
            "oracle 1",
            "floor 1");
  }
}
