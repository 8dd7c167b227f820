package io.fargateautoscaler.core.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.failure.StopFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StartUpTimesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant STARTED = NOW.minusSeconds(60);

  private static TaskFacts task(
      @Nullable Instant created,
      @Nullable Instant started,
      @Nullable Instant pullFrom,
      @Nullable Instant pullUntil,
      @Nullable String definition) {
    return new TaskFacts(
        "arn:aws:ecs:eu-west-1:111122223333:task/shop/1a",
        3,
        "shop",
        "web",
        "RUNNING",
        "RUNNING",
        null,
        null,
        new TaskFacts.Launch(pullFrom, pullUntil, null),
        new StopFacts(
            null, null, List.of(), null, definition, "FARGATE", null, created, started, null));
  }

  private static StartUp startUp(String revision, Instant at, long seconds) {
    return new StartUp(at, revision, Duration.ofSeconds(seconds), Duration.ofSeconds(1));
  }

  private static StartUps of(Map<String, StartUp> tasks) {
    return StartUpTimes.joined(StartUps.NONE, new StartUps(Instant.EPOCH, tasks), NOW);
  }

  @Test
  void aTaskTookFromItsCreationUntilItRan() {
    assertThat(
            StartUpTimes.of(
                task(
                    STARTED.minusMillis(34_500),
                    STARTED.plusNanos(1_234),
                    STARTED.minusSeconds(20),
                    STARTED.minusMillis(11_750),
                    "web:12")))
        .contains(
            new StartUp(STARTED, "web:12", Duration.ofMillis(34_500), Duration.ofMillis(8_250)));
  }

  @Test
  void timesThatCannotBeAreIgnored() {
    Instant hour = STARTED.minus(Duration.ofHours(1));
    assertThat(StartUpTimes.of(task(hour, STARTED, null, null, "web:12"))).isPresent();
    assertThat(StartUpTimes.of(task(STARTED, STARTED, null, null, "web:12"))).isPresent();
    assertThat(StartUpTimes.of(task(hour.minusMillis(1), STARTED, null, null, "web:12"))).isEmpty();
    assertThat(StartUpTimes.of(task(STARTED.plusMillis(1), STARTED, null, null, "web:12")))
        .isEmpty();
    assertThat(StartUpTimes.of(task(null, STARTED, null, null, "web:12"))).isEmpty();
    assertThat(StartUpTimes.of(task(hour, null, null, null, "web:12"))).isEmpty();
    for (String definition : List.of("web", "web:", ":1", "we b:1", "web:1\n", "web:x", "a;b:1")) {
      assertThat(StartUpTimes.of(task(hour, STARTED, null, null, definition))).isEmpty();
    }
  }

  @Test
  void aPullThatCannotBeIsUnknown() {
    Instant created = STARTED.minusSeconds(30);
    for (TaskFacts task :
        List.of(
            task(created, STARTED, created, null, "web:12"),
            task(created, STARTED, null, created, "web:12"),
            task(created, STARTED, created, created.minusMillis(1), "web:12"),
            task(created, STARTED, created, created.plusSeconds(3_601), "web:12"))) {
      assertThat(StartUpTimes.of(task))
          .contains(new StartUp(STARTED, "web:12", Duration.ofSeconds(30), null));
    }
  }

  @Test
  void medianAndNinetyFifthAreValuesThatWereMeasured() {
    Map<String, StartUp> tasks = new TreeMap<>();
    for (int i = 1; i <= 20; i++) {
      tasks.put("t" + i, startUp("web:12", STARTED.minusSeconds(i), i));
    }
    tasks.put("u", new StartUp(STARTED.minusSeconds(99), "web:12", Duration.ofSeconds(21), null));

    assertThat(StartUpTimes.summaries(of(tasks)))
        .containsExactly(
            new StartUpSummary(
                "web:12",
                21,
                Duration.ofSeconds(11),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    tasks.remove("u");
    assertThat(StartUpTimes.newest(of(tasks)))
        .isEqualTo(
            new StartUpSummary(
                "web:12",
                20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(19),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    assertThat(
            StartUpTimes.newest(
                of(Map.of("u", new StartUp(STARTED, "web:1", Duration.ofSeconds(7), null)))))
        .isEqualTo(
            new StartUpSummary(
                "web:1", 1, Duration.ofSeconds(7), Duration.ofSeconds(7), null, null));
    assertThat(StartUpTimes.newest(StartUps.NONE)).isNull();
  }

  @Test
  void theNewestRevisionIsThatOfTheNewestStart() {
    StartUps known =
        of(
            Map.of(
                "a", startUp("web:12", STARTED, 5),
                "b", startUp("web:13", STARTED.minusSeconds(9), 50),
                "c", startUp("web:12", STARTED.minusSeconds(90), 7)));

    assertThat(StartUpTimes.summaries(known))
        .extracting(StartUpSummary::revision, StartUpSummary::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("web:12", 2),
            org.assertj.core.groups.Tuple.tuple("web:13", 1));
  }

  @Test
  void aHundredTasksOfThreeRevisionsAreKeptForThirtyDays() {
    Map<String, StartUp> tasks = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      tasks.put("new" + i, startUp("web:12", STARTED.minusSeconds(i), 5));
    }
    tasks.put("second", startUp("web:11", STARTED.minusSeconds(1_000), 5));
    tasks.put("third", startUp("web:10", STARTED.minusSeconds(2_000), 5));
    tasks.put("fourth", startUp("web:9", STARTED.minusSeconds(3_000), 5));
    tasks.put("before it", startUp("web:12", STARTED.minusSeconds(4_000), 5));

    StartUps known = of(tasks);

    assertThat(known.tasks())
        .hasSize(102)
        .containsKeys("new0", "new99", "second", "third")
        .doesNotContainKeys("new100", "fourth", "before it");
    assertThat(known.after()).isEqualTo(STARTED.minusSeconds(3_000));
    Instant later = STARTED.plus(StartUpTimes.KEPT);
    assertThat(StartUpTimes.joined(known, StartUps.NONE, later.minusMillis(1)).tasks())
        .containsOnlyKeys("new0");
    assertThat(StartUpTimes.joined(known, StartUps.NONE, later).tasks()).isEmpty();
  }

  @Test
  void aStartInTheFutureIsNoFact() {
    assertThat(of(Map.of("a", startUp("web:1", NOW.plusSeconds(301), 5))).tasks()).isEmpty();
    assertThat(of(Map.of("a", startUp("web:1", NOW.plusSeconds(300), 5))).tasks()).hasSize(1);
  }

  @Test
  void whatIsKnownAlreadyChangesNothing() {
    StartUps known = of(Map.of("a", startUp("web:12", STARTED, 5)));

    assertThat(StartUpTimes.joined(known, known, NOW)).isEqualTo(known);
    assertThat(StartUpTimes.joined(known, StartUps.NONE, NOW)).isEqualTo(known);
  }

  /** Revisions come and go, as in a rollback past the third one, and more tasks than are kept. */
  @Test
  void i09AnyOrderAndAnyNumberOfCopiesGiveTheSame() {
    Random choice = new Random(9);
    List<Map.Entry<String, StartUp>> told = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String revision = "web:" + (i < 380 ? choice.nextInt(3) : choice.nextInt(6));
      StartUp startUp = startUp(revision, STARTED.minusSeconds(4_000 - 10L * i), i % 70);
      told.add(Map.entry("t" + i, startUp));
      if (i % 3 == 0) {
        told.add(
            Map.entry("t" + i, new StartUp(startUp.startedAt(), revision, startUp.took(), null)));
      }
    }
    Map<String, StartUp> all = new TreeMap<>();
    told.forEach(each -> all.merge(each.getKey(), each.getValue(), StartUpTimes::truer));
    StartUps expected = of(all);
    assertThat(expected.after()).isAfter(Instant.EPOCH);

    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      List<Map.Entry<String, StartUp>> shuffled = new ArrayList<>(told);
      shuffled.addAll(told.subList(0, random.nextInt(told.size())));
      Collections.shuffle(shuffled, random);
      StartUps known = StartUps.NONE;
      while (!shuffled.isEmpty()) {
        List<Map.Entry<String, StartUp>> batch =
            shuffled.subList(0, random.nextInt(shuffled.size()) + 1);
        Map<String, StartUp> fresh = new TreeMap<>();
        batch.forEach(each -> fresh.merge(each.getKey(), each.getValue(), StartUpTimes::truer));
        known = StartUpTimes.joined(known, new StartUps(Instant.EPOCH, fresh), NOW);
        batch.clear();
      }
      assertThat(known).as("seed " + seed).isEqualTo(expected);
    }
  }
}
