package io.fargateautoscaler.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fargateautoscaler.benchmarks.fleet.Bill.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A server that speaks the wire forms of the AWS APIs that a tick calls, as slow as AWS and with
 * its rate limits; two of a hundred calls fail.
 */
final class PretendAws implements AutoCloseable {
  private static final double FAILING = 0.02;
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PUBLISHED =
      "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
          + "<MessageId>m-1</MessageId></PublishResult></PublishResponse>";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InstantSource clock;
  private final Account account;
  private final Rows rows = new Rows();
  private final Random chance = new Random(7);
  private volatile Map<String, Bucket> limits = Map.of();
  private volatile Bill bill = new Bill();
  private volatile boolean quiet = true;

  PretendAws(Scenario scenario, InstantSource clock) throws IOException {
    this.clock = clock;
    account = new Account(scenario, clock);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on calls take time, are limited, fail and are counted. */
  void live() {
    quiet = false;
    minute();
  }

  /** A minute passes: the buckets are full again. What was counted before it. */
  Bill minute() {
    Bill before = bill;
    bill = new Bill();
    // Of DescribeScalableTargets nothing is published.
    limits =
        Map.of(
            "DescribeServices", new Bucket(100, 20, clock),
            "UpdateService", new Bucket(50, 5, clock),
            "GetMetricData", new Bucket(50, 50, clock),
            "DescribeAlarms", new Bucket(9, 9, clock),
            "DescribeScalableTargets", new Bucket(5, 5, clock));
    return before;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String path = target == null ? exchange.getRequestURI().getPath() : target;
      byte[] body = exchange.getRequestBody().readAllBytes();
      String named = path.replaceAll(".*[./]", "");
      // The query protocol names its action in the body; only SNS speaks it here.
      String action = named.isEmpty() ? "Publish" : named;
      boolean cbor = path.contains("/operation/");
      Answer answer = quiet ? answer(action, body) : slowly(action, body, cbor);
      if (answer.status() == 0) {
        return; // Closes the connection.
      }
      if (answer.binary()) {
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
      }
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer slowly(String action, byte[] body, boolean cbor) throws IOException {
    Bill counted = bill;
    double luck = drawn(chance::nextDouble);
    double speed = drawn(chance::nextDouble);
    boolean metrics = action.equals("GetMetricData");
    pause(Duration.ofMillis(Math.round(metrics ? 50 + 200 * speed : 5 + 25 * speed)));
    Bucket limit = limits.get(action);
    boolean limited = limit != null && !limit.take();
    if (limited || luck < FAILING * 0.4) {
      counted.call(action, Fate.THROTTLED);
      return Answer.error(400, "ThrottlingException", cbor);
    }
    if (luck < FAILING) {
      counted.call(action, Fate.FAILED);
      if (luck < FAILING * 0.8) {
        return Answer.error(500, "InternalServerError", cbor);
      }
      if (luck > FAILING * 0.95) {
        // Longer than any client of the product waits.
        pause(Duration.ofSeconds(4));
      }
      return Answer.NONE;
    }
    counted.call(action, Fate.ANSWERED);
    return answer(action, body);
  }

  private double drawn(Supplier<Double> draw) {
    synchronized (chance) {
      return draw.get();
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private Answer answer(String action, byte[] body) throws IOException {
    Bill counted = bill;
    if (action.equals("GetMetricData")) {
      return Answer.cbor(account.metrics(Answer.CBOR.readTree(body), counted));
    }
    if (action.equals("Publish")) {
      counted.units("notices", 1);
      return Answer.xml(PUBLISHED);
    }
    JsonNode request = JSON.readTree(body);
    return Answer.json(
        switch (action) {
          case "DescribeServices" -> account.describe(request);
          case "UpdateService" -> account.update(request);
          case "DescribeScalableTargets" -> {
            var none = JsonNodeFactory.instance.objectNode();
            none.putArray("ScalableTargets");
            yield none;
          }
          case "GetQueueUrl", "GetQueueAttributes", "SendMessageBatch" -> {
            counted.units("SQS requests", 1);
            yield switch (action) {
              case "GetQueueUrl" -> Account.queueUrl(request);
              case "GetQueueAttributes" -> account.queueAttributes(request);
              default -> Account.sent(request);
            };
          }
          default ->
              rows.answer(action, request, counted)
                  .orElseThrow(() -> new IOException("no answer to " + action));
        });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
