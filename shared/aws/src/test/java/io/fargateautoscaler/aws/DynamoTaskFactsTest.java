package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
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
