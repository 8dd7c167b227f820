package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApplicationAutoScalingTargetsTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final ServiceRef CART = new ServiceRef("shop", "cart");
  private static final String SUSPENDED = state(true, true, true);
  private static final Answer DENIED = Answer.error(400, "AccessDeniedException");

  private final SetClock clock = new SetClock(Samples.NOW);
  private Function<Call, Answer> answers = call -> targets("");
  private final FakeAws aws = new FakeAws(call -> answers.apply(call));
  private final ApplicationAutoScalingTargets targets =
      new ApplicationAutoScalingTargets(aws.clients().applicationAutoScaling(), clock);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void asksForTheDesiredCountsOfEcs() {
    assertThat(targets.of(List.of(CHECKOUT))).isEmpty();

    JsonNode request = request(aws.calls().getFirst());
    assertThat(aws.calls().getFirst().action()).isEqualTo("DescribeScalableTargets");
    assertThat(request.path("ServiceNamespace").asText()).isEqualTo("ecs");
    assertThat(request.path("ScalableDimension").asText()).isEqualTo("ecs:service:DesiredCount");
    assertThat(ids(aws.calls().getFirst())).containsExactly("service/shop/checkout");
  }

  @Test
  void asksNothingForNothing() {
    assertThat(targets.of(List.of())).isEmpty();
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void onlyATargetThatIsSuspendedInAllWaysIsNoScaler() {
    answers = call -> targets(target("checkout", SUSPENDED));

    assertThat(targets.of(List.of(CHECKOUT, CART))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"SuspendedState\":{}",
        ",\"SuspendedState\":{\"DynamicScalingInSuspended\":true}",
        "in",
        "out",
        "scheduled"
      })
  void aTargetThatIsNotSuspendedInAllWaysIsAScaler(String state) {
    String suspended =
        switch (state) {
          case "in" -> state(false, true, true);
          case "out" -> state(true, false, true);
          case "scheduled" -> state(true, true, false);
          default -> state;
        };
    answers = call -> targets(target("checkout", suspended));

    assertThat(targets.of(List.of(CHECKOUT, CART)))
        .containsOnly(Map.entry(CHECKOUT, "Application Auto Scaling"));
  }

  @Test
  void aTargetThatNobodyAskedForIsLeftOut() {
    answers = call -> targets(target("other", ""));

    assertThat(targets.of(List.of(CHECKOUT))).isEmpty();
  }

  @Test
  void asksForFiftyAtATime() {
    List<ServiceRef> services = services(120);
    answers = call -> allActive(ids(call));

    assertThat(targets.of(services)).containsOnlyKeys(services);
    assertThat(aws.calls()).hasSize(3).allMatch(call -> ids(call).size() <= 50);
    assertThat(aws.calls().stream().flatMap(call -> ids(call).stream()))
        .containsExactlyInAnyOrderElementsOf(services.stream().map(it -> "service/" + it).toList());
  }

  @Test
  void followsEveryPage() {
    answers =
        call ->
            call.number() == 0
                ? Answer.json(
                    "{\"ScalableTargets\":[%s],\"NextToken\":\"next\"}"
                        .formatted(target("checkout", "")))
                : targets(target("cart", ""));

    assertThat(targets.of(List.of(CHECKOUT, CART))).containsOnlyKeys(CHECKOUT, CART);
    assertThat(request(aws.calls().get(1)).path("NextToken").asText()).isEqualTo("next");
    assertThat(ids(aws.calls().get(1))).hasSize(2);
  }

  @Test
  void anEndlessChainOfPagesEnds() {
    answers =
        call ->
            Answer.json(
                "{\"ScalableTargets\":[%s],\"NextToken\":\"again\"}".formatted(target("cart", "")));

    assertThat(targets.of(List.of(CHECKOUT, CART))).containsOnlyKeys(CART);
  }

  @Test
  void anAnswerIsRememberedForItsTime() {
    answers = call -> targets(target("checkout", ""));
    targets.of(List.of(CHECKOUT, CART));

    pass(Duration.ofSeconds(59));
    assertThat(targets.of(List.of(CHECKOUT, CART))).containsOnlyKeys(CHECKOUT);
    assertThat(aws.calls()).hasSize(1);

    answers = call -> targets(target("checkout", SUSPENDED));
    pass(Duration.ofSeconds(1));
    assertThat(targets.of(List.of(CHECKOUT, CART))).isEmpty();
    assertThat(aws.calls()).hasSize(2);
    assertThat(ids(aws.calls().getLast())).containsExactly("service/shop/checkout");

    pass(Duration.ofMinutes(59));
    targets.of(List.of(CHECKOUT, CART));
    assertThat(ids(aws.calls().getLast())).containsExactly("service/shop/cart");
  }

  @Test
  void whatWasKnownStaysKnownWhileNobodyAnswers() {
    answers = call -> targets(target("checkout", ""));
    targets.of(List.of(CHECKOUT, CART));
    answers = call -> DENIED;

    pass(Duration.ofHours(1));

    assertThat(targets.of(List.of(CHECKOUT, CART))).containsOnlyKeys(CHECKOUT);
    assertThat(aws.calls()).hasSize(2);

    answers = call -> targets(target("checkout", SUSPENDED));
    pass(Duration.ofMinutes(1));
    assertThat(targets.of(List.of(CHECKOUT, CART))).isEmpty();
  }

  @Test
  void anUnansweredQuestionStopsNoServiceAndIsAskedAgainSoon() {
    answers = call -> DENIED;

    assertThat(targets.of(List.of(CHECKOUT))).isEmpty();

    answers = call -> targets(target("checkout", ""));
    pass(Duration.ofMinutes(1));
    assertThat(targets.of(List.of(CHECKOUT))).containsOnlyKeys(CHECKOUT);
  }

  @Test
  void oneFailedBatchHidesNoOther() {
    List<ServiceRef> services = services(60);
    answers = call -> ids(call).contains("service/shop/service-0") ? DENIED : allActive(ids(call));

    assertThat(targets.of(services)).containsOnlyKeys(services.subList(50, 60));
  }

  @Test
  void theServiceSaysWhoElseScalesIt() {
    answers =
        call ->
            call.action().equals("DescribeServices")
                ? Answer.json("{\"services\":[{\"serviceName\":\"checkout\"}]}")
                : targets(target("checkout", ""));

    ScalableTarget.Reading reading =
        new EcsScalableTarget(aws.clients().ecs(), targets)
            .describe(List.of(CHECKOUT))
            .get(CHECKOUT);

    assertThat(reading)
        .isInstanceOfSatisfying(
            ScalableTarget.Read.class,
            read ->
                assertThat(read.status())
                    .extracting(ServiceStatus::otherScaler)
                    .isEqualTo("Application Auto Scaling"));
  }

  private void pass(Duration time) {
    clock.advance(time);
  }

  private static List<ServiceRef> services(int number) {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      services.add(new ServiceRef("shop", "service-" + i));
    }
    return services;
  }

  private static String state(boolean in, boolean out, boolean scheduled) {
    return """
    ,"SuspendedState":{"DynamicScalingInSuspended":%s,"DynamicScalingOutSuspended":%s,\
    "ScheduledScalingSuspended":%s}\
    """
        .formatted(in, out, scheduled);
  }

  private static String target(String service, String state) {
    return """
    {"ServiceNamespace":"ecs","ResourceId":"service/shop/%s",\
    "ScalableDimension":"ecs:service:DesiredCount"%s}\
    """
        .formatted(service, state);
  }

  private static Answer targets(String targets) {
    return Answer.json("{\"ScalableTargets\":[" + targets + "]}");
  }

  private static Answer allActive(List<String> ids) {
    return targets(
        String.join(",", ids.stream().map(id -> target(id.replaceAll(".*/", ""), "")).toList()));
  }

  private static List<String> ids(Call call) {
    List<String> ids = new ArrayList<>();
    request(call).path("ResourceIds").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private static JsonNode request(Call call) {
    try {
      return new ObjectMapper().readTree(call.text());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
