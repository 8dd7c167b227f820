package io.fargateautoscaler.simulator.benchmark;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.simulator.benchmark.Summary.Row;
import io.fargateautoscaler.simulator.load.Kind;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark for programs: each setting on each load as means over seeds, and the summaries of
 * both kinds. A figure that could not be measured is left out of its map; {@code regret} is null.
 * The same runs give the same bytes, in whatever order they come.
 */
public final class BenchmarkJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private BenchmarkJson() {}

  /**
   * ASCII only.
   *
   * @throws IllegalArgumentException if a run is there twice or has impossible measures
   */
  public static void write(Collection<Result> results, Appendable out) throws IOException {
    write(tree(results), out);
  }

  /**
   * The same with a list {@code reactions}: what was not measured is null there.
   *
   * @throws IllegalArgumentException if a run is there twice or has impossible measures
   */
  public static void write(Collection<Result> results, List<StepResponse> responses, Appendable out)
      throws IOException {
    ObjectNode root = tree(results);
    var reactions = root.putArray("reactions");
    for (StepResponse each : responses) {
      reactions
          .addObject()
          .put("kind", each.kind().wireName())
          .put("policy", each.policy())
          .put("setting", each.setting())
          .put("changeSeconds", each.changeSeconds())
          .put("enoughSeconds", each.enoughSeconds());
    }
    write(root, out);
  }

  private static void write(ObjectNode root, Appendable out) throws IOException {
    out.append(WRITER.writeValueAsString(root)).append('\n');
  }

  private static ObjectNode tree(Collection<Result> results) {
    ObjectNode root = MAPPER.createObjectNode();
    var traces = root.putArray("traces");
    results.stream()
        .collect(Collectors.groupingBy(Load::of, TreeMap::new, Collectors.toList()))
        .forEach((load, runs) -> {
          ObjectNode trace =
              traces
                  .addObject()
                  .put("trace", load.trace())
                  .put("kind", load.kind().wireName())
                  .put("peakTasks", load.peakTasks());
          var policies = trace.putArray("policies");
          runs.stream()
              .collect(
                  Collectors.groupingBy(
                      Result::policy, () -> new TreeMap<>(Policies.order()), Collectors.toList()))
              .values()
              .forEach(ofPolicy -> settings(ofPolicy).forEach(policies::add));
        });
    root.putObject("summary")
        .<ObjectNode>set("web", summary(Summary.of(results, Kind.WEB, Policies.OURS)))
        .<ObjectNode>set("queue", summary(Summary.of(results, Kind.QUEUE, Policies.OURS)))
        .set("web-60", summary(Summary.of(results, Kind.WEB, Policies.OURS_60)));
    return root;
  }

  /** From the cheapest to the dearest. */
  private static List<ObjectNode> settings(List<Result> ofPolicy) {
    return ofPolicy.stream()
        .collect(Collectors.groupingBy(Result::setting, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(BenchmarkJson::setting)
        .sorted(Comparator.comparingDouble(node -> node.get("usd").doubleValue()))
        .toList();
  }

  private static ObjectNode setting(List<Result> seeds) {
    return MAPPER
        .createObjectNode()
        .put("policy", seeds.getFirst().policy())
        .put("setting", seeds.getFirst().setting())
        .put("latePercent", Result.mean(seeds, Measures::latePercent))
        .put("taskHours", Result.mean(seeds, Measures::taskHours))
        .put("usd", Result.mean(seeds, Measures::usd))
        .put("reversalsPerHour", Result.mean(seeds, Measures::reversalsPerHour))
        .put("apiUsd", Result.mean(seeds, Measures::apiUsd));
  }

  private static ObjectNode summary(Summary summary) {
    ObjectNode node = MAPPER.createObjectNode();
    Map<String, Function<Row, @Nullable Ratio>> ratios = new LinkedHashMap<>();
    ratios.put("costAtOnePercentLate", Row::costAtOnePercent);
    ratios.put("costAtTenthPercentLate", Row::costAtTenthPercent);
    ratios.put("lateAtEqualCost", Row::lateAtEqualCost);
    ObjectNode intervals = MAPPER.createObjectNode();
    ratios.forEach((name, of) -> {
      ObjectNode values = node.putObject(name);
      ObjectNode ends = intervals.putObject(name);
      for (Row row : summary.rows()) {
        Ratio ratio = of.apply(row);
        if (ratio != null) {
          values.put(row.policy(), ratio.value());
          ends.putArray(row.policy()).add(ratio.low()).add(ratio.high());
        }
      }
    });
    node.put("regret", summary.regret());
    ObjectNode lost = node.putObject("tracesLost");
    ObjectNode worst = node.putObject("worst");
    for (Row row : summary.rows()) {
      lost.put(row.policy(), row.lost());
      Summary.Worst of = row.worst();
      if (of != null) {
        worst
            .putObject(row.policy())
            .put("trace", of.trace())
            .put("peakTasks", of.peakTasks())
            .put("ratio", of.ratio());
      }
    }
    node.set("intervals", intervals);
    return node;
  }
}
