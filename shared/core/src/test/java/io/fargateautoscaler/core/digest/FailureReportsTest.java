package io.fargateautoscaler.core.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.failure.StopClassifier;
import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureReportsTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef CART = new ServiceRef("shop", "cart");
  private static final Instant START = Samples.NOW;

  private Instant now = START;
  private final List<Notice> notices = new ArrayList<>();
  private final InMemoryStore store = new InMemoryStore(this::format, () -> now);
  private final FailureReports reports = new FailureReports(store, () -> now);

  private Outbox.Message format(Notice notice) {
    notices.add(notice);
    return Samples.message(notice);
  }

  private FailedTask crashed(String id, int exitCode) {
    return task(
        id,
        "EssentialContainerExited",
        "Essential container in task exited",
        new StopFacts.Container("app", "shop/web:1", exitCode, null, null));
  }

  private FailedTask unpullable(String id) {
    return task(
        id,
        "TaskFailedToStart",
        "CannotPullContainerError: manifest for shop/web:1.9 not found",
        new StopFacts.Container("app", "shop/web:1.9", null, null, null));
  }

  private FailedTask interrupted(String id) {
    return task(id, "SpotInterruption", "Your Spot Task was interrupted.", null);
  }

  private FailedTask task(
      String id, String code, String reason, StopFacts.@Nullable Container container) {
    StopFacts stop =
        new StopFacts(
            code,
            new Untrusted(reason),
            container == null ? List.of() : List.of(container),
            "1.4.0",
            "web:12",
            "FARGATE",
            null,
            now.minusSeconds(90),
            code.equals("TaskFailedToStart") ? null : now.minusSeconds(60),
            now);
    return new FailedTask(
        "arn:aws:ecs:eu-west-1:111122223333:task/shop/" + id,
        StopClassifier.classify(stop),
        stop,
        now);
  }

  private List<FailedTask> crashes(int from, int until) {
    List<FailedTask> tasks = new ArrayList<>();
    for (int i = from; i < until; i++) {
      tasks.add(crashed("c" + i, 1));
    }
    return tasks;
  }

  private void ticks(int minutes) {
    for (int i = 0; i < minutes; i++) {
      now = now.plusSeconds(60);
      reports.tellDue();
    }
  }

  private List<String> subjects() {
    return notices.stream().map(Notice::subject).toList();
  }

  /** Who, what, why and what now in the first two lines. */
  @Test
  void theFirstOfAClassIsToldAtOnce() {
    assertThat(reports.report(WEB, List.of(unpullable("t1")))).isEqualTo(1);

    Notice notice = notices.getFirst();
    assertThat(notice.subject()).isEqualTo("[shop/web] 1 task failed: no usable image");
    assertThat(notice.lines().subList(0, 2))
        .containsExactly(
            "1 task of shop/web failed: the image tag shop/web:1.9 does not exist in the"
                + " registry.",
            "What to do: check the task definition, revision 12, or push the image.");
    assertThat(notice.lines())
        .contains(
            "Task definition: web:12",
            "Reason: CannotPullContainerError: manifest for shop/web:1.9 not found",
            "Logs: https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/tasks/t1/logs"
                + "?region=eu-west-1")
        .hasSizeLessThanOrEqualTo(12);
    assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING);
    assertThat(notice.incident()).isEqualTo(notice.id());
  }

  @Test
  void furtherOnesAreToldTogetherAndTheEndIsTold() {
    reports.report(WEB, crashes(0, 2));
    ticks(1);
    reports.report(WEB, crashes(2, 7));
    reports.report(WEB, List.of(crashed("x", 137)));
    ticks(13);
    assertThat(subjects()).containsExactly("[shop/web] 2 tasks failed: crashed");

    ticks(1);
    Notice digest = notices.get(1);
    assertThat(digest.subject()).isEqualTo("[shop/web] 6 more tasks failed: crashed");
    assertThat(digest.lines().getFirst())
        .startsWith("6 more tasks of shop/web failed in the last 15 min: ");
    assertThat(digest.lines().get(1)).startsWith("What to do: ");
    assertThat(digest.lines())
        .anyMatch(line -> line.startsWith("5 x "))
        .anyMatch(line -> line.startsWith("1 x "))
        .contains("In all 8 since " + START + ", the last at " + START.plusSeconds(60) + ".")
        .hasSizeLessThanOrEqualTo(12);
    assertThat(digest.detail())
        .isInstanceOfSatisfying(
            NoticeDetail.Failed.class,
            failed -> {
              assertThat(failed.count()).isEqualTo(6);
              assertThat(failed.total()).isEqualTo(8);
              assertThat(failed.causes())
                  .extracting(NoticeDetail.Failed.Cause::count)
                  .containsExactly(5, 1);
              assertThat(failed.tasks()).hasSize(3);
            });

    ticks(15);
    assertThat(subjects().getLast())
        .isEqualTo("[shop/web] recovered: no task failed for 15 min (crashed)");
    assertThat(notices).extracting(Notice::incident).containsOnly(notices.getFirst().id());
    assertThat(notices).extracting(Notice::id).doesNotHaveDuplicates();
    ticks(60);
    assertThat(notices).hasSize(3);
    assertThat(store.open()).isEmpty();
  }

  @Test
  void eachClassAndEachServiceHasItsOwn() {
    reports.report(WEB, List.of(crashed("a", 1), unpullable("b"), interrupted("c")));
    reports.report(CART, List.of(crashed("d", 1)));
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "[shop/web] 1 task failed: crashed",
            "[shop/web] 1 task failed: no usable image",
            "[shop/web] 1 task ended: Spot took it back",
            "[shop/cart] 1 task failed: crashed");
  }

  @Test
  void whatAwsTookBackIsNoIncident() {
    reports.report(WEB, List.of(interrupted("c")));
    ticks(1);
    reports.report(WEB, List.of(interrupted("d")));
    ticks(60);
    assertThat(subjects())
        .containsExactly(
            "[shop/web] 1 task ended: Spot took it back",
            "[shop/web] 1 more task ended: Spot took it back");
    assertThat(notices)
        .allSatisfy(notice -> {
          assertThat(notice.severity()).isEqualTo(Notice.Severity.INFO);
          assertThat(notice.incident()).isNull();
        });
  }

  @Test
  void aLaterFailureBeginsAnew() {
    reports.report(WEB, List.of(crashed("a", 1)));
    ticks(20);
    reports.report(WEB, List.of(crashed("b", 1)));
    assertThat(subjects())
        .containsExactly(
            "[shop/web] 1 task failed: crashed",
            "[shop/web] recovered: no task failed for 15 min (crashed)",
            "[shop/web] 1 task failed: crashed");
    assertThat(notices.getFirst().id()).isNotEqualTo(notices.getLast().id());
  }

  @Test
  void f01F02CopiesInAnyOrderCountOnce() {
    for (long seed = 1; seed <= 50; seed++) {
      notices.clear();
      ServiceRef service = new ServiceRef("shop", "s" + seed);
      List<FailedTask> all = new ArrayList<>();
      for (int copy = 0; copy < 3; copy++) {
        for (int i = 0; i < 150; i++) {
          all.add(crashed(seed + "-" + i, 1));
        }
      }
      Random random = new Random(seed);
      Collections.shuffle(all, random);
      int fresh = 0;
      while (!all.isEmpty()) {
        List<FailedTask> batch = all.subList(0, random.nextInt(all.size()) + 1);
        fresh += reports.report(service, batch);
        batch.clear();
      }
      assertThat(fresh).as("seed " + seed).isEqualTo(150);
      ticks(15);
      assertThat(notices.stream().mapToInt(FailureReportsTest::count).sum())
          .as("seed " + seed)
          .isEqualTo(150);
      ticks(15);
    }
  }

  private static int count(Notice notice) {
    return notice.detail() instanceof NoticeDetail.Failed failed ? failed.count() : 0;
  }

  /** I-14: every task is in one notice; I-15: at most one notice in 15 min for each class. */
  @Test
  void i14EveryTaskIsInOneNotice() {
    for (long seed = 1; seed <= 12; seed++) {
      notices.clear();
      Random random = new Random(seed);
      int in = 0;
      for (int minute = 0; minute < 120; minute++) {
        int number = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
        in +=
            reports.report(
                WEB, crashes(in + (int) seed * 100_000, in + (int) seed * 100_000 + number));
        ticks(1);
      }
      ticks(60);
      assertThat(notices.stream().mapToInt(FailureReportsTest::count).sum())
          .as("seed " + seed)
          .isEqualTo(in);
      assertThat(notices.size()).as("seed " + seed).isLessThanOrEqualTo(3 + 180 / 15);
      assertThat(store.open()).isEmpty();
    }
  }

  @Test
  void whoIsNeverFirstSaysSo() {
    DigestStore contended =
        new DigestStore() {
          @Override
          public Entry read(ServiceRef service) {
            return store.read(service);
          }

          @Override
          public Map<ServiceRef, Entry> open() {
            return Map.of();
          }

          @Override
          public Set<String> known(ServiceRef service, Collection<String> tasks) {
            return Set.of();
          }

          @Override
          public boolean write(
              ServiceRef service,
              long expectedVersion,
              FailureDigest next,
              Map<String, StopClass> stops,
              List<Notice> written) {
            return false;
          }
        };
    assertThatThrownBy(() -> new FailureReports(contended, () -> now).report(WEB, crashes(0, 1)))
        .hasMessageContaining("shop/web");
  }

  @Test
  void aTaskThatNamesHostileTextCannotMakeALink() {
    FailedTask task = crashed("x", 1);
    reports.report(
        WEB,
        List.of(
            new FailedTask(
                "arn:aws:ecs:evil.example:1:task/shop/x", task.why(), task.stop(), now)));
    assertThat(String.join("\n", notices.getFirst().lines())).doesNotContain("http", "evil");
  }

  @Test
  void longTextsLeaveRoomForAll() {
    reports.report(
        WEB,
        List.of(
            task(
                "t",
                "EssentialContainerExited",
                "x".repeat(100_000),
                new StopFacts.Container(
                    "n".repeat(10_000), null, 1, new Untrusted("y".repeat(9999)), null))));
    assertThat(notices.getFirst().lines())
        .hasSizeLessThanOrEqualTo(12)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(1000));
  }
}
