package io.fargateautoscaler.core.failure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of the table: when all clues fit, it is this. Rows are tried from the first to the last, so
 * the special ones stand before the general ones. Sentences have placeholders, see {@link
 * Sentence}.
 *
 * @param name unique, for tests and the reference
 * @param kind a {@link StopClass} or {@link ServiceTrouble}
 * @param cause what happened, without a full stop
 * @param nextStep what to do, without a full stop; empty where nothing is wrong
 * @param ownFault see {@link Classified#ownFault}; false for services
 */
record Row<K extends Enum<K>>(
    String name, K kind, String cause, String nextStep, boolean ownFault, List<Clue> clues) {

  Row {
    clues = List.copyOf(clues);
  }

  static Row<StopClass> stop(
      String name, StopClass kind, String cause, String nextStep, Clue... clues) {
    return new Row<>(name, kind, cause, nextStep, kind.ownFault(), List.of(clues));
  }

  static Row<ServiceTrouble> service(
      String name, ServiceTrouble kind, String cause, String nextStep, Clue... clues) {
    return new Row<>(name, kind, cause, nextStep, false, List.of(clues));
  }

  /** The same row, whose early stops count for the crash-loop brake whatever its class. */
  Row<K> ofItsOwnFault() {
    return new Row<>(name, kind, cause, nextStep, true, clues);
  }

  boolean fits(Evidence evidence) {
    return clues.stream().allMatch(clue -> clue.fits(evidence));
  }

  /** The first row that fits; the last row of a table has no clues and always fits. */
  static <K extends Enum<K>> Row<K> first(List<Row<K>> table, Evidence evidence) {
    return table.stream().filter(row -> row.fits(evidence)).findFirst().orElseGet(table::getLast);
  }

  String when() {
    return clues.isEmpty()
        ? "anything else"
        : clues.stream().map(Clue::words).collect(Collectors.joining("; "));
  }
}
