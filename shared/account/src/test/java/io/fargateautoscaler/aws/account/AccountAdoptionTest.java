package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.adopt.AutoScaling;
import io.fargateautoscaler.operations.adopt.AutoScaling.Action;
import io.fargateautoscaler.operations.adopt.AutoScaling.Metric;
import io.fargateautoscaler.operations.adopt.AutoScaling.Other;
import io.fargateautoscaler.operations.adopt.AutoScaling.Query;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import io.fargateautoscaler.operations.adopt.AutoScaling.Tracking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountAdoptionTest {
  /** Where the SDK looks for the endpoint of this service only. */
  private static final String ENDPOINT = "aws.endpointUrlApplicationAutoScaling";

  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final String OF =
      "\"ServiceNamespace\":\"ecs\",\"ResourceId\":\"service/shop/web\",\"CreationTime\":0,"
          + "\"ScalableDimension\":\"ecs:service:DesiredCount\"";

  /** By name of the call; the second page has the name and a {@code +}. */
  private final Map<String, String> answers = new HashMap<>();

  private final List<String> calls = new ArrayList<>();
  private final HttpServer server;

  AccountAdoptionTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void open() {
    server.createContext("/", this::answer);
    server.start();
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void close() {
    System.clearProperty(ENDPOINT);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String call = target.substring(target.indexOf('.') + 1);
      calls.add(call);
      String text = answers.get(call + (request.contains("NextToken") ? "+" : ""));
      byte[] body =
          (text == null ? "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}" : text)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(text == null ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static AutoScaling read(Map<String, String> environment) {
    Session session = Session.open(new Selection("", "eu-west-1", null), environment);
    return new AccountAdoption(session).autoScaling(WEB);
  }

  @Test
  void reads_all_of_it_page_by_page() {
    answers.put(
        "DescribeScalableTargets",
        "{\"ScalableTargets\":[{%s,\"MinCapacity\":2,\"MaxCapacity\":20,\"RoleARN\":\"r\",\"SuspendedState\":{\"DynamicScalingOutSuspended\":true}}]}"
            .formatted(OF));
    answers.put(
        "DescribeScalingPolicies",
        """
        {"NextToken":"2","ScalingPolicies":[{%1$s,"PolicyARN":"a","PolicyName":"cpu","PolicyType":"TargetTrackingScaling",
        "TargetTrackingScalingPolicyConfiguration":{"TargetValue":60.5,"ScaleInCooldown":300,"DisableScaleIn":true,
        "PredefinedMetricSpecification":{"PredefinedMetricType":"ALBRequestCountPerTarget","ResourceLabel":"app/a/1"}}}]}
        """
            .formatted(OF));
    answers.put(
        "DescribeScalingPolicies+",
        """
        {"ScalingPolicies":[{%1$s,"PolicyARN":"b","PolicyName":"math","PolicyType":"TargetTrackingScaling",
        "TargetTrackingScalingPolicyConfiguration":{"TargetValue":5,"CustomizedMetricSpecification":{"Metrics":[
        {"Id":"m1","ReturnData":false,"MetricStat":{"Stat":"Sum","Metric":{"Namespace":"N","MetricName":"M",
        "Dimensions":[{"Name":"A","Value":"b"}]}}},{"Id":"e1","Expression":"m1 / 2"}]}}},
        {%1$s,"PolicyARN":"c","PolicyName":"soon","PolicyType":"PredictiveScaling"}]}
        """
            .formatted(OF));
    answers.put(
        "DescribeScheduledActions",
        """
        {"ScheduledActions":[{%s,"ScheduledActionName":"day","ScheduledActionARN":"d","Schedule":"rate(1 hour)",
        "ScalableTargetAction":{"MinCapacity":6}}]}
        """
            .formatted(OF));

    AutoScaling found = read(Map.of());

    assertThat(found.target()).isEqualTo(new Target(2, 20, false, true, false));
    assertThat(found.tracking())
        .containsExactly(
            new Tracking(
                "cpu",
                60.5,
                "ALBRequestCountPerTarget",
                "app/a/1",
                null,
                List.of(),
                null,
                300,
                false),
            new Tracking(
                "math",
                5,
                null,
                null,
                null,
                List.of(
                    new Query("m1", null, new Metric("N", "M", Map.of("A", "b"), "Sum")),
                    new Query("e1", "m1 / 2", null)),
                null,
                null,
                true));
    assertThat(found.others()).containsExactly(new Other("soon", "PredictiveScaling"));
    assertThat(found.actions())
        .containsExactly(new Action("day", "rate(1 hour)", null, null, null, 6, null));
    assertThat(found.unread()).isNull();
  }

  @Test
  void asks_no_more_where_nothing_is_registered() {
    answers.put("DescribeScalableTargets", "{\"ScalableTargets\":[]}");

    assertThat(read(Map.of())).isEqualTo(AutoScaling.NONE);
    assertThat(calls).containsExactly("DescribeScalableTargets");
  }

  @Test
  void what_it_may_not_read_is_trouble() {
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(Trouble.class)
        .hasMessageStartingWith("not allowed: application-autoscaling:DescribeScalableTargets");
  }

  @Test
  void a_local_cloud_need_not_know_it() {
    AutoScaling found = read(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));

    assertThat(found.target()).isNull();
    assertThat(found.unread()).startsWith("not allowed: ");
  }
}
