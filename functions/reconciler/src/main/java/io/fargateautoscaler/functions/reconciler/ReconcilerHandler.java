package io.fargateautoscaler.functions.reconciler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.SqsBatch;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Lambda function: brings services to their count, woken by the work queue, by an alarm's Lambda
 * action or by SNS.
 *
 * <p>Every message is acknowledged, whatever happens: an event is only a reason to look, and the
 * next tick looks at everything. Trouble shows in the log and in the metric {@code Failed}.
 */
public final class ReconcilerHandler implements RequestStreamHandler {
  /** Time for the change under way, for pulses and for notices. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(15);

  /** The function's time limit in the template. */
  private static final Duration USUAL = Duration.ofSeconds(60);

  private final EventDecoder decoder;
  private final StateStore store;
  private final Scaling scaling;
  private final LogLines log;
  private final InstantSource clock;
  private final String stack;

  /** The deployed function. */
  public ReconcilerHandler() {
    this(Wiring.deployed());
  }

  private ReconcilerHandler(Wiring wiring) {
    this(
        wiring.decoder(),
        wiring.store(),
        wiring.scaling(),
        wiring.log(),
        wiring.clock(),
        wiring.settings().stack());
  }

  ReconcilerHandler(
      EventDecoder decoder,
      StateStore store,
      Scaling scaling,
      LogLines log,
      InstantSource clock,
      String stack) {
    this.decoder = decoder;
    this.store = store;
    this.scaling = scaling;
    this.log = log;
    this.clock = clock;
    this.stack = stack;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Duration time = toAct(Duration.ofMillis(context.getRemainingTimeInMillis()));
    handle(new String(input.readAllBytes(), StandardCharsets.UTF_8), clock.instant().plus(time));
    output.write(SqsBatch.answer(List.of()).getBytes(StandardCharsets.UTF_8));
  }

  /** What is left of the function's time, without what is kept. */
  private static Duration toAct(Duration left) {
    // Emulators may not know their time limit.
    Duration known = left.isPositive() ? left : USUAL;
    Duration half = known.dividedBy(2);
    return half.compareTo(AFTERWARDS) < 0 ? half : known.minus(AFTERWARDS);
  }

  /** Deals with one invocation, and acts on nothing after {@code deadline}; never throws. */
  void handle(String event, Instant deadline) {
    Hints hints = Hints.of(decode(event), clock.instant());
    int failed = 0;
    Reconciler.Report report = new Reconciler.Report(0, 0, 0, 0, 0, 0, 0);
    try {
      if (hints.tick().isPresent()) {
        report = scaling.tick(hints.tick().get(), named(hints), deadline);
      } else if (hints.any()) {
        hints = hints.knownTo(store.stack());
        if (!hints.services().isEmpty()) {
          report = scaling.reconcile(hints.services(), deadline);
        }
      }
    } catch (Scaling.Stopped stopped) {
      failed = 1;
      report = stopped.before();
      logFailure(stopped.trouble());
    } catch (RuntimeException trouble) {
      failed = 1;
      logFailure(trouble);
    }
    if (hints.droppedTotal() > 0) {
      logDropped(hints);
    }
    Metrics metrics =
        new Metrics(
            verdicts(hints, report, failed),
            report.scaled(),
            report.failed() + failed,
            hints.droppedTotal(),
            report.untold(),
            report.left());
    log.write(metrics.line(stack, clock.instant()));
  }

  /** What events beside a tick name: it covers them, but not all that sleep. */
  private Map<ServiceRef, Trigger> named(Hints hints) {
    return hints.services().isEmpty() && hints.alarms().isEmpty()
        ? Map.of()
        : hints.knownTo(store.stack()).services();
  }

  /** A tick that finds no service is alive too: the dead-man alarm must not ring for it. */
  private static int verdicts(Hints hints, Reconciler.Report report, int failed) {
    boolean idle = hints.tick().isPresent() && report.services() == 0 && failed == 0;
    return idle ? 1 : report.scaled() + report.held();
  }

  private List<Decoded> decode(String event) {
    return SqsBatch.read(event)
        .map(messages -> messages.stream().map(message -> decoder.decode(message.body())).toList())
        .orElseGet(() -> List.of(decoder.decode(event)));
  }

  /** No stack trace: the message says what the operator can do something about. */
  private void logFailure(RuntimeException trouble) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("failed", trouble.getClass().getSimpleName());
    String message = trouble.getMessage();
    line.put("reason", new Untrusted(message == null ? "" : message).forLog());
    if (!(trouble instanceof StateStore.Unavailable) && trouble.getStackTrace().length > 0) {
      // Unexpected, so a defect: where it happened helps whoever mends it.
      line.put("where", trouble.getStackTrace()[0].toString());
    }
    log.write(line.toString());
  }

  private void logDropped(Hints hints) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode reasons = line.putObject("dropped");
    hints.dropped().forEach(reasons::put);
    log.write(line.toString());
  }
}
