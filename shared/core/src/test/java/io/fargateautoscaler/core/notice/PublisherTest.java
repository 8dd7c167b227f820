package io.fargateautoscaler.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private Instant now = Samples.NOW;
  private boolean away;
  private final InMemoryStore outbox = new InMemoryStore(Samples::message, () -> now);
  private final List<String> told = new ArrayList<>();
  private final List<Instant> toldAt = new ArrayList<>();
  private final Publisher publisher =
      new Publisher(outbox, this::publish, () -> now, NoticeLimit.MOST);

  private Notifier.Result publish(Outbox.Message message) {
    if (away) {
      return new Notifier.Failed("503");
    }
    told.add(message.id());
    toldAt.add(now);
    return new Notifier.Published();
  }

  private void add(String id, Notice.Event event, Notice.Severity severity) {
    @Nullable ServiceRef service = new ServiceRef("shop", "web");
    outbox.add(new Notice(id, now, event, severity, service, id, List.of("text"), null, null));
  }

  private void add(int from, int until) {
    for (int i = from; i < until; i++) {
      add("n" + i, Notice.Event.BLIND, Notice.Severity.WARNING);
    }
  }

  /** Ticks each minute. */
  private void minutes(int number) {
    for (int i = 0; i < number; i++) {
      publisher.tellWithheld();
      publisher.publish();
      now = now.plusSeconds(60);
    }
  }

  @Test
  void theMostSevereIsToldFirst() {
    add("info", Notice.Event.RECOVERED, Notice.Severity.INFO);
    add("warning", Notice.Event.BLIND, Notice.Severity.WARNING);
    add("critical", Notice.Event.CRASH_LOOP, Notice.Severity.CRITICAL);
    assertThat(publisher.publish()).isEqualTo(new Publisher.Result(3, 0, 0));
    assertThat(told).containsExactly("critical", "warning", "info");
  }

  @Test
  void f33WhatIsTooMuchIsWithheldAndCounted() {
    add(0, 45);
    add("changed", Notice.Event.SCALED, Notice.Severity.INFO);
    assertThat(publisher.publish()).isEqualTo(new Publisher.Result(21, 0, 25));
    assertThat(told).hasSize(21).contains("changed");
    assertThat(outbox.withheld()).hasSize(25);

    now = now.plus(Duration.ofMinutes(15));
    publisher.tellWithheld();
    publisher.publish();
    assertThat(told.getLast()).startsWith("withheld:");
    minutes(60);
    assertThat(told).as("and nothing more").hasSize(22);
    assertThat(outbox.waiting(10)).isEmpty();
  }

  @Test
  void f12NothingIsLostOrDoubledWhileTheTopicIsAwayForAnHour() {
    away = true;
    for (int minute = 0; minute < 60; minute++) {
      if (minute % 5 == 0) {
        add(minute, minute + 1);
      }
      minutes(1);
    }
    assertThat(told).isEmpty();
    away = false;
    minutes(120);
    assertThat(told).hasSize(12).doesNotHaveDuplicates();
    assertThat(outbox.withheld()).as("failures do not use up the limit").isEmpty();
    assertThat(outbox.setAside()).isEmpty();
  }

  @Test
  void i14i15AStormDuringAnOutageEndsAsToldOrWithheld() {
    away = true;
    add(0, 300);
    minutes(60);
    away = false;
    minutes(24 * 60);
    TreeSet<String> ends = new TreeSet<>();
    told.stream().filter(id -> id.startsWith("n")).forEach(ends::add);
    outbox.withheld().forEach(message -> ends.add(message.id()));
    outbox.setAside().forEach(message -> ends.add(message.id()));
    assertThat(ends).hasSize(300);
    assertThat(told.size() + outbox.withheld().size() + outbox.setAside().size())
        .as("each in one way, and one sum for each quarter of an hour with withheld ones")
        .isEqualTo(300 + (int) told.stream().filter(id -> id.startsWith("withheld:")).count());
    for (Instant from : toldAt) {
      Instant until = from.plus(NoticeLimit.WITHIN);
      assertThat(toldAt.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)))
          .hasSizeLessThanOrEqualTo(NoticeLimit.MOST + 1);
    }
  }

  @Test
  void anotherRunsMessageIsLeftAlone() {
    add(0, 2);
    outbox.claim(outbox.waiting(1).getFirst());
    assertThat(publisher.publish()).isEqualTo(new Publisher.Result(1, 0, 0));
    assertThat(told).containsExactly("n1");
  }

  @Test
  void aFewFailuresEndTheBatch() {
    away = true;
    add(0, 10);
    assertThat(publisher.publish()).isEqualTo(new Publisher.Result(0, 2, 0));
  }

  @Test
  void whatIsMerelyWorthKnowingLeavesAQuarterForWhatIsWorse() {
    for (int i = 0; i < 30; i++) {
      add("info" + i, Notice.Event.WATCHING, Notice.Severity.INFO);
    }
    assertThat(publisher.publish()).isEqualTo(new Publisher.Result(15, 0, 15));
    add("critical", Notice.Event.CRASH_LOOP, Notice.Severity.CRITICAL);
    assertThat(publisher.publish()).isEqualTo(new Publisher.Result(1, 0, 0));
  }

  @Test
  void aTopicThatAnswersSlowlyDoesNotTakeTheTimeOfARun() {
    add(0, 10);
    Publisher slow =
        new Publisher(
            outbox,
            message -> {
              now = now.plusSeconds(3);
              return publish(message);
            },
            () -> now,
            NoticeLimit.MOST);
    assertThat(slow.publish()).isEqualTo(new Publisher.Result(3, 0, 0));
    assertThat(outbox.waiting(20)).hasSize(7);
  }
}
