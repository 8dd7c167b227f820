package io.fargateautoscaler.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on the loopback interface that answers SDK calls as its test says. */
final class FakeAws implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  FakeAws(Function<Call, Answer> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answers));
    server.start();
  }

  private void handle(HttpExchange exchange, Function<Call, Answer> answers) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String path = target == null ? exchange.getRequestURI().getPath() : target;
      byte[] body = exchange.getRequestBody().readAllBytes();
      Call call = new Call(calls.size(), path.replaceAll(".*[./]", ""), body);
      calls.add(call);
      Answer answer = answers.apply(call);
      if (answer.status() == 0) {
        return; // Closes the connection without an answer.
      }
      if (answer.contentType().equals("application/cbor")) {
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
      }
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  AwsClients clients() {
    return AwsClients.patient(endpoint());
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A call; {@code number} counts from 0. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Call(int number, String action, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Status 0 is no answer at all. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Answer(int status, String contentType, byte[] body) {
    static final Answer NONE = new Answer(0, "", new byte[0]);

    static Answer json(String body) {
      return json(200, body);
    }

    static Answer json(int status, String body) {
      return new Answer(
          status, "application/x-amz-json-1.1", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int status, String code) {
      return json(status, "{\"__type\":\"%s\",\"message\":\"no\"}".formatted(code));
    }

    static Answer cbor(byte[] body) {
      return new Answer(200, "application/cbor", body);
    }
  }
}
