package io.fargateautoscaler.functions.taskevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.tasks.ServiceHints;
import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUps;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TaskStartsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SECRET = "hunter2";
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final Instant BEGAN = Instant.parse("2026-01-15T10:04:40Z");

  private final InMemoryStore store = Sample.store("shop/checkout", "shop/orders");
  private final InMemoryTasks facts = new InMemoryTasks();
  private final List<String> hints = new ArrayList<>();
  private ServiceHints port = (services, ref) -> hints.add(ref + services);

  private TaskEvents.Result handle(boolean told, String... bodies) {
    ServiceHints hinted = (services, ref) -> port.send(services, ref);
    return Sample.events(store, facts, hinted, told).handle(Sample.messages(List.of(bodies)));
  }

  private List<Outbox.Message> told() {
    return store.waiting(1000);
  }

  private static String running(String service, String task) {
    return running(service, task, _ -> {});
  }

  /** A task that began to run 34.5 s after its creation, 8 s of them to pull its image. */
  private static String running(String service, String task, Consumer<ObjectNode> change) {
    return changed(
        Sample.running(service, task),
        detail -> {
          detail.put("desiredStatus", "RUNNING");
          detail.put("createdAt", "2026-01-15T10:04:05.500Z");
          detail.put("pullStartedAt", "2026-01-15T10:04:20Z");
          detail.put("pullStoppedAt", "2026-01-15T10:04:28Z");
          detail.put("startedAt", BEGAN.toString());
          ObjectNode attached = detail.putArray("attachments").addObject();
          attached.put("type", "eni");
          attached
              .putArray("details")
              .add(pair("macAddress", SECRET))
              .add(pair("privateIPv4Address", "10.0.3.17"));
          detail
              .putArray("containers")
              .addObject()
              .putArray("networkInterfaces")
              .addObject()
              .put("privateIpv4Address", "10.0.3.18")
              .put("ipv6Address", "2001:DB8::17");
          detail
              .putObject("overrides")
              .putArray("containerOverrides")
              .addObject()
              .putArray("environment")
              .add(pair("DB", SECRET));
          change.accept(detail);
        });
  }

  private static ObjectNode pair(String name, String value) {
    return JSON.createObjectNode().put("name", name).put("value", value);
  }

  private static String changed(String event, Consumer<ObjectNode> change) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(event);
      change.accept((ObjectNode) json.path("detail"));
      return json.toString();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode started(Outbox.Message message) {
    try {
      return JSON.readTree(message.json()).path("started");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTaskThatStartsIsToldWithWhereAndHowFast() {
    TaskEvents.Result result = handle(true, running("checkout", "t1"));

    assertThat(result.giveBack()).isEmpty();
    assertThat(result.counts()).containsEntry("started", 1);
    assertThat(told())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.event()).isEqualTo("task-started");
          assertThat(message.severity()).isEqualTo("info");
          assertThat(message.id()).isEqualTo("task-started:shop/checkout:t1");
          assertThat(message.subject())
              .isEqualTo("[shop/checkout] task started: checkout:7 at 10.0.3.17 after 35 s");
          assertThat(message.text().lines())
              .containsExactly(
                  "A task of shop/checkout runs since 2026-01-15T10:04:40Z.",
                  "Task definition: checkout:7",
                  "Address: 10.0.3.17",
                  "Start-up: 35 s from its creation until it ran, 8 s of it to pull its images",
                  "Task: arn:aws:ecs:eu-west-1:111122223333:task/shop/t1");
          JsonNode started = started(message);
          assertThat(started.path("task").asText())
              .isEqualTo("arn:aws:ecs:eu-west-1:111122223333:task/shop/t1");
          assertThat(started.path("taskDefinition").asText()).isEqualTo("checkout:7");
          assertThat(started.path("address").asText()).isEqualTo("10.0.3.17");
          assertThat(started.path("at").asText()).isEqualTo("2026-01-15T10:04:40Z");
          assertThat(started.path("startUpSeconds").asDouble()).isEqualTo(34.5);
          assertThat(message.text() + message.json()).doesNotContain(SECRET);
        });
    assertThat(hints).containsExactly("task:started[shop/checkout]");
  }

  @Test
  void byDefaultNobodyIsToldOrWoken() {
    handle(false, running("checkout", "t1"));

    assertThat(told()).isEmpty();
    assertThat(hints).isEmpty();
    assertThat(facts.startUps).containsOnlyKeys(CHECKOUT);
  }

  @Test
  void onlyNewTasksThatAreToRunAreTold() {
    handle(
        true,
        running("checkout", "t1", detail -> detail.put("desiredStatus", "STOPPED")),
        running("checkout", "t2", detail -> detail.remove("desiredStatus")),
        running("checkout", "t3", detail -> detail.put("lastStatus", "ACTIVATING")),
        running("checkout", "t4", detail -> detail.put("startedAt", "2026-01-15T09:04:59Z")),
        running("checkout", "t5", detail -> detail.remove("startedAt")),
        running("checkout", "no id", detail -> {}),
        running("stranger", "t6"),
        Sample.scaledIn("checkout", "t7"));

    assertThat(told()).isEmpty();
    assertThat(hints).isEmpty();
  }

  @Test
  void aTaskOfAnHourAgoIsStillNews() {
    handle(
        true, running("checkout", "t4", detail -> detail.put("startedAt", "2026-01-15T09:05:00Z")));

    assertThat(told()).hasSize(1);
  }

  @Test
  void anAddressIsTakenFromContainersAndOnlyIfItIsOne() {
    handle(
        true,
        running("checkout", "t1", detail -> detail.remove("attachments")),
        running(
            "checkout",
            "t2",
            detail -> {
              detail.remove("attachments");
              ((ObjectNode) detail.at("/containers/0/networkInterfaces/0"))
                  .remove("privateIpv4Address");
            }),
        running(
            "checkout",
            "t3",
            detail -> {
              detail.remove("containers");
              ((ObjectNode) detail.at("/attachments/0/details/1"))
                  .put("value", "evil.example.com\nReply-To: x");
            }));

    assertThat(told())
        .extracting(message -> started(message).path("address").asText())
        .containsExactlyInAnyOrder("10.0.3.18", "2001:db8::17", "");
    assertThat(told()).noneMatch(message -> message.text().contains("evil"));
    assertThat(told()).anyMatch(message -> message.subject().endsWith("checkout:7 after 35 s"));
  }

  @Test
  void theAddressStaysOutOfTheLog() {
    List<String> log = new ArrayList<>();
    port =
        (_, _) -> {
          throw new StateStore.Unavailable("queue away", null);
        };
    ServiceHints hinted = (services, ref) -> port.send(services, ref);
    new TaskEventsHandler(Sample.events(store, facts, hinted, true), log::add)
        .handle(Sample.batch(List.of(running("checkout", "t1"))));

    assertThat(log).singleElement().satisfies(line -> assertThat(line).contains("queue away"));
    assertThat(log).noneMatch(line -> line.contains("10.0.3"));
    assertThat(told()).hasSize(1);
  }

  @Test
  void hostileWordsAreCutOutOrLeftOut() {
    handle(
        true,
        running(
            "checkout",
            "t1",
            detail -> detail.put("taskDefinitionArn", "arn:x/<script>alert(1)</script>:1")),
        running("checkout", "t".repeat(1000)),
        running("checkout", "t3;x,1,2"));

    assertThat(told())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.subject())
              .isEqualTo("[shop/checkout] task started at 10.0.3.17 after 35 s");
          assertThat(message.text() + message.json()).doesNotContain("script");
        });
    assertThat(facts.startUps).isEmpty();
  }

  @Test
  void startUpsAreKeptOncePerTaskAlsoOfOnesThatStopped() {
    String stopped =
        changed(
            running("checkout", "t2"),
            detail -> detail.put("lastStatus", "STOPPED").put("desiredStatus", "STOPPED"));
    handle(false, running("checkout", "t1"), running("checkout", "t1"), stopped);
    handle(false, running("checkout", "t1"), running("checkout", "t2"));

    StartUp startUp =
        new StartUp(BEGAN, "checkout:7", Duration.ofMillis(34_500), Duration.ofSeconds(8));
    assertThat(facts.startUps)
        .containsOnly(
            Map.entry(CHECKOUT, new StartUps(Instant.EPOCH, Map.of("t1", startUp, "t2", startUp))));
    assertThat(facts.startUpWrites).as("the second batch brings nothing new").isEqualTo(1);
  }

  @Test
  void i09AnyOrderAndAnyNumberOfCopiesGiveTheSameStartUpsAndNotices() {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String at = BEGAN.minusMillis(100L * i).toString();
      String event =
          running(
              i % 2 == 0 ? "checkout" : "orders", "t" + i, detail -> detail.put("startedAt", at));
      bodies.add(event);
      bodies.add(event);
      bodies.add(changed(event, detail -> detail.put("lastStatus", "STOPPED")));
    }
    handle(true, bodies.toArray(String[]::new));
    Map<ServiceRef, StartUps> expected = Map.copyOf(facts.startUps);
    assertThat(Objects.requireNonNull(expected.get(CHECKOUT)).tasks()).hasSize(20);

    for (long seed = 1; seed <= 50; seed++) {
      facts.startUps.clear();
      Random random = new Random(seed);
      List<String> shuffled = new ArrayList<>(bodies);
      Collections.shuffle(shuffled, random);
      while (!shuffled.isEmpty()) {
        List<String> batch = shuffled.subList(0, random.nextInt(shuffled.size()) + 1);
        handle(true, batch.toArray(String[]::new));
        batch.clear();
      }
      assertThat(facts.startUps).as("seed " + seed).isEqualTo(expected);
    }
    assertThat(told()).filteredOn(message -> message.event().equals("task-started")).hasSize(40);
  }

  @Test
  void whatCouldNotBeKeptIsGivenBack() {
    facts.away = true;

    TaskEvents.Result result = handle(false, running("checkout", "t1"));

    assertThat(result.giveBack()).containsExactly("m0");
    assertThat(result.trouble()).anyMatch(line -> line.contains("start-ups are away"));
  }

  @Test
  void aHintThatFailsGivesNothingBack() {
    port =
        (_, _) -> {
          throw new StateStore.Unavailable("queue away", null);
        };

    TaskEvents.Result result = handle(true, running("checkout", "t1"));

    assertThat(result.giveBack()).isEmpty();
    assertThat(result.trouble()).anyMatch(line -> line.contains("queue away"));
    assertThat(told()).hasSize(1);
  }
}
