package io.fargateautoscaler.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Pulses;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Own messages to the work queue. A message that cannot be sent is logged and given up: the next
 * tick looks at the same services.
 */
public final class SqsPulses implements Pulses {
  private static final System.Logger LOG = System.getLogger(SqsPulses.class.getName());

  /** SQS delays no longer. */
  private static final int LONGEST_DELAY = 900;

  private static final int BATCH = 10;

  /** Ten messages together may have 256 KiB; a name has at most 511 characters. */
  private static final int SERVICES = 40;

  private final SqsClient sqs;
  private final String queueUrl;
  private final InstantSource clock;
  private final ObjectMapper json = new ObjectMapper();

  public SqsPulses(SqsClient sqs, String queueUrl, InstantSource clock) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.clock = clock;
  }

  @Override
  public void send(Collection<ServiceRef> services, Duration delay) {
    int seconds = Math.clamp(delay.toSeconds(), 0, LONGEST_DELAY);
    send("Pulse", services, "after " + seconds + " s", seconds);
  }

  /**
   * Wakes the reconciler for {@code services} at once.
   *
   * @param ref identity of the event that is the reason, empty if it has none
   */
  public void hint(Collection<ServiceRef> services, String ref) {
    send("Hint", services, ref, 0);
  }

  private void send(String type, Collection<ServiceRef> services, String ref, int seconds) {
    List<ServiceRef> distinct = new ArrayList<>(new TreeSet<>(services));
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += SERVICES) {
      String body =
          body(type, distinct.subList(from, Math.min(from + SERVICES, distinct.size())), ref);
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id("m" + entries.size() % BATCH)
              .messageBody(body)
              .delaySeconds(seconds)
              .build());
    }
    for (int from = 0; from < entries.size(); from += BATCH) {
      send(entries.subList(from, Math.min(from + BATCH, entries.size())));
    }
  }

  private void send(List<SendMessageBatchRequestEntry> entries) {
    try {
      SendMessageBatchResponse response =
          sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
      response
          .failed()
          .forEach(failed ->
              LOG.log(
                  System.Logger.Level.WARNING,
                  Reasons.line(
                      "work queue refused a message: " + failed.code() + " " + failed.message())));
    } catch (SdkException e) {
      LOG.log(System.Logger.Level.WARNING, "work queue: " + Reasons.of(e));
    }
  }

  private String body(String type, List<ServiceRef> services, String ref) {
    ObjectNode message = json.createObjectNode();
    message.put("source", "fargate-autoscaler");
    message.put("detail-type", type);
    message.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode detail = message.putObject("detail");
    ArrayNode names = detail.putArray("services");
    services.forEach(service -> names.add(service.toString()));
    detail.put("ref", ref);
    return message.toString();
  }
}
