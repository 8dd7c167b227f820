package io.fargateautoscaler.dashboard.view;

import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the page says of one service; every text is in one line and harmless, markup aside.
 *
 * @param counts for example {@code 6 tasks, 3 run, 3 start}
 * @param would empty unless it only observes and would do something else
 * @param notes what holds the range or somebody ordered
 * @param chart JSON of {@link ChartData}
 * @param cost empty: not known
 */
record Card(
    String name,
    String mode,
    Concern concern,
    int desired,
    String counts,
    Bar bar,
    String now,
    String would,
    List<String> notes,
    List<LoadLine> loads,
    String chart,
    String chartText,
    Squares tasks,
    List<DecisionLine> decisions,
    List<FailureLine> failures,
    String cost,
    String costSource) {

  /** The load of a policy and the count that it asks for. */
  record LoadLine(String text, String needs) {}

  /**
   * A decision.
   *
   * @param change for example {@code ▲ 4 → 7}; {@code ·} if nothing changed
   * @param kind {@code out}, {@code in} or {@code hold}
   */
  record DecisionLine(String time, String change, String kind, String text) {}

  /** Failures of one class. */
  record FailureLine(String count, String stopClass, String newest, String text) {}

  private static final int MOST_DECISIONS = 8;
  private static final int MOST_LINES = 8;

  static Card of(ServiceView service, Instant now) {
    Integer would = service.would();
    CostView cost = service.cost();
    return new Card(
        service.service().toString(),
        Concern.mode(service.mode()),
        Concern.of(service),
        service.desired(),
        counts(service),
        Bar.of(service),
        Words.line(service.now()),
        would == null ? "" : "would run " + would,
        notes(service),
        service.loads().stream().limit(MOST_LINES).map(Card::load).toList(),
        ChartData.json(service, now),
        "Last hour of " + service.service() + ": load as needed tasks, desired and running tasks",
        Squares.of(service.tasks(), now),
        service.decisions().stream()
            .limit(MOST_DECISIONS)
            .map(each -> decision(each, now))
            .toList(),
        service.failures().stream()
            .limit(MOST_LINES)
            .map(each ->
                new FailureLine(
                    each.count() + " ×",
                    Words.line(each.stopClass()),
                    "newest " + Words.age(each.newest(), now) + " ago",
                    Words.line(each.text())))
            .toList(),
        cost == null
            ? ""
            : Words.usd(cost.perHour()) + " an hour, " + Words.usd(cost.perMonth()) + " a month",
        cost == null
            ? ""
            : Words.usd(cost.perTaskHour()) + " a task and hour; " + Words.line(cost.source()));
  }

  private static String counts(ServiceView service) {
    StringBuilder text = new StringBuilder(Words.count(service.desired(), "task"));
    text.append(", ").append(service.running()).append(" run");
    if (service.pending() > 0) {
      text.append(", ").append(service.pending()).append(" start");
    }
    return text.toString();
  }

  private static List<String> notes(ServiceView service) {
    List<String> notes = new ArrayList<>();
    service.orders().stream().limit(MOST_LINES).forEach(each -> notes.add(Words.line(each)));
    if (service.otherScaler() != null) {
      notes.add("Also scaled by " + Words.line(service.otherScaler()) + ".");
    }
    if (!service.rangeFrom().equals("document")) {
      String range = service.min() + "–" + service.max();
      notes.add("Range " + range + " by " + Words.line(service.rangeFrom()) + ".");
    }
    return List.copyOf(notes);
  }

  private static LoadLine load(LoadView load) {
    Integer needs = load.needs();
    return new LoadLine(
        Words.line(load.text()),
        needs == null ? "no count" : "needs " + String.format(Locale.ROOT, "%,d", needs));
  }

  private static DecisionLine decision(ServiceView.DecisionView each, Instant now) {
    Integer from = each.from();
    Integer to = each.to();
    String time = Words.time(each.at(), now);
    String text = Words.line(each.text());
    if (from == null || to == null || from.equals(to)) {
      return new DecisionLine(time, "·", "hold", text);
    }
    boolean out = to > from;
    String change = (out ? "▲ " : "▼ ") + from + " → " + to;
    return new DecisionLine(time, change, out ? "out" : "in", text);
  }
}
