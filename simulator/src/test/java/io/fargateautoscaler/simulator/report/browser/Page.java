package io.fargateautoscaler.simulator.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A loaded page: what a person could do with it, and what went wrong in it. */
public final class Page implements AutoCloseable {
  private static final Map<String, Integer> KEYS =
      Map.of(
          "Tab",
          9,
          "Enter",
          13,
          "Escape",
          27,
          "End",
          35,
          "Home",
          36,
          "ArrowLeft",
          37,
          "ArrowRight",
          39);

  /** A screen, in CSS pixels. */
  public record View(int width, int height, boolean phone, boolean dark) {
    public static final View DESK = new View(1280, 900, false, false);
    public static final View DARK = new View(1280, 900, false, true);
    public static final View PHONE = new View(390, 844, true, false);
    public static final View SMALL_PHONE = new View(360, 740, true, false);
  }

  private final DevTools tools;
  private final String target;
  private final String session;

  private Page(DevTools tools, String target, String session) {
    this.tools = tools;
    this.target = target;
    this.session = session;
  }

  static Page load(DevTools tools, String target, String session, URI address, View view) {
    var page = new Page(tools, target, session);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.call(domain + ".enable", Map.of());
    }
    page.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            view.width(),
            "height",
            view.height(),
            "deviceScaleFactor",
            view.phone() ? 2 : 1,
            "mobile",
            view.phone()));
    page.media("screen", view.dark());
    CompletableFuture<JsonNode> loaded = tools.next("Page.loadEventFired");
    page.call("Page.navigate", Map.of("url", address.toString()));
    DevTools.within(loaded);
    page.settle();
    return page;
  }

  private JsonNode call(String method, Map<String, ?> params) {
    return tools.call(session, method, params);
  }

  /** Changes the kind of output and the colour scheme. */
  public void media(String media, boolean dark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(scheme)));
    settle();
  }

  /** Until all that was begun is on the screen. */
  private void settle() {
    evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
  }

  /**
   * The value of an expression, awaited if it is a promise.
   *
   * @throws IllegalStateException if it throws
   */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  public String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  public void press(String key) {
    // Only a key that makes a character presses what has the focus.
    String text = key.equals("Enter") ? "\r" : "";
    for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "text",
              text,
              "windowsVirtualKeyCode",
              KEYS.getOrDefault(key, 0)));
    }
    settle();
  }

  /** Types a text into what has the focus. */
  public void type(String text) {
    call("Input.insertText", Map.of("text", text));
    settle();
  }

  /** Points at a part of the width of the chart's plot, 0 to 1. */
  public void pointAt(double part) {
    mouse("mouseMoved", part, 0);
  }

  /** Presses at one part of the width and lets go at another. */
  public void drag(double from, double to) {
    mouse("mouseMoved", from, 0);
    mouse("mousePressed", from, 1);
    mouse("mouseMoved", (from + to) / 2, 1);
    mouse("mouseMoved", to, 1);
    mouse("mouseReleased", to, 0);
  }

  private void mouse(String type, double part, int buttons) {
    JsonNode plot =
        evaluate(
            "(() => { const r = document.querySelector('#chart .u-over').getBoundingClientRect();"
                + " return [r.left, r.width, r.top + r.height / 2]; })()");
    boolean button = !type.equals("mouseMoved");
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            plot.get(0).asDouble() + part * plot.get(1).asDouble(),
            "y",
            plot.get(2).asDouble(),
            "button",
            button || buttons == 1 ? "left" : "none",
            "buttons",
            buttons,
            "clickCount",
            button ? 1 : 0));
    settle();
  }

  /** Of the whole page, however long. */
  public void screenshot(String name) {
    screenshot(name, true);
  }

  /** Of what is seen without scrolling. */
  public void screenshotOfView(String name) {
    screenshot(name, false);
  }

  private void screenshot(String name, boolean whole) {
    JsonNode answer = call("Page.captureScreenshot", Map.of("captureBeyondViewport", whole));
    try {
      Path folder = Files.createDirectories(Path.of("target", "browser"));
      Files.write(
          folder.resolve(name + ".png"), Base64.getDecoder().decode(answer.get("data").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Errors, warnings and what the content security policy refused. */
  public List<String> problems() {
    settle();
    Set<String> bad = Set.of("error", "warning", "assert");
    return tools.events().stream()
        .filter(each ->
            switch (each.method()) {
              case "Runtime.exceptionThrown" -> true;
              case "Runtime.consoleAPICalled" -> bad.contains(each.params().path("type").asText());
              case "Log.entryAdded" -> bad.contains(each.params().at("/entry/level").asText());
              default -> false;
            })
        .map(each -> each.params().toString())
        .toList();
  }

  /** Addresses that were asked for. */
  public List<String> requests() {
    return tools.events().stream()
        .filter(each -> each.method().equals("Network.requestWillBeSent"))
        .map(each -> each.params().at("/request/url").asText())
        .toList();
  }

  @Override
  public void close() {
    tools.call(null, "Target.closeTarget", Map.of("targetId", target));
  }
}
