package io.fargateautoscaler.simulator.trial;

import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.simulator.benchmark.Elasticity;
import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.benchmark.Policies;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.fleet.Candidate;
import io.fargateautoscaler.simulator.fleet.Candidates;
import io.fargateautoscaler.simulator.fleet.FleetSpec;
import io.fargateautoscaler.simulator.fleet.Journal;
import io.fargateautoscaler.simulator.fleet.Offered;
import io.fargateautoscaler.simulator.fleet.Recorder;
import io.fargateautoscaler.simulator.fleet.Run;
import io.fargateautoscaler.simulator.load.Arrivals;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import io.fargateautoscaler.simulator.report.Comparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One policy document on one load.
 *
 * @param peakTasks tasks that its busiest minute keeps busy, at least 1
 * @param startUpSeconds median until a task serves
 * @param fine whether tasks report their CPU every 20 s, not every minute
 * @param against names known to {@link Opponents}; none: nobody
 */
public record Trial(
    Trace trace,
    Modelled ours,
    int peakTasks,
    double startUpSeconds,
    boolean fine,
    List<String> against,
    long seed) {
  /** Hears how far the runs are. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param run the one that goes on, from 1
     * @param percent of it
     */
    void at(String policy, int run, int runs, int percent);
  }

  /**
   * What came of it: the same runs as rows, as courses and as measures of elasticity, ours first.
   */
  public record Outcome(List<Result> results, Comparison comparison, List<Elasticity> elasticity) {}

  public Trial {
    against = List.copyOf(against);
  }

  /** Why the load cannot be simulated; null if it can. */
  public @Nullable String problem() {
    if (trace.total() == 0) {
      return "nothing arrives in it: all counts are 0";
    }
    if (trace.seconds() > Arrivals.MAX_SECONDS) {
      return "is longer than three years; take a part of it with --busiest 365d";
    }
    double most = 0;
    for (int i = 0; i < trace.size(); i++) {
      most = Math.max(most, trace.count(i));
    }
    double rate = most * Offered.factor(trace, ours.work(), peakTasks) / trace.intervalSeconds();
    return rate <= Arrivals.MAX_RATE
        ? null
        : String.format(
            Locale.ROOT,
            "%.1e arrivals a second at its peak are too many; use fewer --peak-tasks",
            rate);
  }

  /**
   * Runs all, one after the other.
   *
   * @param loadNotes on the load, to stand before those on the document
   */
  public Outcome run(List<String> loadNotes, Progress progress) {
    FleetSpec spec = FleetSpec.of(ours.work(), startUpSeconds);
    Offered offered = Offered.scaled(trace, ours.work(), peakTasks, seed);
    List<Candidate> candidates = new ArrayList<>();
    String setting = ours.setting() + (fine || ours.kind() == Kind.QUEUE ? "" : ", by the minute");
    candidates.add(Candidates.shipped(Policies.OURS, setting, ours.policy(), fine));
    candidates.addAll(Opponents.of(against, ours, spec, offered));
    List<String> notes = new ArrayList<>();
    narrow(notes);
    patient(notes);
    notes.addAll(loadNotes);
    notes.addAll(ours.notes());
    List<Result> results = new ArrayList<>();
    List<Comparison.Course> courses = new ArrayList<>();
    List<Elasticity> elasticity = new ArrayList<>();
    List<String> cut = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String name = candidate.policy();
      Recorder recorder = new Recorder(name, offered.seconds());
      Elasticity elastic = new Elasticity(Math.max(1, candidate.range().max()));
      elasticity.add(elastic);
      int run = results.size() + 1;
      Journal journal =
          new Watched(
              recorder,
              elastic,
              offered,
              percent -> progress.at(name, run, candidates.size(), percent));
      Measures measures = Run.of(spec, offered, candidate, Run.seed(seed), journal);
      results.add(
          new Result(
              trace.name(), ours.kind(), peakTasks, seed, name, candidate.setting(), measures));
      courses.add(recorder.course(candidate.setting(), measures));
      if (recorder.changesNotKept() > 0) {
        cut.add(name + " (" + measures.changes() + ")");
      }
    }
    if (!cut.isEmpty()) {
      notes.add(
          "Listed are the first "
              + Recorder.MOST_DECISIONS
              + " changes of "
              + String.join(", ", cut)
              + ".");
    }
    Comparison comparison =
        new Comparison(
            trace.name(),
            Sentence.of(results),
            ours.kind(),
            Recorder.stepSeconds(offered.seconds()),
            Recorder.arrivals(offered),
            Recorder.need(offered),
            courses,
            notes);
    return new Outcome(results, comparison, elasticity);
  }

  /** Says so if what counts as late is not what the document aims at. */
  private void patient(List<String> notes) {
    Duration allowed = ours.drainWithin();
    if (allowed != null && allowed.toMillis() != Math.round(1000 * ours.work().lateAfter())) {
      notes.add(
          "Late are messages that wait "
              + Modelled.number(ours.work().lateAfter())
              + " s or longer; the document's drain-within is "
              + allowed.toSeconds()
              + " s: --late "
              + allowed.toSeconds()
              + "s counts by that.");
    }
  }

  /** Says so if the document does not allow what the peak needs. */
  private void narrow(List<String> notes) {
    int max = ours.policy().capacity().max();
    boolean web = ours.kind() == Kind.WEB;
    // The busiest minute keeps the peak tasks of a web service 60 % busy.
    double needed = web ? peakTasks * 60 / ours.cpuTarget() : peakTasks;
    if (max >= Math.ceil(needed)) {
      return;
    }
    int fitting = (int) (web ? max * ours.cpuTarget() / 60 : max);
    notes.add(
        "The peak needs "
            + (int) Math.ceil(needed)
            + " tasks"
            + (web ? " at " + Modelled.number(ours.cpuTarget()) + " % CPU" : "")
            + ", but the document's max is "
            + max
            + (fitting < 1 ? "." : "; --peak-tasks " + fitting + " would fit."));
  }

  /** Tells percents on the way to a recorder. */
  private record Watched(Recorder recorder, Elasticity elastic, Offered offered, Percent heard)
      implements Journal {
    private interface Percent {
      void at(int percent);
    }

    @Override
    public void decided(int second, DecisionRecord record, boolean news) {
      recorder.decided(second, record, news);
    }

    @Override
    public void changed(int second, int from, int to) {
      recorder.changed(second, from, to);
    }

    @Override
    public void second(int second, int desired, int running, double lateSoFar) {
      recorder.second(second, desired, running, lateSoFar);
      elastic.add(offered.need(second - 1), running);
      int seconds = offered.seconds();
      int percent = (int) (100L * second / seconds);
      if (percent != (int) (100L * (second - 1) / seconds)) {
        heard.at(percent);
      }
    }
  }
}
