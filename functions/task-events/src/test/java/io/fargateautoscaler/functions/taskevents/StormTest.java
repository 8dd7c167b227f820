package io.fargateautoscaler.functions.taskevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.notice.Publisher;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * F-33: ten thousand tasks of fifty services stop within a minute, and two thousand copies come.
 */
class StormTest {
  private static final int TASKS = 10_000;
  private static final int SERVICES = 50;
  private static final int COPIES = 2_000;

  /** As the event source mapping of the template. */
  private static final int BATCH = 300;

  /** A read or write of DynamoDB takes less, a transaction about as much. */
  private static final Duration TABLE_CALL = Duration.ofMillis(15);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Instant now = Sample.NOW;
  private boolean topicAway;
  private final InMemoryStore store = new InMemoryStore(new NoticeJson(), () -> now);
  private final UnreliableDigests digests = new UnreliableDigests(store);
  private final InMemoryTasks starts = new InMemoryTasks();
  private final FailureReports reports = new FailureReports(digests, () -> now);
  private final List<Outbox.Message> published = new ArrayList<>();
  private final List<Instant> publishedAt = new ArrayList<>();
  private final Publisher publisher =
      new Publisher(store, this::publish, () -> now, NoticeLimit.MOST);
  private final Set<ServiceRef> services = new TreeSet<>();
  private final TaskEvents events =
      Sample.events(() -> services, starts, digests, store, (_, _) -> {}, false, () -> now);

  private Notifier.Result publish(Outbox.Message message) {
    if (topicAway) {
      return new Notifier.Failed("ServiceUnavailable");
    }
    published.add(message);
    publishedAt.add(now);
    return new Notifier.Published();
  }

  private int storm(long seed, boolean oneClass) {
    Random random = new Random(seed);
    for (int i = 0; i < SERVICES; i++) {
      services.add(new ServiceRef("shop", "s" + i));
    }
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      String service = "s" + random.nextInt(SERVICES);
      bodies.add(
          oneClass || random.nextBoolean()
              ? Sample.crashed(service, "t" + i, 6, "Essential container in task exited")
              : Sample.outOfMemory(service, "t" + i));
    }
    for (int i = 0; i < COPIES; i++) {
      bodies.add(bodies.get(random.nextInt(TASKS)));
    }
    Collections.shuffle(bodies, random);
    int batches = 0;
    for (int from = 0; from < bodies.size(); from += BATCH) {
      List<String> batch = bodies.subList(from, Math.min(from + BATCH, bodies.size()));
      TaskEvents.Result result = events.handle(Sample.messages(batch));
      assertThat(result.giveBack()).isEmpty();
      assertThat(result.trouble()).isEmpty();
      batches++;
      now = now.plusSeconds(1);
    }
    return batches;
  }

  private void ticks(Duration length) {
    Instant end = now.plus(length);
    while (now.isBefore(end)) {
      reports.tellDue();
      publisher.tellWithheld();
      publisher.publish();
      now = now.plusSeconds(60);
    }
  }

  @Test
  void f33AStormIsFoldedInAMinuteWithFewWrites() {
    int batches = storm(1, true);
    // Two runs at a time, as the template allows.
    Duration work = TABLE_CALL.multipliedBy((digests.calls + 2L * starts.writes) / 2);
    assertThat(work).isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(digests.stops).hasSize(TASKS);
    assertThat(digests.transactions)
        .as("one for each service and batch, none for copies")
        .isLessThanOrEqualTo(SERVICES * batches);
    assertThat(starts.writes).isLessThanOrEqualTo(SERVICES * batches);
  }

  @Test
  void i14i15EveryTaskIsToldOfAndNobodyIsFlooded() {
    storm(3, true);
    ticks(Duration.ofHours(2));
    assertThat(accounted()).isEqualTo(TASKS);
    atMostTwentyOne();
    Map<String, Integer> byService = new TreeMap<>();
    published.forEach(message -> byService.merge(message.service(), 1, Integer::sum));
    byService.remove("");
    assertThat(byService.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(3));
    assertThat(published).extracting(Outbox.Message::event).contains("withheld");
  }

  @Test
  void i14i15AStormOfSeveralClasses() {
    storm(7, false);
    ticks(Duration.ofHours(2));
    assertThat(accounted()).isEqualTo(TASKS);
    atMostTwentyOne();
  }

  @Test
  void f12NothingIsLostOrDoubledWhileTheTopicIsAwayForAnHour() {
    topicAway = true;
    storm(9, true);
    ticks(Duration.ofHours(1));
    assertThat(published).isEmpty();
    topicAway = false;
    ticks(Duration.ofHours(26));
    assertThat(accounted()).isEqualTo(TASKS);
    assertThat(published).extracting(Outbox.Message::id).doesNotHaveDuplicates();
    assertThat(store.waiting(1000)).isEmpty();
    atMostTwentyOne();
  }

  /** Tasks that were told, withheld or set aside; each notice says of how many it tells. */
  private int accounted() {
    Set<String> ids = new HashSet<>();
    int tasks = 0;
    List<Outbox.Message> all = new ArrayList<>(published);
    all.addAll(store.withheld());
    all.addAll(store.setAside());
    for (Outbox.Message message : all) {
      assertThat(ids.add(message.id())).as("told twice: " + message.id()).isTrue();
      tasks += json(message).path("failed").path("count").asInt();
    }
    return tasks;
  }

  private static JsonNode json(Outbox.Message message) {
    try {
      return JSON.readTree(message.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void atMostTwentyOne() {
    for (Instant from : publishedAt) {
      Instant until = from.plus(NoticeLimit.WITHIN);
      assertThat(publishedAt.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)))
          .hasSizeLessThanOrEqualTo(NoticeLimit.MOST + 1);
    }
  }
}
