package io.fargateautoscaler.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Every reason to hold stands in a row of the tables, so that none is only a word. */
class HoldReasonsTest {
  /** The reconciler gives it, when another run is at work. */
  private static final Set<HoldReason> OF_THE_RECONCILER = EnumSet.of(HoldReason.LOCKED);

  private static Stream<Arguments> rows() {
    return Stream.of(
            DeciderTest.modes(),
            DeciderTest.ranges(),
            LoadRulesTest.scaleOut(),
            LoadRulesTest.scaleIn(),
            LoadRulesTest.blindness(),
            LoadRulesTest.totals(),
            DeciderTest.guards(),
            DeciderTest.outsideChanges(),
            QueueRulesTest.queues(),
            GuardsTest.vetoes(),
            GuardsTest.capacity(),
            GuardsTest.crashLoop(),
            GuardsTest.schedules(),
            GuardsTest.orders(),
            GuardsTest.frozen())
        .flatMap(rows -> rows);
  }

  @Test
  void eachIsReachedByARow() {
    Set<HoldReason> reached = EnumSet.copyOf(OF_THE_RECONCILER);
    rows()
        .forEach(row -> {
          if (((Given) row.get()[1]).decide().outcome() instanceof Decision.Hold hold) {
            reached.add(hold.reason());
          }
        });

    assertThat(EnumSet.complementOf(EnumSet.copyOf(reached))).isEmpty();
  }
}
