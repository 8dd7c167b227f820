package io.fargateautoscaler.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fargateautoscaler.dashboard.Feed.State;
import io.fargateautoscaler.dashboard.view.Frame;
import io.fargateautoscaler.dashboard.view.Patch;
import io.fargateautoscaler.dashboard.view.Views;
import io.fargateautoscaler.operations.board.BoardSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the page on loopback only; it only reads. */
public final class DashboardServer implements AutoCloseable {
  /** Pages that are kept up to date at the same time. */
  static final int MOST_LISTENERS = 32;

  private static final String SERVICE = "/service/";
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final long RETRY_MILLIS = 2000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Views views = new Views();
  private final Feed feed;
  private final Gate gate;

  private DashboardServer(
      HttpServer server, BoardSource source, InstantSource clock, Duration every) {
    this.server = server;
    feed = new Feed(source, views, clock, every);
    gate = new Gate(server.getAddress().getPort());
  }

  /**
   * Begins to serve.
   *
   * @param port 0: any that is free
   * @param every time between two readings of the source
   * @throws java.net.BindException if the port is taken
   */
  public static DashboardServer start(
      BoardSource source, InstantSource clock, Duration every, int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    DashboardServer server = new DashboardServer(http, source, clock, every);
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    server.threads.execute(server.feed::run);
    return server;
  }

  /** Where a browser finds it. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  Feed feed() {
    return feed;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Gate.protect(exchange.getResponseHeaders());
      int refusal = gate.refusal(exchange.getRequestMethod(), exchange.getRequestHeaders());
      String path = exchange.getRequestURI().getPath();
      if (refusal == 405) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        text(exchange, 405, "plain", "This page only shows: GET or HEAD.\n");
      } else if (refusal != 0) {
        text(exchange, refusal, "plain", "Ask for " + address() + " itself.\n");
      } else if (path.equals("/")) {
        State state = feed.fresh();
        text(exchange, 200, "html", views.live(state.frame(), state.trouble()));
      } else if (path.equals("/page.css")) {
        text(exchange, 200, "css", views.style());
      } else if (path.equals("/page.js")) {
        text(exchange, 200, "javascript", views.script());
      } else if (path.equals("/icon.svg")) {
        content(exchange, 200, "image/svg+xml", views.icon());
      } else if (path.equals("/events")) {
        events(exchange);
      } else if (path.startsWith(SERVICE)) {
        service(exchange, path.substring(SERVICE.length()));
      } else {
        text(exchange, 404, "plain", "There is nothing here.\n");
      }
    }
  }

  private void service(HttpExchange exchange, String name) throws IOException {
    State state = feed.fresh();
    String body = state.board() == null ? "" : views.body(state.board(), name).orElse("");
    if (body.isEmpty()) {
      text(exchange, 404, "plain", "No service of this name is watched.\n");
    } else {
      text(exchange, 200, "html", body);
    }
  }

  private static void text(HttpExchange exchange, int status, String kind, String text)
      throws IOException {
    content(exchange, status, "text/" + kind + "; charset=utf-8", text);
  }

  private static void content(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void events(HttpExchange exchange) throws IOException {
    if (feed.listeners() >= MOST_LISTENERS) {
      exchange.getResponseHeaders().set("Retry-After", "10");
      text(exchange, 503, "plain", "Too many pages are open.\n");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    feed.joined();
    try {
      follow(new EventStream(exchange.getResponseBody()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.left();
    }
  }

  /** Until the page is closed, which shows when something is written. */
  private void follow(EventStream stream) throws IOException, InterruptedException {
    stream.retryAfter(RETRY_MILLIS);
    Frame shown = Frame.NONE;
    long revision = 0;
    while (!feed.closed()) {
      State state = feed.await(revision, HEARTBEAT);
      if (state.revision() == revision) {
        stream.heartbeat();
      } else if (state.trouble().isEmpty()) {
        stream.event("board", Patch.json(shown, state.frame()));
        shown = state.frame();
      } else {
        stream.event(
            "trouble",
            JsonNodeFactory.instance.objectNode().put("text", state.trouble()).toString());
      }
      revision = state.revision();
    }
  }

  @Override
  public void close() {
    feed.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
