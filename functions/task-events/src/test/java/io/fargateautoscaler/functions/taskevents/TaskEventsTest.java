package io.fargateautoscaler.functions.taskevents;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.tasks.ServiceHints;
import io.fargateautoscaler.core.tasks.StartFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskEventsTest {
  private final InMemoryStore store = Sample.store("shop/checkout", "shop/orders");
  private final InMemoryTasks starts = new InMemoryTasks();
  private final UnreliableDigests digests = new UnreliableDigests(store);
  private final List<Collection<ServiceRef>> hints = new ArrayList<>();
  private final TaskEvents events = events((services, _) -> hints.add(services));

  private TaskEvents events(ServiceHints port) {
    return Sample.events(
        () -> store.stack().services(), starts, digests, store, port, false, () -> Sample.NOW);
  }

  private TaskEvents.Result handle(String... bodies) {
    return events.handle(Sample.messages(List.of(bodies)));
  }

  private List<Outbox.Message> told() {
    return store.waiting(1000);
  }

  @Test
  void anUnexpectedStopIsToldAndHinted() {
    TaskEvents.Result result = handle(Sample.outOfMemory("checkout", "t1"));
    assertThat(result.giveBack()).isEmpty();
    assertThat(told())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.event()).isEqualTo("task-failed");
          assertThat(message.subject()).isEqualTo("[shop/checkout] 1 task failed: out of memory");
          assertThat(message.text()).contains("checkout:7", "exit code 137", "t1");
          assertThat(message.text())
              .contains(
                  "1 task of shop/checkout failed: container app ran out of memory, 64 min after"
                      + " the task's start.",
                  "What to do: give it more memory in the task definition, revision 7");
          assertThat(message.text().lines().count()).isLessThanOrEqualTo(12);
          assertThat(message.text() + message.json()).doesNotContain("hunter2");
        });
    assertThat(hints)
        .singleElement()
        .satisfies(
            services -> assertThat(services).containsExactly(new ServiceRef("shop", "checkout")));
    assertThat(digests.stops).containsValue(StopClass.OUT_OF_MEMORY);
  }

  @Test
  void expectedStopsAndRunningTasksAreSilent() {
    TaskEvents.Result result =
        handle(Sample.scaledIn("checkout", "t1"), Sample.running("checkout", "t2"));
    assertThat(result.giveBack()).isEmpty();
    assertThat(result.counts()).containsEntry("expected stop", 1).containsEntry("not stopped", 1);
    assertThat(told()).isEmpty();
    assertThat(hints).isEmpty();
    assertThat(digests.stops).isEmpty();
  }

  private static final String LATELY = "2026-01-15T10:03:00Z";

  @Test
  void startsAreRememberedWithWhatBecameOfThem() {
    handle(
        Sample.begun(Sample.running("checkout", "t1"), LATELY),
        Sample.begun(Sample.crashed("checkout", "t2", 6, "x"), LATELY),
        Sample.begun(Sample.scaledIn("orders", "t3"), LATELY),
        Sample.running("checkout", "long-ago"),
        Sample.begun(Sample.running("other", "t4"), LATELY));
    Instant began = Instant.parse(LATELY);
    Instant ended = Instant.parse("2026-01-15T10:04:00.177Z");
    assertThat(starts.starts)
        .containsOnly(
            Map.entry(
                new ServiceRef("shop", "checkout"),
                Map.of("t1", new Start(began, null, false), "t2", new Start(began, ended, true))),
            Map.entry(
                new ServiceRef("shop", "orders"), Map.of("t3", new Start(began, ended, false))));
    assertThat(starts.writes).as("one for each service").isEqualTo(2);
  }

  @Test
  void f01F02AnyOrderAndAnyNumberOfCopiesGiveTheSameStarts() {
    List<String> bodies = new ArrayList<>();
    for (String task : List.of("t1", "t2", "t3")) {
      String running = Sample.begun(Sample.running("checkout", task), LATELY);
      bodies.addAll(List.of(running, running));
    }
    bodies.add(Sample.begun(Sample.crashed("checkout", "t1", 6, "x"), LATELY));
    bodies.add(Sample.begun(Sample.crashed("checkout", "t1", 7, "x"), LATELY));
    bodies.add(Sample.begun(Sample.scaledIn("checkout", "t2"), LATELY));
    for (String task : List.of("t4", "t5", "t4")) {
      bodies.add(
          Sample.stopped(
              "checkout",
              task,
              6,
              "ServiceSchedulerInitiated",
              "Task failed ELB health checks in (target-group x)",
              137,
              ""));
      bodies.add(Sample.running("checkout", task));
    }
    handle(bodies.toArray(String[]::new));
    Map<ServiceRef, Map<String, Start>> expected = Map.copyOf(starts.starts);
    assertThat(expected.values().iterator().next()).containsOnlyKeys("t1", "t2", "t3", "t4", "t5");

    for (long seed = 1; seed <= 200; seed++) {
      starts.starts.clear();
      Random random = new Random(seed);
      List<String> shuffled = new ArrayList<>(bodies);
      Collections.shuffle(shuffled, random);
      while (!shuffled.isEmpty()) {
        List<String> batch = shuffled.subList(0, random.nextInt(shuffled.size()) + 1);
        events.handle(Sample.messages(batch));
        batch.clear();
      }
      assertThat(starts.starts).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void copiesOfAStartAreNotWrittenAgain() {
    String running = Sample.begun(Sample.running("checkout", "t1"), LATELY);
    handle(running);
    handle(running, running);
    assertThat(starts.writes).isEqualTo(1);
  }

  @Test
  void startsThatCannotBeWrittenComeAgainAndHoldNoNoticeBack() {
    starts.away = true;
    TaskEvents.Result result =
        handle(
            Sample.begun(Sample.outOfMemory("checkout", "t1"), LATELY),
            Sample.outOfMemory("checkout", "t2"));
    assertThat(result.giveBack()).contains("m0");
    assertThat(result.trouble()).singleElement().asString().contains("starts are away");
    assertThat(told()).hasSize(1);
    assertThat(hints).hasSize(1);
  }

  @Test
  void servicesWithoutAPolicyAreSilent() {
    assertThat(handle(Sample.outOfMemory("other", "t1")).counts())
        .containsEntry("ignored: service without a policy", 1);
    assertThat(told()).isEmpty();
    assertThat(hints).isEmpty();
  }

  @Test
  void f01F02CopiesInAnyOrderCountOnce() {
    for (long seed = 1; seed <= 20; seed++) {
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        bodies.add(Sample.crashed("checkout", "t" + seed, 6, "old"));
        bodies.add(Sample.crashed("checkout", "t" + seed, 7, "new"));
        bodies.add(Sample.running("checkout", "t" + seed));
      }
      Collections.shuffle(bodies, new Random(seed));
      hints.clear();
      TaskEvents.Result result = events.handle(Sample.messages(bodies));
      assertThat(result.counts()).as("seed " + seed).containsEntry("failed", 1);
      assertThat(hints).hasSize(1);
      events.handle(Sample.messages(bodies));
      assertThat(hints).as("a copy in a later batch").hasSize(1);
    }
    assertThat(told()).singleElement().satisfies(m -> assertThat(m.text()).contains("new"));
  }

  @Test
  void aStormGivesFewNotices() {
    for (int batch = 0; batch < 10; batch++) {
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        String service = i % 2 == 0 ? "checkout" : "orders";
        String crash = Sample.crashed(service, "t" + batch + "-" + i, 6, "reason " + i);
        bodies.add(Sample.begun(crash, "2026-01-15T10:03:0" + batch + "Z"));
      }
      TaskEvents.Result result = events.handle(Sample.messages(bodies));
      assertThat(result.counts()).containsEntry("failed", 1000);
      assertThat(result.giveBack()).isEmpty();
    }
    assertThat(starts.writes).as("one for each service and batch").isEqualTo(20);
    assertThat(starts.starts.values())
        .allSatisfy(each -> assertThat(each).hasSize(StartFacts.MOST));
    assertThat(told())
        .extracting(Outbox.Message::subject)
        .containsExactly(
            "[shop/checkout] 40 tasks failed: crashed", "[shop/orders] 40 tasks failed: crashed");
    assertThat(store.open().values())
        .as("the others wait for the digest")
        .allSatisfy(entry ->
            assertThat(entry.digest().episodes().get(StopClass.CRASH))
                .isNotNull()
                .extracting(episode -> episode.untold().count())
                .isEqualTo(4960));
    assertThat(hints).hasSize(10);
    assertThat(digests.stops).hasSize(10_000);
  }

  @Test
  void f32PoisonGoesBackAloneAndHarmsNobody() {
    String noTask = Sample.outOfMemory("orders", "t9").replace("\"taskArn\"", "\"gone\"");
    String foreign =
        Sample.outOfMemory("orders", "t8").replace("\"account\":\"1", "\"account\":\"9");
    TaskEvents.Result result =
        handle("{", Sample.outOfMemory("checkout", "t1"), "", noTask, foreign, "{\"a\":1}");
    assertThat(result.giveBack()).containsExactlyInAnyOrder("m0", "m2", "m3", "m5");
    assertThat(told()).hasSize(1);
  }

  @Test
  void f36NothingIsLostIfTheStoreFails() {
    digests.unreadable = true;
    TaskEvents.Result result =
        handle(Sample.outOfMemory("checkout", "t1"), Sample.scaledIn("checkout", "t2"));
    assertThat(result.giveBack()).containsExactly("m0");
    assertThat(result.trouble()).hasSize(1);
    assertThat(told()).isEmpty();

    digests.unreadable = false;
    digests.unwritable = true;
    assertThat(handle(Sample.outOfMemory("checkout", "t1")).giveBack()).containsExactly("m0");
    digests.unwritable = false;
    digests.answerLost = true;
    assertThat(handle(Sample.outOfMemory("checkout", "t1")).giveBack()).containsExactly("m0");
    digests.answerLost = false;
    assertThat(handle(Sample.outOfMemory("checkout", "t1")).giveBack()).isEmpty();
    assertThat(told()).as("told once though tried four times").hasSize(1);
  }

  @Test
  void aHintThatCannotBeSentIsNoReasonToGiveBack() {
    TaskEvents.Result result =
        events(
                (_, _) -> {
                  throw new IllegalStateException("queue is away");
                })
            .handle(Sample.messages(List.of(Sample.outOfMemory("checkout", "t1"))));
    assertThat(result.giveBack()).isEmpty();
    assertThat(result.trouble()).singleElement().asString().contains("queue is away");
    assertThat(told()).hasSize(1);
  }

  @Test
  void poisonAmongAThousandGoesBackAlone() {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      bodies.add(i % 100 == 7 ? "{" : Sample.crashed("checkout", "t" + i, 6, "x"));
    }
    assertThat(events.handle(Sample.messages(bodies)).giveBack())
        .containsExactlyInAnyOrder(
            "m7", "m107", "m207", "m307", "m407", "m507", "m607", "m707", "m807", "m907");
  }

  @Test
  void hostileTextStaysOnItsLine() {
    handle(
        Sample.crashed(
            "checkout", "t1", 6, "x\r\nBcc: all\u202e AKIAABCDEFGHIJKLMNOP password=hunter2"));
    Outbox.Message message = told().getFirst();
    assertThat(message.subject()).matches("[ -~]{1,99}");
    assertThat(message.text())
        .doesNotContain("\r", "\u202e", "AKIAABCDEFGHIJKLMNOP", "hunter2")
        .doesNotContainPattern("(?m)^Bcc");
  }
}
