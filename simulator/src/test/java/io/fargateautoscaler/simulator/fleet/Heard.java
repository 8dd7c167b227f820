package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.record.DecisionRecord;
import java.util.ArrayList;
import java.util.List;

/** Writes down what is decided. */
final class Heard implements Journal {
  /** A change of the desired count. */
  record Change(int second, int from, int to) {}

  /** A decision of the shipped reconciler, with all that it knew. */
  record Decided(int second, DecisionRecord record) {}

  final List<Change> changes = new ArrayList<>();
  final List<Decided> decisions = new ArrayList<>();

  @Override
  public void decided(int second, DecisionRecord record, boolean news) {
    decisions.add(new Decided(second, record));
  }

  @Override
  public void changed(int second, int from, int to) {
    changes.add(new Change(second, from, to));
  }

  /** The changes up to a second, and what was decided until then. */
  List<Object> until(int second) {
    List<Object> all = new ArrayList<>();
    changes.stream().filter(change -> change.second() <= second).forEach(all::add);
    decisions.stream()
        .filter(each -> each.second() <= second)
        .map(each -> each.record().observation() + " " + each.record().decision())
        .forEach(all::add);
    return all;
  }
}
