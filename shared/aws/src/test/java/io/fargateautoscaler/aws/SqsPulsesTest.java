package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Pulses;
import io.fargateautoscaler.core.reconcile.contract.PulsesContract;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a queue with the limits that SQS documents for one SendMessageBatch. */
final class SqsPulsesTest extends PulsesContract {
  private static final int MOST_BYTES = 262_144;
  private static final int LONGEST_DELAY = 900;
  private static final String URL = "http://127.0.0.1/123456789012/work";

  private final ObjectMapper json = new ObjectMapper();
  private final List<Pulse> accepted = new ArrayList<>();
  private Function<Call, Answer> answers = this::accept;
  private final FakeAws aws = new FakeAws(call -> answers.apply(call));
  private final SqsPulses pulses = new SqsPulses(aws.clients().sqs(), URL, () -> Samples.NOW);

  @AfterEach
  void close() {
    aws.close();
  }

  @Override
  protected Pulses pulses() {
    return pulses;
  }

  @Override
  protected List<Pulse> arriving() {
    return accepted.stream().sorted(Comparator.comparing(Pulse::delay)).toList();
  }

  @Test
  void whatTheQueueRefusesIsGivenUpAndTheOthersAreSent() {
    List<ServiceRef> services = services(500);
    answers = call -> call.number() == 0 ? refuseAll(call) : accept(call);

    pulses.send(services, Duration.ofSeconds(10));

    assertThat(aws.calls()).hasSize(2);
    assertThat(arriving().stream().flatMap(pulse -> pulse.services().stream()))
        .hasSize(100)
        .isSubsetOf(services);
  }

  @Test
  void aQueueThatIsGoneOrSilentIsNoError() {
    for (Answer answer :
        List.of(
            Answer.error(400, "QueueDoesNotExist"),
            Answer.error(403, "AccessDenied"),
            Answer.error(500, "InternalError"),
            Answer.NONE)) {
      answers = call -> answer;

      pulses.send(services(1), Duration.ZERO);
    }

    assertThat(accepted).isEmpty();
    assertThat(aws.calls()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aHintIsNotDelayedAndSaysItsReason() {
    pulses.hint(services(2), "event-1");

    assertThat(arriving()).containsExactly(new Pulse(services(2), Duration.ZERO));
    JsonNode body = read(read(aws.calls().getFirst().text()).at("/Entries/0/MessageBody").asText());
    assertThat(body.path("detail-type").asText()).isEqualTo("Hint");
    assertThat(body.at("/detail/ref").asText()).isEqualTo("event-1");
  }

  private static List<ServiceRef> services(int number) {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      services.add(new ServiceRef("shop", "service-%04d".formatted(i)));
    }
    return services;
  }

  private synchronized Answer accept(Call call) {
    JsonNode request = read(call.text());
    JsonNode entries = request.path("Entries");
    Set<String> ids = new HashSet<>();
    int bytes = 0;
    for (JsonNode entry : entries) {
      ids.add(entry.path("Id").asText());
      bytes += entry.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8).length;
      int delay = entry.path("DelaySeconds").asInt();
      if (delay < 0 || delay > LONGEST_DELAY) {
        return Answer.error(400, "InvalidParameterValue");
      }
    }
    if (!request.path("QueueUrl").asText().equals(URL)
        || entries.isEmpty()
        || entries.size() > 10
        || ids.size() != entries.size()
        || bytes > MOST_BYTES) {
      return Answer.error(400, "BatchRequestTooLong");
    }
    ObjectNode answer = json.createObjectNode();
    ArrayNode successful = answer.putArray("Successful");
    answer.putArray("Failed");
    for (JsonNode entry : entries) {
      String body = entry.path("MessageBody").asText();
      List<ServiceRef> services = new ArrayList<>();
      read(body)
          .at("/detail/services")
          .forEach(name -> ServiceRef.parse(name.asText()).ifPresent(services::add));
      accepted.add(new Pulse(services, Duration.ofSeconds(entry.path("DelaySeconds").asInt())));
      successful
          .addObject()
          .put("Id", entry.path("Id").asText())
          .put("MessageId", "m")
          .put("MD5OfMessageBody", md5(body));
    }
    return Answer.json(answer.toString());
  }

  private Answer refuseAll(Call call) {
    ObjectNode answer = json.createObjectNode();
    answer.putArray("Successful");
    ArrayNode failed = answer.putArray("Failed");
    read(call.text())
        .path("Entries")
        .forEach(entry ->
            failed
                .addObject()
                .put("Id", entry.path("Id").asText())
                .put("Code", "InternalError")
                .put("SenderFault", false));
    return Answer.json(answer.toString());
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The SDK compares it. */
  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
