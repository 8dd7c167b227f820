package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EcsScalableTargetTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final Answer APPLIED = Answer.json("{\"service\":{\"desiredCount\":7}}");

  @Test
  void asksForTenServicesOfOneClusterAtATime() throws Exception {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      services.add(new ServiceRef("shop", "service-" + i));
    }
    services.add(new ServiceRef("other", "service-0"));
    try (FakeAws aws = new FakeAws(EcsScalableTargetTest::allActive)) {
      assertThat(target(aws).describe(services)).containsOnlyKeys(services);

      assertThat(aws.calls()).hasSize(4);
      for (Call call : aws.calls()) {
        assertThat(names(call)).hasSizeLessThanOrEqualTo(10);
      }
    }
  }

  @Test
  void eachCallWaitsForItsRate() {
    AtomicInteger reads = new AtomicInteger();
    AtomicInteger changes = new AtomicInteger();
    EcsRates rates = new EcsRates(reads::incrementAndGet, changes::incrementAndGet);
    List<ServiceRef> services =
        IntStream.range(0, 95).mapToObj(i -> new ServiceRef("shop", "service-" + i)).toList();
    try (FakeAws aws =
        new FakeAws(call -> call.action().equals("UpdateService") ? APPLIED : allActive(call))) {
      EcsScalableTarget target =
          new EcsScalableTarget(aws.clients().ecs(), OtherScalers.NONE, rates, new Lanes(5));

      assertThat(target.describe(services))
          .containsOnlyKeys(services)
          .allSatisfy((_, reading) -> assertThat(reading).isInstanceOf(ScalableTarget.Read.class));
      target.setDesiredCount(CHECKOUT, 7);
    }
    assertThat(reads).hasValue(10);
    assertThat(changes).hasValue(1);
  }

  @Test
  void aNameThatEcsRefusesHidesNoOther() {
    ServiceRef bad = new ServiceRef("shop", "bad");
    try (FakeAws aws =
        new FakeAws(call ->
            names(call).contains("bad")
                ? Answer.error(400, "InvalidParameterException")
                : allActive(call))) {
      Map<ServiceRef, ScalableTarget.Reading> readings =
          target(aws).describe(List.of(CHECKOUT, bad));

      assertThat(readings.get(CHECKOUT)).isInstanceOf(ScalableTarget.Read.class);
      assertThat(readings.get(bad)).isInstanceOf(ScalableTarget.Unreadable.class);
    }
  }

  @Test
  void throttledOrSilentIsUnreadableAndNeverMissing() {
    for (Answer answer :
        List.of(
            Answer.error(400, "ThrottlingException"),
            Answer.error(400, "AccessDeniedException"),
            Answer.error(500, "ServerException"),
            Answer.json("{\"services\":[],\"failures\":[]}"),
            Answer.json(
                "{\"services\":[],\"failures\":[{\"arn\":\"a/checkout\",\"reason\":\"X\"}]}"),
            Answer.NONE)) {
      try (FakeAws aws = new FakeAws(call -> answer)) {
        assertThat(target(aws).describe(List.of(CHECKOUT)).get(CHECKOUT))
            .isInstanceOf(ScalableTarget.Unreadable.class);
      }
    }
  }

  @Test
  void namesTheDeploymentThatIsToStay() {
    String deployments =
        "[{\"id\":\"ecs-svc/8\",\"status\":\"ACTIVE\"},{\"id\":\"ecs-svc/9\",\"status\":\"PRIMARY\"}]";
    try (FakeAws aws =
        new FakeAws(call ->
            Answer.json(
                "{\"services\":[{\"serviceName\":\"checkout\",\"deployments\":"
                    + deployments
                    + "}]}"))) {
      assertThat(target(aws).describe(List.of(CHECKOUT)).get(CHECKOUT))
          .isInstanceOfSatisfying(
              ScalableTarget.Read.class,
              read -> assertThat(read.status().deploymentId()).isEqualTo("ecs-svc/9"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                             | ECS                   | STEADY
          {"schedulingStrategy":"DAEMON"}                                                | DAEMON                | STEADY
          {"schedulingStrategy":"LATER"}                                                 | UNKNOWN               | STEADY
          {"deploymentController":{"type":"EXTERNAL"}}                                   | EXTERNAL              | STEADY
          {"deploymentController":{"type":"LATER"}}                                      | UNKNOWN               | STEADY
          {"deploymentController":{"type":"CODE_DEPLOY"},"taskSets":[{}]}                | CODE_DEPLOY           | STEADY
          {"deploymentController":{"type":"CODE_DEPLOY"},"taskSets":[{},{}]}             | CODE_DEPLOY_SWITCHING | STEADY
          {"deployments":[{"status":"PRIMARY","rolloutState":"COMPLETED"}]}              | ECS                   | STEADY
          {"deployments":[{"status":"PRIMARY"},{"status":"ACTIVE"}]}                     | ECS                   | ROLLING
          {"deployments":[{"status":"PRIMARY","rolloutState":"IN_PROGRESS"}]}            | ECS                   | ROLLING
          {"deployments":[{"status":"PRIMARY","rolloutState":"LATER"}]}                  | ECS                   | ROLLING
          {"deployments":[{"status":"PRIMARY","rolloutState":"FAILED"},{"status":"ACTIVE"}]} | ECS               | FAILED
          {"deploymentConfiguration":{"strategy":"BLUE_GREEN"}}                          | ECS                   | STEADY
          {"deploymentConfiguration":{"strategy":"LATER"}}                               | ECS                   | ROLLING
          """)
  void readsWhoReplacesTasks(
      String fields, ServiceStatus.Controller controller, ServiceStatus.Deployment deployment) {
    String service =
        fields.equals("{}")
            ? "{\"serviceName\":\"checkout\"}"
            : "{\"serviceName\":\"checkout\"," + fields.substring(1);
    try (FakeAws aws = new FakeAws(call -> Answer.json("{\"services\":[" + service + "]}"))) {
      assertThat(target(aws).describe(List.of(CHECKOUT)).get(CHECKOUT))
          .isInstanceOfSatisfying(
              ScalableTarget.Read.class,
              read -> {
                assertThat(read.status().controller()).isEqualTo(controller);
                assertThat(read.status().deployment()).isEqualTo(deployment);
                assertThat(read.status().lifecycle()).isEqualTo(ServiceStatus.Lifecycle.UNKNOWN);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ThrottlingException",
        "ServiceNotActiveException",
        "ServiceNotFoundException",
        "AccessDeniedException",
        "InvalidParameterException"
      })
  void whatEcsRefusesIsRefused(String code) {
    assertThat(set(call -> Answer.error(400, code)))
        .isInstanceOfSatisfying(
            ScalableTarget.Refused.class, refused -> assertThat(refused.reason()).contains(code));
  }

  @Test
  void theAnswerOfTheSecondTryIsTheTruth() {
    assertThat(set(call -> call.number() == 0 ? Answer.error(400, "ThrottlingException") : APPLIED))
        .isEqualTo(new ScalableTarget.Applied(7));
  }

  @Test
  void withoutAnAnswerNothingIsKnown() {
    assertThat(set(call -> Answer.NONE)).isInstanceOf(ScalableTarget.Unknown.class);
    assertThat(set(call -> Answer.error(500, "ServerException")))
        .isInstanceOf(ScalableTarget.Unknown.class);
  }

  @Test
  void aRefusalAfterATryWithoutAnswerProvesNothing() {
    assertThat(
            set(call ->
                call.number() == 0
                    ? Answer.error(500, "ServerException")
                    : Answer.error(400, "ThrottlingException")))
        .isInstanceOf(ScalableTarget.Unknown.class);
  }

  private static ScalableTarget.Outcome set(Function<Call, Answer> answers) {
    try (FakeAws aws = new FakeAws(answers)) {
      ScalableTarget.Outcome outcome = target(aws).setDesiredCount(CHECKOUT, 7);
      assertThat(aws.calls()).allMatch(call -> call.text().contains("\"desiredCount\":7"));
      return outcome;
    }
  }

  private static EcsScalableTarget target(FakeAws aws) {
    return new EcsScalableTarget(aws.clients().ecs(), OtherScalers.NONE);
  }

  private static Answer allActive(Call call) {
    List<String> services = new ArrayList<>();
    for (String name : names(call)) {
      services.add("{\"serviceName\":\"%s\",\"status\":\"ACTIVE\"}".formatted(name));
    }
    return Answer.json("{\"services\":[" + String.join(",", services) + "]}");
  }

  private static List<String> names(Call call) {
    try {
      List<String> names = new ArrayList<>();
      JsonNode request = new ObjectMapper().readTree(call.text());
      request.path("services").forEach(name -> names.add(name.asText()));
      return names;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
