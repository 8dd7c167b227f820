package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.benchmark.LoadTable;
import io.fargateautoscaler.simulator.benchmark.Policies;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.benchmark.StepResponse;
import io.fargateautoscaler.simulator.benchmark.StepTable;
import io.fargateautoscaler.simulator.benchmark.Summary;
import io.fargateautoscaler.simulator.benchmark.SummaryTable;
import io.fargateautoscaler.simulator.load.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A benchmark for people: summaries, reactions, and each load. */
record BenchmarkReport(List<Result> results, List<StepResponse> responses, List<Kind> kinds) {
  private static final String LOADS =
      "The cheapest setting with at most 1 % late of each policy, or else its least late one:";

  BenchmarkReport {
    results = List.copyOf(results);
    responses = List.copyOf(responses);
    kinds = List.copyOf(kinds);
  }

  /** Lines for a terminal. */
  String text(boolean colour) {
    List<String> parts = new ArrayList<>();
    summaries().forEach(summary -> parts.add(summary.text(colour)));
    for (Kind kind : kinds) {
      List<StepResponse> ofKind = of(kind);
      if (!ofKind.isEmpty()) {
        parts.add(reactions(kind) + "\n\n" + new StepTable(ofKind).text(colour));
      }
    }
    parts.add(LOADS + "\n");
    loads().forEach(load -> parts.add(load.text(colour)));
    return String.join("\n", parts);
  }

  String markdown() {
    List<String> parts = new ArrayList<>();
    parts.add("# Benchmark\n");
    summaries().forEach(summary -> parts.add(summary.markdown()));
    for (Kind kind : kinds) {
      List<StepResponse> ofKind = of(kind);
      if (!ofKind.isEmpty()) {
        parts.add(reactions(kind) + "\n\n" + new StepTable(ofKind).markdown());
      }
    }
    parts.add(LOADS + "\n");
    loads().forEach(load -> parts.add(load.markdown()));
    return String.join("\n", parts);
  }

  private List<SummaryTable> summaries() {
    List<SummaryTable> summaries = new ArrayList<>();
    for (Kind kind : kinds) {
      summaries.add(new SummaryTable(Summary.of(results, kind, Policies.OURS)));
      if (results.stream()
          .anyMatch(run -> run.kind() == kind && run.policy().equals(Policies.OURS_60))) {
        summaries.add(new SummaryTable(Summary.of(results, kind, Policies.OURS_60)));
      }
    }
    return summaries;
  }

  private List<LoadTable> loads() {
    return LoadTable.of(results, responses);
  }

  private List<StepResponse> of(Kind kind) {
    return responses.stream()
        .filter(each -> each.kind() == kind)
        .collect(Collectors.toUnmodifiableList());
  }

  private static String reactions(Kind kind) {
    return switch (kind) {
      case WEB -> "web: seconds after a threefold load, CPU from 30 % to 90 %, mean of 6 times";
      case QUEUE -> "queue: seconds after a threefold load of messages, mean of 6 times";
    };
  }
}
