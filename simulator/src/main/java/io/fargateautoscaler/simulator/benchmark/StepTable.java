package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.benchmark.Table.Cell;
import io.fargateautoscaler.simulator.benchmark.Table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers to a threefold load of one kind, a row a policy, in the order given. */
public final class StepTable {
  private final Table table =
      new Table(
          List.of(
              Column.left("policy"),
              Column.left("setting"),
              Column.right("first change s"),
              Column.right("enough tasks s")));

  public StepTable(List<StepResponse> responses) {
    for (StepResponse each : responses) {
      table.add(
          List.of(
              Cell.of(each.policy()),
              Cell.of(each.setting()),
              seconds(each.changeSeconds()),
              seconds(each.enoughSeconds())));
    }
  }

  static Cell seconds(@Nullable Double seconds) {
    return Cell.of(seconds == null ? "-" : Long.toString(Math.round(seconds)));
  }

  public String text(boolean colour) {
    return table.text(colour);
  }

  public String markdown() {
    return table.markdown();
  }
}
