package io.fargateautoscaler.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An AWS of steady services that counts what it would bill. */
final class BilledAws implements SdkHttpClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final int STATISTICS_FOR_ONE = 5;

  private final InstantSource clock;
  private final int tasks;
  private final double cpu;
  private final int shortestPeriod;
  private final BilledTable table = new BilledTable();
  private final Map<String, Long> calls = new TreeMap<>();
  private long metrics;

  /**
   * An AWS.
   *
   * @param tasks of each service, all running
   * @param cpu percent of each
   * @param shortestPeriod seconds of ECS's metrics, 20 or 60
   */
  BilledAws(InstantSource clock, int tasks, double cpu, int shortestPeriod) {
    this.clock = clock;
    this.tasks = tasks;
    this.cpu = cpu;
    this.shortestPeriod = shortestPeriod;
  }

  BilledTable table() {
    return table;
  }

  /** Metrics that GetMetricData was asked for; up to five statistics of one are one. */
  long metrics() {
    return metrics;
  }

  long calls(String action) {
    return calls.getOrDefault(action, 0L);
  }

  private Answer answer(Call call) throws IOException {
    calls.merge(call.action(), 1L, Long::sum);
    return switch (call.action()) {
      case "GetMetricData" -> metrics(call);
      case "DescribeAlarms" -> alarms(CBOR.readTree(call.body()));
      case "DescribeServices" -> Answer.json(services(JSON.readTree(call.body())).toString());
      case "DescribeScalableTargets" -> Answer.json("{\"ScalableTargets\":[]}");
      case "GetQueueUrl" -> Answer.json("{\"QueueUrl\":\"https://sqs.example/1/orders\"}");
      case "GetQueueAttributes" ->
          Answer.json(
              "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"0\","
                  + "\"ApproximateNumberOfMessagesNotVisible\":\"8\","
                  + "\"ApproximateNumberOfMessagesDelayed\":\"0\"}}");
      case "SendMessageBatch" -> Answer.json(sent(JSON.readTree(call.body())).toString());
      case "" ->
          new Answer(
              200,
              "text/xml",
              "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"
                  .getBytes(StandardCharsets.UTF_8));
      default -> Answer.json(table.answer(call.action(), JSON.readTree(call.body())).toString());
    };
  }

  private static ObjectNode sent(JsonNode batch) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("Failed");
    ArrayNode successful = answer.putArray("Successful");
    for (JsonNode entry : batch.path("Entries")) {
      successful
          .addObject()
          .put("Id", entry.path("Id").asText())
          .put("MessageId", "1")
          .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText()));
    }
    return answer;
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer metrics(Call call) {
    Map<String, Integer> statistics = new HashMap<>();
    for (JsonNode query : MetricAnswers.queries(call)) {
      if (query.has("MetricStat")) {
        String metric = query.at("/MetricStat/Metric") + "@" + query.at("/MetricStat/Period");
        statistics.merge(metric, 1, Integer::sum);
      }
    }
    statistics
        .values()
        .forEach(asked -> metrics += (asked + STATISTICS_FOR_ONE - 1) / STATISTICS_FOR_ONE);
    return MetricAnswers.answer(call, this::points);
  }

  private Map<Instant, Double> points(MetricAnswers.Asked asked) {
    Map<Instant, Double> points = new TreeMap<>();
    boolean ofEcs = asked.metric().equals("CPUUtilization");
    if (asked.period() < 60 && (!ofEcs || shortestPeriod > asked.period())) {
      return points;
    }
    double value =
        switch (asked.metric() + " " + asked.statistic()) {
          case "CPUUtilization Average" -> cpu;
          case "RequestCount Sum" -> 950.0 * tasks;
          case "CPUUtilization SampleCount", "HealthyHostCount Maximum" -> tasks;
          default -> 8 * 60.0;
        };
    long newest = Math.floorDiv(clock.instant().getEpochSecond(), asked.period()) - 2;
    for (long i = newest - 15L * 60 / asked.period(); i <= newest; i++) {
      points.put(Instant.ofEpochSecond(i * asked.period()), value);
    }
    return points;
  }

  private static Answer alarms(JsonNode request) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("CompositeAlarms");
    ArrayNode alarms = answer.putArray("MetricAlarms");
    request
        .path("AlarmNames")
        .forEach(
            name -> alarms.addObject().put("AlarmName", name.asText()).put("StateValue", "OK"));
    return Answer.cbor(CBOR.writeValueAsBytes(answer));
  }

  private ObjectNode services(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("failures");
    ArrayNode services = answer.putArray("services");
    for (JsonNode name : request.path("services")) {
      ObjectNode service =
          services
              .addObject()
              .put("serviceName", name.asText())
              .put("status", "ACTIVE")
              .put("desiredCount", tasks)
              .put("runningCount", tasks)
              .put("pendingCount", 0)
              .put("launchType", "FARGATE")
              .put("schedulingStrategy", "REPLICA");
      service
          .putArray("deployments")
          .addObject()
          .put("id", "ecs-svc/1")
          .put("status", "PRIMARY")
          .put("rolloutState", "COMPLETED")
          .put("createdAt", clock.instant().getEpochSecond() - 900_000);
    }
    return answer;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(answer(read(request)));
      }

      @Override
      public void abort() {}
    };
  }

  private Call read(HttpExecuteRequest request) throws IOException {
    byte[] body = new byte[0];
    if (request.contentStreamProvider().isPresent()) {
      try (InputStream content = request.contentStreamProvider().get().newStream()) {
        body = content.readAllBytes();
      }
    }
    SdkHttpRequest http = request.httpRequest();
    String path = http.firstMatchingHeader("X-Amz-Target").orElseGet(http::encodedPath);
    return new Call(0, path.replaceAll(".*[./]", ""), body);
  }

  private static HttpExecuteResponse response(Answer answer) {
    SdkHttpResponse.Builder response =
        SdkHttpResponse.builder()
            .statusCode(answer.status())
            .putHeader("Content-Type", answer.contentType())
            .putHeader("Content-Length", String.valueOf(answer.body().length));
    if (answer.contentType().equals("application/cbor")) {
      response.putHeader("smithy-protocol", "rpc-v2-cbor");
    }
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  @Override
  public void close() {}
}
