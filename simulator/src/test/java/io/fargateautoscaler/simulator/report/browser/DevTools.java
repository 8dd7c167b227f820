package io.fargateautoscaler.simulator.report.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Chromium's DevTools protocol: commands with answers, and events, which are all kept. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SECONDS = 60;

  /** What the browser reports by itself. */
  record Event(String method, JsonNode params) {}

  private record Awaited(String method, CompletableFuture<JsonNode> event) {}

  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Awaited> awaited = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final WebSocket socket;
  private int last;

  DevTools(URI address) {
    socket = client.newWebSocketBuilder().buildAsync(address, this).join();
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @param session of the page, or none for the browser itself
   * @throws IllegalStateException if the browser refuses it
   */
  JsonNode call(@Nullable String session, String method, Map<String, ?> params) {
    int id = ++last;
    ObjectNode command = MAPPER.createObjectNode().put("id", id).put("method", method);
    command.set("params", MAPPER.valueToTree(params));
    if (session != null) {
      command.put("sessionId", session);
    }
    var answer = new CompletableFuture<JsonNode>();
    open.put(id, answer);
    socket.sendText(command.toString(), true).join();
    JsonNode message = within(answer);
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.get("error"));
    }
    return message.path("result");
  }

  /** The next event of this name; ask for it before the command that brings it. */
  CompletableFuture<JsonNode> next(String method) {
    var event = new CompletableFuture<JsonNode>();
    awaited.add(new Awaited(method, event));
    return event;
  }

  static JsonNode within(CompletableFuture<JsonNode> future) {
    return future.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** All until now, oldest first. */
  List<Event> events() {
    return List.copyOf(events);
  }

  void forget() {
    events.clear();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
    part.append(data);
    if (whole) {
      String text = part.toString();
      part.setLength(0);
      try {
        accept(MAPPER.readTree(text));
      } catch (JsonProcessingException e) {
        onError(from, e);
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void accept(JsonNode message) {
    if (message.has("id")) {
      Optional.ofNullable(open.remove(message.get("id").asInt()))
          .ifPresent(it -> it.complete(message));
      return;
    }
    var event = new Event(message.path("method").asText(), message.path("params"));
    events.add(event);
    for (Awaited each : awaited) {
      if (each.method().equals(event.method())) {
        awaited.remove(each);
        each.event().complete(event.params());
      }
    }
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    open.values().forEach(each -> each.completeExceptionally(error));
    awaited.forEach(each -> each.event().completeExceptionally(error));
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
