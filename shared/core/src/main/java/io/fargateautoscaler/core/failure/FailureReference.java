package io.fargateautoscaler.core.failure;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Documentation of the failure classes, made from the tables that the classifiers use. */
public final class FailureReference {
  private FailureReference() {}

  /** The page {@code docs/failures.md}. */
  public static String markdown() {
    var page = new StringBuilder();
    page.append("# Failures\n\n");
    page.append("Why a task stopped, and what troubles a service, as notices and ");
    page.append("`./autoscaler replay EVENT…` say it.\n");
    page.append(
        "The first row that fits an event counts; this is their order. All conditions of a ");
    page.append("row must hold; texts are compared\n");
    page.append("without letter case, with `cannot` for `can't`.\n\n");
    page.append("This page is generated from the tables that the classifiers use: ");
    page.append("`./autoscaler reference --failures`.\n\n");
    page.append("## Classes of stopped tasks\n\n");
    page.append("A start counts as bad for the crash-loop brake if its task never ran, or ended ");
    page.append("within 3 min, by a row marked \"bad\".\n\n");
    page.append("| class | what it means | people are told |\n|---|---|---|\n");
    for (StopClass each : StopClass.values()) {
      page.append("| `").append(each.wireName()).append("` | ").append(cell(each.meaning()));
      page.append(" | ").append(told(each)).append(" |\n");
    }
    page.append("\n## Stopped tasks\n\n");
    page.append(
        "| class | when | what it means | what to do | early start |\n|---|---|---|---|---|\n");
    for (Row<StopClass> row : StopTable.ROWS) {
      page.append("| `").append(row.kind().wireName()).append("` | ");
      page.append(body(row)).append(" | ").append(row.ownFault() ? "bad" : "–").append(" |\n");
    }
    page.append("\n\"The reason says\" what is in italics if it has one of these:\n\n");
    page.append("| name | fragments |\n|---|---|\n");
    shared()
        .forEach((name, fragments) ->
            page.append("| *").append(name).append("* | ").append(fragments).append(" |\n"));
    page.append("\n## Service actions and deployments\n\n");
    page.append("| kind | what it means |\n|---|---|\n");
    for (ServiceTrouble each : ServiceTrouble.values()) {
      page.append("| `").append(each.wireName()).append("` | ");
      page.append(cell(each.meaning())).append(" |\n");
    }
    page.append("\n| kind | when | what it means | what to do |\n|---|---|---|---|\n");
    for (Row<ServiceTrouble> row : ServiceTable.ROWS) {
      page.append("| `").append(row.kind().wireName()).append("` | ");
      page.append(body(row)).append(" |\n");
    }
    page.append("\n## Names in the sentences\n\n");
    page.append("Where an event does not name it, the bare noun stands there.\n\n");
    page.append("| placeholder | such as |\n|---|---|\n");
    new TreeMap<>(Sentence.PLACEHOLDERS)
        .forEach((name, example) ->
            page.append("| `{").append(name).append("}` | ").append(cell(example)).append(" |\n"));
    return page.toString();
  }

  private static SortedMap<String, String> shared() {
    SortedMap<String, String> shared = new TreeMap<>();
    for (Row<StopClass> row : StopTable.ROWS) {
      for (Clue clue : row.clues()) {
        if (clue instanceof Clue.Says says && !says.name().isEmpty()) {
          shared.put(says.name(), cell(Clue.either(says.fragments())));
        }
      }
    }
    return shared;
  }

  private static String body(Row<?> row) {
    List<String> cells =
        List.of(row.when(), row.cause(), row.nextStep().isEmpty() ? "–" : row.nextStep());
    return String.join(" | ", cells.stream().map(FailureReference::cell).toList());
  }

  private static String told(StopClass each) {
    if (!each.unexpected()) {
      return "no";
    }
    return each.passing() ? "yes, as information" : "yes, as a warning";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
