package io.fargateautoscaler.simulator.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window. */
public final class Browser implements AutoCloseable {
  private static final String LISTENING = "DevTools listening on ";
  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--remote-debugging-port=0",
          "--no-first-run",
          "--no-proxy-server",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-dev-shm-usage",
          "--disable-gpu",
          "--hide-scrollbars");

  private final Path folder;
  private final Process process;
  private final DevTools tools;

  private Browser(Path folder, Process process, DevTools tools) {
    this.folder = folder;
    this.process = process;
    this.tools = tools;
  }

  /**
   * Starts the command of the system property {@code chromium}.
   *
   * @throws IllegalStateException if it ends before it listens
   */
  public static Browser start() {
    try {
      Path folder = Files.createTempDirectory("browser");
      List<String> command =
          Stream.of(
                  Stream.of(System.getProperty("chromium", "chromium")),
                  OPTIONS.stream(),
                  Stream.of("--user-data-dir=" + folder, "about:blank"))
              .flatMap(each -> each)
              .toList();
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader output = process.inputReader();
      var said = new StringBuilder();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(LISTENING)) {
          // Else it would stop when the pipe is full.
          Thread.ofVirtual().start(() -> output.lines().forEach(each -> {}));
          URI address = URI.create(line.substring(LISTENING.length()).strip());
          return new Browser(folder, process, new DevTools(address));
        }
        said.append('\n').append(line);
      }
      throw new IllegalStateException("chromium does not listen:" + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads a page from a file, as somebody who double clicks on it does. */
  public Page open(String html, Page.View view) {
    try {
      return open(Files.writeString(folder.resolve("page.html"), html).toUri(), view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads a page from an address. */
  public Page open(URI address, Page.View view) {
    JsonNode target = tools.call(null, "Target.createTarget", Map.of("url", "about:blank"));
    String id = target.get("targetId").asText();
    JsonNode attached =
        tools.call(null, "Target.attachToTarget", Map.of("targetId", id, "flatten", true));
    tools.forget();
    return Page.load(tools, id, attached.get("sessionId").asText(), address, view);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    tools.close();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    // Its helpers may still write for a moment: what cannot be deleted stays in the temp folder.
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
    } catch (UncheckedIOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
