package io.fargateautoscaler.functions.policysync;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lambda function: puts valid policy documents into force when a parameter changes and on ticks.
 *
 * <p>It fails if something could not be read or written, so that Lambda tries again; a document
 * with problems is no failure.
 */
public final class PolicySyncHandler implements RequestStreamHandler {
  private final EventDecoder decoder;
  private final PolicySync sync;
  private final String policyPath;
  private final String modeParameter;
  private final LogLines log;

  /** The deployed function. */
  public PolicySyncHandler() {
    this(Wiring.deployed());
  }

  private PolicySyncHandler(Wiring wiring) {
    this(
        wiring.decoder(),
        wiring.sync(),
        wiring.settings().policyPath(),
        wiring.settings().modeParameter(),
        wiring.log());
  }

  PolicySyncHandler(
      EventDecoder decoder,
      PolicySync sync,
      String policyPath,
      String modeParameter,
      LogLines log) {
    this.decoder = decoder;
    this.sync = sync;
    this.policyPath = policyPath;
    this.modeParameter = modeParameter;
    this.log = log;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handle(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    output.write("{}".getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Deals with one event.
   *
   * @throws IllegalStateException if something could not be written
   */
  void handle(String text) {
    Decoded event = decoder.decode(text);
    if (event.ignored() != null) {
      log.write(JsonNodeFactory.instance.objectNode().put("dropped", event.ignored()).toString());
      return;
    }
    Optional<PolicySync.Report> report =
        switch (event) {
          case Decoded.ParameterChange change -> changed(change);
          case Decoded.Wake wake when wake.kind() == Kind.SCHEDULE -> sync.tick(wake.time());
          default -> {
            log.write(
                JsonNodeFactory.instance.objectNode().put("dropped", "other event").toString());
            yield Optional.empty();
          }
        };
    report.ifPresent(this::finish);
  }

  private Optional<PolicySync.Report> changed(Decoded.ParameterChange change) {
    String name = change.parameter() == null ? "" : change.parameter().name();
    if (name.equals(modeParameter)) {
      return Optional.of(sync.changed(PolicySync.Changed.MODE));
    }
    if (name.startsWith(policyPath)) {
      return Optional.of(sync.changed(PolicySync.Changed.DOCUMENT));
    }
    log.write(JsonNodeFactory.instance.objectNode().put("dropped", "another stack's").toString());
    return Optional.empty();
  }

  private void finish(PolicySync.Report report) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("read", report.read());
    line.put("put", report.put());
    line.put("rejected", report.rejected());
    line.put("released", report.released());
    report.trouble().forEach(line.putArray("trouble")::add);
    log.write(line.toString());
    if (!report.trouble().isEmpty()) {
      throw new IllegalStateException(report.trouble().size() + " steps failed; see the log");
    }
  }
}
