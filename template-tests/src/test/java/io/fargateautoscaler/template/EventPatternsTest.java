package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.event.ruler.Ruler;

/** The patterns of the rules against every example event, with the matcher that AWS publishes. */
class EventPatternsTest {

  /** Which files each rule takes. All others it must leave alone. */
  static final Map<String, Set<String>> TAKEN =
      Map.of(
          "AlarmRule",
          Set.of(
              "cw-alarm-eventbridge/state-change-for-a-metric-math-alarm.docs.json",
              "cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json",
              "cw-alarm-eventbridge/state-change-metrics-insights-partial-data.docs.json"),
          "ServiceActionRule",
          Set.of(
              "ecs-service-action/capacity_provider_steady_state.docs.json",
              "ecs-service-action/service_steady_state.docs.json",
              "ecs-service-action/service_task_placement_failure-fargate.docs.json",
              "ecs-service-action/service_task_start_impaired.docs.json"),
          "DeploymentRule",
          Set.of(
              "ecs-deployment/service_deployment_completed.docs.json",
              "ecs-deployment/service_deployment_failed.docs.json",
              "ecs-deployment/service_deployment_in_progress-rollback.docs.json",
              "ecs-deployment/service_deployment_in_progress.docs.json"),
          "TaskRule",
          Set.of(
              "ecs-task/stopped-scaling-exit137-v6.real.json",
              "synthetic/task-elb-health.json",
              "synthetic/task-failed-cannotpull.json",
              "synthetic/task-failed-resourceinit-secrets.json",
              "synthetic/task-hostile-reason.json",
              "synthetic/task-oom.json"),
          "ParameterRule",
          Set.of("own/parameter-change-delete.json", "own/parameter-change-update.json"));

  static final Set<String> RULES = TAKEN.keySet();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CLUSTER = Pattern.compile(":(?:cluster|service)/([^/]+)");
  private static final String STEADY = "ecs-service-action/service_steady_state.docs.json";
  private static final String DEPLOYED = "ecs-deployment/service_deployment_completed.docs.json";
  private static final String STOPPED = "ecs-task/stopped-scaling-exit137-v6.real.json";
  private static final String ALARM =
      "cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json";
  private static final String UPDATED = "own/parameter-change-update.json";

  private final Template template = Template.read();
  private final Path events = Template.projectRoot().resolve("events");

  @Test
  void everyRuleWithAPatternIsInTheTable() {
    var patterns = new TreeSet<>(template.resources("AWS::Events::Rule").keySet());
    patterns.removeIf(rule -> !template.properties(rule).containsKey("EventPattern"));
    assertThat(patterns).isEqualTo(new TreeSet<>(RULES));
  }

  @ParameterizedTest
  @FieldSource("RULES")
  void aRuleTakesItsFilesAndNoOthers(String rule) throws Exception {
    var matched = new TreeSet<String>();
    for (var file : files()) {
      var event = event(file);
      if (matches(rule, event, of(event))) {
        matched.add(file);
      }
    }
    assertThat(matched).isEqualTo(new TreeSet<>(TAKEN.getOrDefault(rule, Set.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceActionRule, " + STEADY,
    "DeploymentRule, " + DEPLOYED,
    "TaskRule, " + STOPPED
  })
  void servicesOfOtherClustersAreLeftAlone(String rule, String file) throws Exception {
    var event = event(file);
    var given = of(event);
    var cluster = given.getOrDefault("ClusterName", "");
    given.put("ClusterName", cluster.substring(0, cluster.length() - 1));
    assertThat(matches(rule, event, given)).as("a prefix of the cluster's name").isFalse();
    given.put("ClusterName", cluster);
    given.put("AWS::AccountId", "999999999999");
    assertThat(matches(rule, event, given)).as("another account").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceActionRule, " + STEADY,
    "DeploymentRule, " + DEPLOYED,
    "TaskRule, " + STOPPED
  })
  void furtherClustersAreTaken(String rule, String file) throws Exception {
    var event = event(file);
    var given = of(event);
    var arn = "arn:aws:ecs:%s:%s:cluster/";
    arn = arn.formatted(given.get("AWS::Region"), given.get("AWS::AccountId"));
    given.put("MoreClusterArns", arn + "third," + arn + given.get("ClusterName"));
    given.put("ClusterName", "first");
    assertThat(matches(rule, event, given)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"RUNNING, true", "STOPPED, true", "PENDING, false", "DEPROVISIONING, false"})
  void tasksThatRunOrHaveStoppedAreTaken(String status, boolean taken) throws Exception {
    var event = event(STOPPED);
    detail(event).put("lastStatus", status);
    assertThat(matches("TaskRule", event, of(event))).isEqualTo(taken);
  }

  @Test
  void tasksOfNoServiceAreLeftAlone() throws Exception {
    var event = event(STOPPED);
    detail(event).put("group", "family:batch");
    assertThat(matches("TaskRule", event, of(event))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'', true", "Server, true", "ServerCpuTooHigh, true", "Other, false", "erver, false"})
  void alarmsAreFilteredByPrefix(String prefix, boolean taken) throws Exception {
    var event = event(ALARM);
    var given = of(event);
    given.put("AlarmNamePrefix", prefix);
    assertThat(matches("AlarmRule", event, given)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "/fargate-autoscaler/services/shop/cart, Create, true",
    "/fargate-autoscaler/mode, Update, true",
    "/fargate-autoscaler/mode2, Update, false",
    "/fargate-autoscaler/servicesX, Update, false",
    "/other/services/shop/cart, Update, false",
    "/fargate-autoscaler/services/shop/cart, LabelParameterVersion, false"
  })
  void parametersOfThisStackAreTaken(String name, String operation, boolean taken)
      throws Exception {
    var event = event(UPDATED);
    detail(event).put("name", name).put("operation", operation);
    assertThat(matches("ParameterRule", event, of(event))).isEqualTo(taken);
  }

  private boolean matches(String rule, JsonNode event, Map<String, String> given) throws Exception {
    var pattern = map(template.properties(rule).get("EventPattern"));
    var resolved = new Resolver(template, given).resolve(pattern);
    return Ruler.matchesRule(event.toString(), JSON.writeValueAsString(resolved));
  }

  /** The account, Region and cluster that the event itself names: the samples have many. */
  private static Map<String, String> of(JsonNode event) {
    var given = new HashMap<String, String>();
    given.put("AWS::Region", event.path("region").asText("eu-west-1"));
    given.put("AWS::AccountId", event.path("account").asText("111122223333"));
    var named =
        event.path("detail").path("clusterArn").asText(event.path("resources").path(0).asText());
    var cluster = CLUSTER.matcher(named);
    given.put("ClusterName", cluster.find() ? cluster.group(1) : "shop");
    return given;
  }

  private static ObjectNode detail(JsonNode event) {
    return (ObjectNode) event.path("detail");
  }

  private JsonNode event(String file) throws IOException {
    return JSON.readTree(Files.readString(events.resolve(file)));
  }

  private List<String> files() throws IOException {
    try (var found = Files.walk(events)) {
      return found
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> events.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
