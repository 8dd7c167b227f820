package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/**
 * Metric math over some metrics.
 *
 * @param inputs by the name that the expression uses
 */
record MathQuery(String expression, SortedMap<String, MetricQuery> inputs, Duration period)
    implements SeriesQuery {
  /** Texts and numbers come first, so that nothing inside them is taken for a name. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          "(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\
          |(?<name>[A-Za-z_]\\w*)(?<call>\\s*\\()?\
          """);

  static MathQuery of(TargetMetric.Expression expression) {
    SortedMap<String, MetricQuery> inputs = new TreeMap<>();
    expression
        .metrics()
        .forEach((name, input) -> inputs.put(name, MetricQuery.of(input, expression.period())));
    return new MathQuery(
        expression.expression(), Collections.unmodifiableSortedMap(inputs), expression.period());
  }

  @Override
  public String name() {
    return "the expression";
  }

  @Override
  public int size() {
    return inputs.size() + 1;
  }

  /** Whether it reads every metric of the call, and so those of other services. */
  boolean readsAll() {
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      if (token.group("call") != null && "METRICS".equalsIgnoreCase(token.group("name"))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<MetricDataQuery> sdk(String id) {
    List<MetricDataQuery> queries = new ArrayList<>();
    queries.add(
        MetricDataQuery.builder()
            .id(id)
            .expression(renamed(id))
            .period(Math.toIntExact(period.toSeconds()))
            .returnData(true)
            .build());
    inputs.forEach((name, input) ->
        input.sdk(id + "_" + name).stream()
            .map(query -> query.toBuilder().returnData(false).build())
            .forEach(queries::add));
    return queries;
  }

  /** Two expressions of one call may use the same name for different metrics. */
  private String renamed(String id) {
    return TOKEN
        .matcher(expression)
        .replaceAll(token -> {
          String name = token.group("name");
          boolean input = name != null && token.group("call") == null && inputs.containsKey(name);
          return Matcher.quoteReplacement(input ? id + "_" + name : token.group());
        });
  }
}
