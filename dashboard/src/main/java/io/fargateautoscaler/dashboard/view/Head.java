package io.fargateautoscaler.dashboard.view;

import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What stands above the services.
 *
 * @param sentence the answer first: whether all is well, and else where to look
 * @param problems of the autoscaler itself, and what it told of services
 */
record Head(String stack, String place, String sentence, List<Fact> facts, List<String> problems) {

  /**
   * A number and what it is of.
   *
   * @param bad whether somebody should look at it
   */
  record Fact(String number, String what, boolean bad) {}

  /** A tick comes every minute. */
  private static final long LATE_TICK_SECONDS = 180;

  private static final int NAMED = 3;

  static Head of(Board board) {
    Health health = board.health();
    return new Head(
        Words.line(health.stack()),
        Words.line(health.place()),
        sentence(board),
        facts(board),
        health.problems().stream().map(Words::line).toList());
  }

  private static String sentence(Board board) {
    List<String> wrong = new ArrayList<>();
    int running = 0;
    for (ServiceView each : board.services()) {
      running += each.running();
      Concern concern = Concern.of(each);
      if (concern.level() == 2) {
        wrong.add(each.service() + " (" + concern.flags().getFirst().text() + ")");
      }
    }
    int services = board.services().size();
    if (services == 0) {
      return "No service is watched yet.";
    }
    String all = Words.count(services, "service") + " with " + Words.count(running, "running task");
    if (!wrong.isEmpty()) {
      String named = String.join(", ", wrong.subList(0, Math.min(NAMED, wrong.size())));
      String more = wrong.size() > NAMED ? " and " + (wrong.size() - NAMED) + " more" : "";
      return all + "; look at " + named + more + ".";
    }
    return board.health().problems().isEmpty() ? all + "; all is well." : all + "; look at this:";
  }

  private static List<Fact> facts(Board board) {
    Health health = board.health();
    Instant tick = health.lastTick();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(Concern.mode(health.mode()), "mode", false));
    if (tick == null) {
      facts.add(new Fact("none", "tick yet", false));
    } else {
      boolean late = tick.plusSeconds(LATE_TICK_SECONDS).isBefore(board.at());
      facts.add(new Fact(Words.age(tick, board.at()), "since the last tick", late));
    }
    costs(board, facts);
    if (health.usdPerMonth() != null) {
      facts.add(new Fact(Words.usd(health.usdPerMonth()), "a month for the autoscaler", false));
    }
    Instant frozen = health.frozenUntil();
    if (frozen != null && frozen.isAfter(board.at())) {
      facts.add(new Fact("frozen", "until " + Words.time(frozen, board.at()) + " UTC", true));
    }
    if (health.waitingNotices() > 0) {
      facts.add(new Fact("" + health.waitingNotices(), "notices wait", false));
    }
    if (health.deadLetters() > 0) {
      facts.add(new Fact("" + health.deadLetters(), "dead letters", true));
    }
    return List.copyOf(facts);
  }

  private static void costs(Board board, List<Fact> facts) {
    List<CostView> known =
        board.services().stream().map(ServiceView::cost).filter(Objects::nonNull).toList();
    if (known.isEmpty()) {
      return;
    }
    double hour = known.stream().mapToDouble(CostView::perHour).sum();
    double month = known.stream().mapToDouble(CostView::perMonth).sum();
    int unknown = board.services().size() - known.size();
    String without = unknown == 0 ? "" : ", " + unknown + " not known";
    facts.add(new Fact(Words.usd(hour), "an hour for tasks" + without, false));
    facts.add(new Fact(Words.usd(month), "a month", false));
  }
}
