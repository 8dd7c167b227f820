package io.fargateautoscaler.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** AWS, as far as the functions call it: one table, one service, one queue, some parameters. */
final class PretendAws implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** {@code {"MetricDataResults": []}} in CBOR. */
  private static final String NO_METRICS = "\u00a1qMetricDataResults\u0080";

  /** Messages that wait in any queue that is asked for. */
  static final int BACKLOG = 1000;

  final StateTable table = new StateTable();
  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean tableDown;

  PretendAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * A call.
   *
   * @param service as in the signature's scope
   * @param body as text; of little use if it is CBOR
   */
  record Call(String service, String action, String authorization, String token, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The request's form in plain text. */
    String form() {
      return URLDecoder.decode(body, StandardCharsets.UTF_8);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Answer(int status, String type, byte[] body) {
    static Answer json(int status, String body) {
      return new Answer(
          status, "application/x-amz-json-1.0", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Writes a parameter; all have version 1. */
  void parameter(String name, String value) {
    parameters.put(name, value);
  }

  /** From now on DynamoDB fails. */
  void breakTable() {
    tableDown = true;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Calls of this action, in order. */
  List<Call> calls(String action) {
    return calls().stream().filter(call -> call.action().equals(action)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Call call = call(exchange, new String(body, StandardCharsets.UTF_8));
      calls.add(call);
      Answer answer = answer(call);
      if (answer.type().equals("application/cbor")) {
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
      }
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static Call call(HttpExchange exchange, String body) {
    String authorization = header(exchange, "Authorization");
    String[] scope = authorization.split("/", -1);
    String target = header(exchange, "X-Amz-Target");
    String path = exchange.getRequestURI().getPath();
    String action = target.isEmpty() ? path : target;
    if (body.startsWith("Action=")) {
      action = body.substring("Action=".length(), body.indexOf('&'));
    }
    return new Call(
        scope.length > 3 ? scope[3] : "unsigned",
        action.replaceAll(".*[./]", ""),
        authorization,
        header(exchange, "X-Amz-Security-Token"),
        body);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private Answer answer(Call call) {
    if (call.service().equals("dynamodb")) {
      return tableDown
          ? Answer.json(500, "{\"__type\":\"InternalServerError\",\"message\":\"try later\"}")
          : Answer.json(200, table.answer(call.action(), call.json()));
    }
    return switch (call.action()) {
      case "GetMetricData" ->
          new Answer(200, "application/cbor", NO_METRICS.getBytes(StandardCharsets.ISO_8859_1));
      case "Publish" ->
          new Answer(
              200,
              "text/xml",
              """
              <PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult>\
              </PublishResponse>\
              """
                  .getBytes(StandardCharsets.UTF_8));
      case "DescribeScalableTargets" -> Answer.json(200, "{\"ScalableTargets\":[]}");
      case "DescribeServices" -> Answer.json(200, services(call.json().path("services")));
      case "UpdateService" -> Answer.json(200, updated(call.json()));
      case "GetQueueUrl" ->
          Answer.json(200, "{\"QueueUrl\":\"" + url() + "/" + Stack.ACCOUNT + "/orders\"}");
      case "GetQueueAttributes" -> Answer.json(200, depth());
      case "SendMessageBatch" -> Answer.json(200, sent(call.json().path("Entries")));
      case "GetParameter" -> parameterAnswer(call.json().path("Name").asText());
      case "GetParametersByPath" -> Answer.json(200, parametersBelow(call.json().path("Path")));
      default -> Answer.json(400, "{\"__type\":\"UnknownOperationException\"}");
    };
  }

  private static ObjectNode service(String name, int desired) {
    ObjectNode service = JSON.createObjectNode();
    service.put("serviceName", name).put("status", "ACTIVE").put("schedulingStrategy", "REPLICA");
    service.put("desiredCount", desired).put("runningCount", 1).put("pendingCount", 0);
    ObjectNode deployment = service.putArray("deployments").addObject();
    deployment.put("status", "PRIMARY").put("rolloutState", "COMPLETED").put("createdAt", 1.7e9);
    return service;
  }

  private static String services(JsonNode names) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode services = answer.putArray("services");
    names.forEach(name -> services.add(service(name.asText(), 1)));
    answer.putArray("failures");
    return answer.toString();
  }

  private static String updated(JsonNode request) {
    int desired = request.path("desiredCount").asInt();
    return JSON.createObjectNode()
        .set("service", service(request.path("service").asText(), desired))
        .toString();
  }

  private static String depth() {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("Attributes")
        .put("ApproximateNumberOfMessages", Integer.toString(BACKLOG))
        .put("ApproximateNumberOfMessagesNotVisible", "0")
        .put("ApproximateNumberOfMessagesDelayed", "0");
    return answer.toString();
  }

  /** SQS proves with a hash that it got the message as it was sent; the SDK checks it. */
  private static String sent(JsonNode entries) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode successful = answer.putArray("Successful");
    entries.forEach(entry ->
        successful
            .addObject()
            .put("Id", entry.path("Id").asText())
            .put("MessageId", "m")
            .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText())));
    answer.putArray("Failed");
    return answer.toString();
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer parameterAnswer(String name) {
    String value = parameters.get(name);
    return value == null
        ? Answer.json(400, "{\"__type\":\"ParameterNotFound\"}")
        : Answer.json(200, JSON.createObjectNode().set("Parameter", form(name, value)).toString());
  }

  private String parametersBelow(JsonNode path) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode found = answer.putArray("Parameters");
    parameters.forEach((name, value) -> {
      if (name.startsWith(path.asText())) {
        found.add(form(name, value));
      }
    });
    return answer.toString();
  }

  private static ObjectNode form(String name, String value) {
    return JSON.createObjectNode()
        .put("Name", name)
        .put("Type", "String")
        .put("Value", value)
        .put("Version", 1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
