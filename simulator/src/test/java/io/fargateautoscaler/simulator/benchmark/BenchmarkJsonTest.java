package io.fargateautoscaler.simulator.benchmark;

import static io.fargateautoscaler.simulator.benchmark.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.simulator.load.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BenchmarkJsonTest {
  private static final String EMPTY =
      "{'costAtOnePercentLate':{},'costAtTenthPercentLate':{},"
          + "'lateAtEqualCost':{},'regret':null,'tracesLost':{},'worst':{},'intervals':"
          + "{'costAtOnePercentLate':{},'costAtTenthPercentLate':{},'lateAtEqualCost':{}}}";

  private static String json(List<Result> results) throws IOException {
    var out = new StringBuilder();
    BenchmarkJson.write(results, out);
    return out.toString();
  }

  private static JsonNode tree(String json) throws IOException {
    return new JsonMapper().readTree(json.replace('\'', '"'));
  }

  @Test
  void nothingRan() throws IOException {
    assertThat(tree(json(List.of())))
        .isEqualTo(
            tree(
                "{'traces':[],'summary':{'web':%s,'queue':%s,'web-60':%s}}"
                    .formatted(EMPTY, EMPTY, EMPTY)));
  }

  @Test
  void reactionsFollow() throws IOException {
    var out = new StringBuilder();
    BenchmarkJson.write(
        List.of(),
        List.of(new StepResponse(Kind.QUEUE, "keda", "messages a task 5", 25.5, null)),
        out);

    assertThat(tree(out.toString()))
        .isEqualTo(
            tree(
                "{'traces':[],'summary':{'web':%1$s,'queue':%1$s,'web-60':%1$s},'reactions':[{'kind':'queue','policy':'keda','setting':'messages a task 5','changeSeconds':25.5,'enoughSeconds':null}]}"
                    .formatted(EMPTY)));
  }

  @Test
  void exactForm() throws IOException {
    String json =
        json(
            List.of(
                new Result(
                    "wc", Kind.WEB, 10, 1, "oracle", "-", new Measures(100, 0, 8, 2, 0, 4, 0, 2)),
                new Result(
                    "wc", Kind.WEB, 10, 2, "ours", "b", new Measures(100, 2, 9, 2, 0.25, 4, 4, 2)),
                new Result(
                    "wc", Kind.WEB, 10, 1, "ours", "b", new Measures(100, 0, 8, 2, 0.75, 4, 0, 2)),
                new Result(
                    "wc", Kind.WEB, 10, 1, "ours", "a", new Measures(100, 50, 2, 1, 0, 0, 0, 2))));

    assertThat(tree(json))
        .isEqualTo(
            tree(
                """
                {'traces':[{'trace':'wc','kind':'web','peakTasks':10,'policies':[
                  {'policy':'ours','setting':'a','latePercent':50.0,'taskHours':2.0,'usd':1.0,\
                'reversalsPerHour':0.0,'apiUsd':0.0},
                  {'policy':'ours','setting':'b','latePercent':1.0,'taskHours':8.5,'usd':2.0,\
                'reversalsPerHour':1.0,'apiUsd':0.5},
                  {'policy':'oracle','setting':'-','latePercent':0.0,'taskHours':8.0,'usd':2.0,\
                'reversalsPerHour':0.0,'apiUsd':0.0}]}],
                'summary':{'web':{'costAtOnePercentLate':{'oracle':1.0},
                  'costAtTenthPercentLate':{'oracle':1.0},'lateAtEqualCost':{'oracle':1.0},
                  'regret':0.0,'tracesLost':{'oracle':0},
                  'worst':{'oracle':{'trace':'wc','peakTasks':10,'ratio':1.0}},
                  'intervals':{'costAtOnePercentLate':{'oracle':[1.0,1.0]},
                    'costAtTenthPercentLate':{'oracle':[1.0,1.0]},
                    'lateAtEqualCost':{'oracle':[1.0,1.0]}}},
                  'queue':%s,'web-60':%s}}\
                """
                    .formatted(EMPTY, EMPTY)));
    assertThat(json).endsWith("}\n").doesNotContain("\r");
  }

  private static List<Result> many() {
    var random = new Random(3);
    var runs = new ArrayList<Result>();
    for (String trace : List.of("wc", "elb", "nasa", "taxi", "azure")) {
      for (long seed = 1; seed <= 3; seed++) {
        for (String policy : List.of("ours", "ours-60", "aas-60", "aas-20", "static-peak")) {
          double dear = policy.startsWith("ours") ? 0.9 : 1;
          for (int setting = 1; setting <= 5; setting++) {
            double usd = dear * (setting + random.nextDouble() / 4);
            runs.add(run(trace, seed, policy, usd, 8.0 / (setting * setting * setting)));
          }
        }
      }
    }
    return runs;
  }

  @Test
  void theSameRunsGiveTheSameBytesInAnyOrder() throws IOException {
    List<Result> runs = many();
    String json = json(runs);
    List<Result> shuffled = new ArrayList<>(runs);
    Collections.shuffle(shuffled, new Random(5));

    assertThat(json(shuffled)).isEqualTo(json);
  }

  @Test
  void intervalsHoldTheirRatiosAndAreNotPoints() throws IOException {
    JsonNode web = tree(json(many())).at("/summary/web");

    for (String name : List.of("costAtOnePercentLate", "lateAtEqualCost")) {
      for (String policy : List.of("aas-best", "aas-60", "aas-20", "static-peak")) {
        double ratio = web.path(name).path(policy).doubleValue();
        JsonNode ends = web.path("intervals").path(name).path(policy);
        assertThat(ratio)
            .as(name + " " + policy)
            .isStrictlyBetween(ends.path(0).doubleValue(), ends.path(1).doubleValue());
        assertThat(ratio).isLessThan(1);
      }
    }
    assertThat(tree(json(many())).at("/summary/web-60/costAtOnePercentLate/aas-60").doubleValue())
        .isEqualTo(0.9, within(0.05));
  }

  @Test
  void noNumberIsMissingOrInfinite() throws IOException {
    Measures nothing = new Measures(0, 0, 0, 0, 0, 0, 0, 1);
    for (List<Result> runs :
        List.of(
            List.of(
                new Result("empty", Kind.QUEUE, 1, 1, "floor", "-", nothing),
                run("t", 1, "floor", 0, 0),
                new Result("empty", Kind.QUEUE, 1, 1, "ours", "-", nothing)),
            List.of(run("t", 1, "floor", 0, 0), run("t", 1, "ours", 1, 0)),
            List.of(run("t", 1, "oracle", 0, 0), run("t", 1, "ours", 1, 0)),
            List.of(run("t", 1, "hpa", 1, 50), run("t", 1, "ours", 1, 50)),
            List.of(run("t", 1, "hpa", 1, 0)))) {
      assertThat(json(runs)).doesNotContain("NaN").doesNotContain("Infinity");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json(List.of(run("t", 1, "hpa", Double.NaN, 0))));
  }

  @Test
  void isAscii() throws IOException {
    String json = json(List.of(run("\u202ew\u00e9b\u2028", 1, "ours", 1, 0)));

    assertThat(json).isASCII();
    assertThat(tree(json).at("/traces/0/trace").textValue()).isEqualTo("\u202ew\u00e9b\u2028");
  }
}
