package io.fargateautoscaler.functions.taskevents;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What events say of tasks that do not come is kept for the guard, in whatever order they come. */
class ServiceActionsTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final String PLACEMENT = "SERVICE_TASK_PLACEMENT_FAILURE";
  private static final String AT = "2026-01-15T10:03:00Z";

  private final InMemoryStore store = Sample.store("shop/checkout", "shop/orders");
  private final InMemoryTasks facts = new InMemoryTasks();
  private final List<String> hints = new ArrayList<>();
  private final TaskEvents events =
      Sample.events(store, facts, (services, ref) -> hints.add(services + " " + ref), false);

  private TaskEvents.Result handle(String... bodies) {
    return events.handle(Sample.messages(List.of(bodies)));
  }

  private static String placement(String reason, String time) {
    return Sample.action("checkout", "ERROR", PLACEMENT, reason, time);
  }

  private static String steady(String time) {
    return Sample.action("checkout", "INFO", "SERVICE_STEADY_STATE", "", time);
  }

  @Test
  void f25AQuotaThatIsUsedUpIsKeptAndTheReconcilerLooksAtOnce() {
    TaskEvents.Result result = handle(placement("You've reached the vCPU quota", AT));

    assertThat(result.giveBack()).isEmpty();
    assertThat(result.counts()).containsOnlyKeys("service action");
    assertThat(facts.troubles)
        .containsOnly(
            Map.entry(
                CHECKOUT,
                new Trouble(
                    Instant.parse(AT),
                    Trouble.Kind.CAPACITY,
                    "the account's quota of Fargate vCPU or tasks is used up",
                    "ask for more in Service Quotas (Fargate, vCPU resource count), or lower what"
                        + " runs")));
    assertThat(hints).containsExactly("[shop/checkout] service:action");
    assertThat(store.waiting(10)).as("the reconciler tells it").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE:FARGATE, CAPACITY",
    "RESOURCE:ENI, CAPACITY",
    "Rate exceeded, LAUNCH_RATE",
    "RESOURCE:CPU, PLACEMENT"
  })
  void placementFailures(String reason, Trouble.Kind kind) {
    handle(placement(reason, AT));

    assertThat(facts.troubles.values()).extracting(Trouble::kind).containsExactly(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "INFO, SERVICE_DEPLOYMENT_COMPLETED",
    "INFO, CAPACITY_PROVIDER_STEADY_STATE",
    "INFO, SERVICE_DESIRED_COUNT_UPDATED",
    "WARN, SERVICE_TASK_START_IMPAIRED",
    "ERROR, ECS_OPERATION_THROTTLED",
    "ERROR, SERVICE_TASK_CONFIGURATION_FAILURE",
    "ERROR, SOMETHING_NEW"
  })
  void f58OtherActionsSayNothingOfTasksThatDoNotCome(String type, String name) {
    TaskEvents.Result result =
        handle(Sample.action("checkout", type, name, "RESOURCE:FARGATE", AT));

    assertThat(result.giveBack()).isEmpty();
    assertThat(facts.troubles).isEmpty();
    assertThat(hints).isEmpty();
  }

  @Test
  void aTaskThatStoppedForWantOfCapacitySaysTheSame() {
    handle(
        Sample.stopped(
            "checkout",
            "t1",
            6,
            "TaskFailedToStart",
            "Capacity is unavailable at this time. Please try again later",
            1,
            ""));

    assertThat(facts.troubles.get(CHECKOUT))
        .satisfies(trouble -> {
          assertThat(trouble.kind()).isEqualTo(Trouble.Kind.CAPACITY);
          assertThat(trouble.at()).isEqualTo(Instant.parse("2026-01-15T10:04:00.177Z"));
          assertThat(trouble.cause()).contains("capacity");
        });
    assertThat(store.waiting(10)).as("its own notice").hasSize(1);
  }

  @Test
  void aSteadyServiceEndsIt() {
    handle(placement("RESOURCE:FARGATE", AT));
    hints.clear();

    handle(steady("2026-01-15T10:03:30Z"));

    assertThat(facts.troubles.values())
        .extracting(Trouble::kind)
        .containsExactly(Trouble.Kind.NONE);
    assertThat(hints).as("good news can wait for the tick").isEmpty();
  }

  @Test
  void f01F02AnyOrderAndAnyNumberOfCopiesGiveTheSameState() {
    List<String> bodies = new ArrayList<>();
    for (int second = 10; second < 20; second += 3) {
      String time = "2026-01-15T10:03:" + second + "Z";
      bodies.addAll(
          List.of(
              placement("RESOURCE:FARGATE", time),
              placement("vCPU quota", time),
              placement("RESOURCE:CPU", time),
              placement("RESOURCE:CPU", time),
              steady("2026-01-15T10:03:" + (second + 1) + "Z")));
    }
    bodies.add(placement("Rate exceeded", "2026-01-15T10:03:20Z"));
    bodies.add(steady("2026-01-15T10:03:20Z"));
    handle(bodies.toArray(String[]::new));
    Map<ServiceRef, Trouble> expected = Map.copyOf(facts.troubles);
    assertThat(expected.values())
        .extracting(Trouble::kind)
        .containsExactly(Trouble.Kind.LAUNCH_RATE);

    for (long seed = 1; seed <= 200; seed++) {
      facts.troubles.clear();
      Random random = new Random(seed);
      List<String> shuffled = new ArrayList<>(bodies);
      Collections.shuffle(shuffled, random);
      while (!shuffled.isEmpty()) {
        List<String> batch = shuffled.subList(0, random.nextInt(shuffled.size()) + 1);
        events.handle(Sample.messages(batch));
        batch.clear();
      }
      assertThat(facts.troubles).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void f01ACopyIsNoNews() {
    handle(placement("RESOURCE:FARGATE", AT));
    handle(placement("RESOURCE:FARGATE", AT));

    assertThat(hints).hasSize(1);
  }

  @Test
  void whatMustNotCountDoesNot() {
    String good = placement("RESOURCE:FARGATE", AT);
    TaskEvents.Result result =
        handle(
            good.replace("\"version\"", "\"replay-name\":\"again\",\"version\""),
            good.replace("\"account\":\"1", "\"account\":\"9"),
            good.replace("service/shop/checkout", "service/shop/other"),
            good.replace("\"time\"", "\"when\""),
            placement("RESOURCE:FARGATE", "2026-01-15T04:04:59Z"),
            placement("RESOURCE:FARGATE", "2026-01-15T10:10:01Z"));

    assertThat(result.giveBack()).isEmpty();
    assertThat(facts.troubles).isEmpty();
    assertThat(hints).isEmpty();
  }

  @Test
  void whatCannotBeWrittenComesAgain() {
    facts.away = true;
    TaskEvents.Result result =
        handle(
            Sample.action("orders", "ERROR", "SOMETHING_NEW", "", AT),
            placement("RESOURCE:FARGATE", AT));
    assertThat(result.giveBack()).containsExactly("m1");
    assertThat(result.trouble()).singleElement().asString().contains("starts are away");
    assertThat(hints).isEmpty();
  }

  @Test
  void f36NothingIsLostIfTheStackCannotBeRead() {
    TaskEvents.Result result =
        Sample.events(
                () -> {
                  throw new StateStore.Unavailable("away", null);
                },
                facts,
                store,
                store,
                (_, _) -> {},
                false,
                () -> Sample.NOW)
            .handle(Sample.messages(List.of(placement("RESOURCE:FARGATE", AT))));

    assertThat(result.giveBack()).isEqualTo(Set.of("m0"));
    assertThat(facts.troubles).isEmpty();
  }

  @Test
  void hostileTextStaysOnItsLine() {
    handle(placement("x\r\nBcc: all\u202e password=hunter2 " + "y".repeat(5000), AT));

    assertThat(facts.troubles.get(CHECKOUT))
        .satisfies(trouble ->
            assertThat(trouble.cause())
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContain("\r", "\n", "\u202e", "hunter2"));
  }
}
