package io.fargateautoscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.functions.reconciler.ReconcilerLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard is one that CloudWatch can draw, and everything on it is published by somebody. */
class DashboardTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
  private static final Pattern SOURCE = Pattern.compile("^SOURCE '([^']+)' \\| .*");
  private static final Set<String> STATISTICS =
      Set.of("Sum", "Average", "Maximum", "Minimum", "SampleCount", "p99");

  /** What AWS publishes, of what is shown: namespace, name, dimension. */
  private static final Set<List<String>> OF_AWS =
      Set.of(
          List.of("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName"),
          List.of("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName"),
          List.of("AWS/Lambda", "Duration", "FunctionName"),
          List.of("AWS/Lambda", "Errors", "FunctionName"),
          List.of("AWS/Lambda", "Throttles", "FunctionName"));

  private record Box(int x, int y, int width, int height) {
    boolean meets(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  private final Template template = Template.read();
  private final String body = body();
  private final JsonNode dashboard = json(body);

  private String body() {
    Object sub = template.properties("Dashboard").get("DashboardBody");
    return PLACEHOLDER
        .matcher(String.valueOf(Template.map(sub).get("Fn::Sub")))
        .replaceAll(found -> Matcher.quoteReplacement("<" + found.group(1) + ">"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the dashboard is no JSON: " + e.getMessage(), e);
    }
  }

  private static Stream<JsonNode> each(JsonNode array) {
    assertThat(array.isArray()).isTrue();
    return StreamSupport.stream(array.spliterator(), false);
  }

  private Stream<JsonNode> widgets(String type) {
    return each(dashboard.path("widgets")).filter(it -> it.path("type").asText().equals(type));
  }

  @Test
  void everythingThatItNamesIsInTheTemplate() {
    Set<String> known = new TreeSet<>(template.section("Parameters").keySet());
    known.addAll(template.section("Resources").keySet());
    known.addAll(Set.of("AWS::Region", "AWS::StackName"));
    List<String> named =
        Pattern.compile("<([^>]+)>")
            .matcher(body)
            .results()
            .map(it -> it.group(1).split("\\.")[0])
            .toList();
    assertThat(named).isNotEmpty();
    assertThat(known).containsAll(named);
  }

  @Test
  void widgetsLieSideBySideOnTheGrid() {
    List<Box> boxes = new ArrayList<>();
    each(dashboard.path("widgets"))
        .forEach(it -> {
          for (String key : List.of("x", "y", "width", "height")) {
            assertThat(it.path(key).isInt()).as(key + " of " + it).isTrue();
          }
          boxes.add(
              new Box(
                  it.path("x").asInt(),
                  it.path("y").asInt(),
                  it.path("width").asInt(),
                  it.path("height").asInt()));
        });
    assertThat(boxes)
        .hasSizeGreaterThan(6)
        .allSatisfy(box -> {
          assertThat(box.x()).isNotNegative();
          assertThat(box.y()).isNotNegative();
          assertThat(box.width()).isBetween(1, 24);
          assertThat(box.height()).isBetween(1, 1000);
          assertThat(box.x() + box.width()).isLessThanOrEqualTo(24);
        });
    for (int i = 0; i < boxes.size(); i++) {
      for (Box other : boxes.subList(i + 1, boxes.size())) {
        assertThat(boxes.get(i).meets(other)).as(boxes.get(i) + " and " + other).isFalse();
      }
    }
  }

  @Test
  void everyWidgetHasWhatItsKindNeeds() {
    each(dashboard.path("widgets"))
        .forEach(it -> {
          JsonNode properties = it.path("properties");
          assertThat(it.path("type").asText()).isIn("metric", "log");
          assertThat(properties.path("region").asText()).isEqualTo("<AWS::Region>");
          assertThat(properties.path("title").asText()).isNotBlank();
          if (it.path("type").asText().equals("log")) {
            assertThat(properties.path("view").asText()).isIn("table", "timeSeries", "bar", "pie");
            assertThat(properties.path("query").asText()).matches(SOURCE);
          } else {
            assertThat(properties.path("period").asInt() % 60).isZero();
            assertThat(properties.path("metrics")).isNotEmpty();
            if (properties.has("stat")) {
              assertThat(properties.path("stat").asText()).isIn(STATISTICS);
            }
          }
        });
  }

  @Test
  void everyMetricIsPublishedBySomebody() {
    Set<List<String>> known = new HashSet<>(OF_AWS);
    known.addAll(ours());
    assertThat(metrics())
        .isNotEmpty()
        .allSatisfy(metric -> {
          assertThat(metric.size() % 2).as("%s", metric).isZero();
          assertThat(known).contains(metric.subList(0, 3));
          assertThat(metric.get(3)).isNotBlank();
        });
  }

  @Test
  void everyMetricOfOursIsShown() {
    assertThat(metrics().stream().map(it -> it.subList(0, 3))).containsAll(ours());
  }

  /** Namespace, name, dimension and its value; options left out. */
  private List<List<String>> metrics() {
    List<List<String>> metrics = new ArrayList<>();
    widgets("metric")
        .flatMap(it -> each(it.path("properties").path("metrics")))
        .filter(it -> !it.path(0).isObject())
        .forEach(
            it -> metrics.add(each(it).filter(JsonNode::isTextual).map(JsonNode::asText).toList()));
    return metrics;
  }

  /** What the reconciler's own log line makes CloudWatch publish. */
  private static List<List<String>> ours() {
    List<List<String>> metrics = new ArrayList<>();
    JsonNode directives =
        json(ReconcilerLines.goodRun().getLast()).path("_aws").path("CloudWatchMetrics");
    each(directives)
        .forEach(directive ->
            each(directive.path("Metrics"))
                .forEach(metric ->
                    metrics.add(
                        List.of(
                            directive.path("Namespace").asText(),
                            metric.path("Name").asText(),
                            directive.path("Dimensions").path(0).path(0).asText()))));
    assertThat(metrics).isNotEmpty();
    return metrics;
  }

  @Test
  void queriesOfWidgetsFindRealLines() {
    Set<String> fields = new TreeSet<>();
    List<String> changes =
        List.of(
            ReconcilerLines.scale(true), ReconcilerLines.cutScale(), ReconcilerLines.observed());
    List<SavedQuery> queries =
        widgets("log")
            .map(it -> SavedQuery.ofWidget(it.path("properties").path("query").asText()))
            .toList();
    assertThat(queries).hasSize(2);
    for (SavedQuery query : queries) {
      for (String line : changes) {
        assertThat(query.find(line))
            .as(line)
            .hasValueSatisfying(found -> fields.addAll(found.keySet()));
      }
      assertThat(query.find(ReconcilerLines.hold(true))).isEmpty();
      assertThat(query.shown()).isNotEmpty();
      assertThat(fields).containsAll(query.shown());
    }
  }

  @Test
  void queriesOfWidgetsReadTheReconcilersLog() {
    assertThat(widgets("log").map(it -> it.path("properties").path("query").asText()))
        .allSatisfy(query -> {
          Matcher source = SOURCE.matcher(query);
          assertThat(source.matches()).isTrue();
          assertThat(source.group(1)).isEqualTo("<ReconcilerLogs>");
        });
  }
}
