package io.fargateautoscaler.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The Lambda Runtime API: hands out events and takes answers, one at a time. */
final class LambdaService implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  /** Only a safety net: whatever happens to the process ends the wait at once. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  LambdaService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(BASE, this::handle);
    server.start();
  }

  private record Invocation(String id, String event) {}

  /** What a function did with an event, or with its start. */
  record Outcome(Kind kind, String body) {
    enum Kind {
      RESPONSE,
      ERROR,
      INIT_ERROR,
      EXIT
    }
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sends an event to the function and waits for what it does. */
  Outcome invoke(String event) {
    events.add(new Invocation(UUID.randomUUID().toString(), event));
    return await();
  }

  /** Waits for what the function does next. */
  Outcome await() {
    try {
      Outcome outcome = outcomes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (outcome == null) {
        throw new AssertionError("the function did nothing for " + PATIENCE);
      }
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The process is gone: nobody has to wait for it. */
  void ended(int exitCode) {
    outcomes.add(new Outcome(Outcome.Kind.EXIT, "exit code " + exitCode));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String what = exchange.getRequestURI().getPath().substring(BASE.length());
      if (what.equals("invocation/next")) {
        next(exchange);
        return;
      }
      Outcome.Kind kind =
          switch (what.substring(what.lastIndexOf('/') + 1)) {
            case "response" -> Outcome.Kind.RESPONSE;
            case "error" ->
                what.equals("init/error") ? Outcome.Kind.INIT_ERROR : Outcome.Kind.ERROR;
            default -> throw new IOException("unknown request " + what);
          };
      answer(exchange, 202, "{\"status\":\"OK\"}");
      outcomes.add(new Outcome(kind, body));
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    Invocation invocation;
    try {
      invocation = events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:" + Stack.REGION + ":" + Stack.ACCOUNT + ":function:under-test");
    answer(exchange, 200, invocation.event());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    // The client's native code crashes if it is not there.
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
