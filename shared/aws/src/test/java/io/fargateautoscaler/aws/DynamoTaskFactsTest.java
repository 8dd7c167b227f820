package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a local server never does: rows left over, others that are always first. */
final class DynamoTaskFactsTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOTHING =
      "{\"Responses\":{\"state\":[]},\"UnprocessedKeys\":{},\"UnprocessedItems\":{}}";

  private Function<Call, Answer> answers = call -> Answer.json(NOTHING);
  private final FakeAws aws = new FakeAws(call -> answers.apply(call));
  private final DynamoTaskFacts facts =
      new DynamoTaskFacts(aws.clients().dynamoDb(), "state", () -> Samples.NOW);

  @AfterEach
  void close() {
    aws.close();
  }

  private static List<DynamoTaskFacts.Stop> stops(int number) {
    List<DynamoTaskFacts.Stop> stops = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      stops.add(new DynamoTaskFacts.Stop(CHECKOUT, "arn:task/" + i, "crashed"));
    }
    return stops;
  }

  private static JsonNode rows(Call call) {
    try {
      return JSON.readTree(call.text()).at("/RequestItems/state");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aThousandStopsAreFortyCalls() {
    facts.remember(stops(1000));

    assertThat(aws.calls())
        .hasSize(40)
        .allSatisfy(call -> {
          assertThat(call.action()).isEqualTo("BatchWriteItem");
          assertThat(rows(call)).hasSize(25);
        });
  }

  @Test
  void rowsThatAreLeftOverAreWrittenAgain() {
    answers =
        call ->
            call.number() > 0
                ? Answer.json(NOTHING)
                : Answer.json(
                    "{\"UnprocessedItems\":{\"state\":["
                        + rows(call).get(3)
                        + ","
                        + rows(call).get(4)
                        + "]}}");

    facts.remember(stops(7));

    assertThat(aws.calls()).extracting(call -> rows(call).size()).containsExactly(7, 2);
  }

  @Test
  void rowsThatStayLeftOverAreNotTakenForWritten() {
    answers = call -> Answer.json("{\"UnprocessedItems\":{\"state\":" + rows(call) + "}}");

    assertThatThrownBy(() -> facts.remember(stops(1)))
        .isInstanceOf(StateStore.Unavailable.class)
        .hasMessageContaining("unprocessed");
    assertThat(aws.calls()).hasSize(5);
  }

  @Test
  void nothingNewIsNotWritten() {
    facts.starts(CHECKOUT, known -> known);

    assertThat(aws.calls()).extracting(Call::action).containsExactly("BatchGetItem");
  }

  @Test
  void whoIsNeverFirstGivesUp() {
    answers =
        call ->
            call.action().equals("PutItem")
                ? Answer.error(400, "ConditionalCheckFailedException")
                : Answer.json(NOTHING);

    assertThatThrownBy(
            () -> facts.starts(CHECKOUT, _ -> Map.of("1a", new Start(Samples.NOW, null, false))))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThat(aws.calls()).filteredOn(call -> call.action().equals("PutItem")).hasSize(5);
  }
}
