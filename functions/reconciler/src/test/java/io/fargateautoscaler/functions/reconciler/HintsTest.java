package io.fargateautoscaler.functions.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.events.EventDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private final EventDecoder decoder = new EventDecoder(Sample.ACCOUNT, Sample.REGION);

  private Hints hints(String... bodies) {
    return hints(List.of(bodies));
  }

  private Hints hints(List<String> bodies) {
    return Hints.of(bodies.stream().map(decoder::decode).toList(), Sample.NOW);
  }

  @Test
  void anAlarmMeansTheSameByEveryWay() {
    Trigger expected =
        new Trigger(
            Trigger.Kind.ALARM,
            "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:hot@2026-01-15T10:00:00Z");
    Stream.of(
            Sample.alarm(Sample.ACCOUNT, "shop", "checkout"),
            Sample.alarmAction("shop", "checkout"),
            Sample.alarmBySns("shop", "checkout"))
        .forEach(body -> {
          assertThat(hints(body).services())
              .as(body)
              .containsExactly(Map.entry(CHECKOUT, expected));
          assertThat(hints(body).dropped()).isEmpty();
        });
  }

  @Test
  void anAlarmWakesTheServicesWhosePoliciesNameIt() {
    InMemoryStore store = Sample.store("shop/orders");
    store.put(Sample.documentWithVetoes("shop/checkout", "ServerCpuTooHigh", "x"), List.of());
    store.put(Sample.documentWithVetoes("shop/mail", "x", "ServerCpuTooHigh"), List.of());
    String alarm =
        Sample.example("cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json");

    Hints gathered = hints(alarm, alarm);
    assertThat(gathered.services()).as("its metric names an instance").isEmpty();
    assertThat(gathered.dropped()).isEmpty();

    Hints known = gathered.knownTo(store.stack());
    assertThat(known.services()).containsOnlyKeys(CHECKOUT, new ServiceRef("shop", "mail"));
    assertThat(known.services().values())
        .allSatisfy(trigger -> {
          assertThat(trigger.kind()).isEqualTo(Trigger.Kind.ALARM);
          assertThat(trigger.ref()).contains(":alarm:ServerCpuTooHigh@");
        });
    assertThat(known.dropped()).isEmpty();
  }

  @Test
  void anAlarmMayNameAServiceAndBeNamedByAnother() {
    InMemoryStore store = Sample.store("shop/checkout");
    store.put(Sample.documentWithVetoes("shop/mail", "hot", "x"), List.of());
    assertThat(hints(Sample.alarm(Sample.ACCOUNT, "shop", "checkout")).knownTo(store.stack()))
        .satisfies(known -> {
          assertThat(known.services()).containsOnlyKeys(CHECKOUT, new ServiceRef("shop", "mail"));
          assertThat(known.dropped()).isEmpty();
        });
  }

  @Test
  void alarmsThatNobodyNamesAreDropped() {
    for (String path :
        List.of(
            "cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json",
            "cw-alarm-eventbridge/state-change-for-a-metric-math-alarm.docs.json",
            "cw-alarm-eventbridge/state-change-metrics-insights-partial-data.docs.json",
            "cw-alarm-lambda/composite-suppressed.java-libs.json")) {
      Hints known = hints(Sample.example(path)).knownTo(Sample.store("shop/checkout").stack());
      assertThat(known.any()).as(path).isFalse();
      assertThat(known.dropped())
          .as(path)
          .containsExactly(Map.entry("alarm that no policy names", 1));
    }
  }

  @Test
  void f01F02OrderAndCopiesMakeNoDifference() {
    List<String> bodies =
        List.of(
            Sample.alarm(Sample.ACCOUNT, "shop", "checkout"),
            Sample.own("Pulse", Sample.NOW, "p", "shop/checkout", "shop/orders"),
            Sample.own("Hint", Sample.NOW, "task:stopped", "shop/orders"),
            Sample.own("Hint", Sample.NOW, "service:action", "shop/web"),
            Sample.own("Hint", Sample.NOW, "policy:changed", "shop/mail"));
    Hints once = hints(bodies);
    assertThat(once.services().values())
        .extracting(Trigger::kind)
        .containsExactly(
            Trigger.Kind.ALARM, Trigger.Kind.POLICY, Trigger.Kind.TASK, Trigger.Kind.SERVICE);
    for (long seed = 1; seed <= 50; seed++) {
      List<String> copies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        copies.addAll(bodies);
      }
      Collections.shuffle(copies, new Random(seed));
      assertThat(hints(copies)).as("seed " + seed).isEqualTo(once);
    }
  }

  @Test
  void f59OldTicksAndPulsesAreDropped() {
    assertThat(hints(Sample.tick(Sample.NOW.minusSeconds(90))).tick()).isPresent();
    assertThat(hints(Sample.tick(Sample.NOW.plusSeconds(5))).tick()).isPresent();
    Hints late = hints(Sample.tick(Sample.NOW.minusSeconds(91)));
    assertThat(late.tick()).isEmpty();
    assertThat(late.dropped()).containsExactly(Map.entry("stale tick", 1));
    assertThat(hints(Sample.own("Pulse", Sample.NOW.minusSeconds(181), "p", "a/b")).dropped())
        .containsKey("stale pulse");
    assertThat(hints(Sample.own("Pulse", Sample.NOW.minusSeconds(60), "p", "a/b")).services())
        .hasSize(1);
    // A hint is sent once only, so nothing else repairs it before the next tick.
    assertThat(hints(Sample.own("Hint", Sample.NOW.minusSeconds(600), "x", "a/b")).services())
        .hasSize(1);
  }

  @Test
  void f49F50WhatIsNotOursOrCameBeforeIsDropped() {
    String replayed =
        Sample.tick(Sample.NOW).replace("{\"version\"", "{\"replay-name\":\"r\",\"version\"");
    assertThat(
            hints(
                    Sample.alarm("999999999999", "shop", "checkout"),
                    Sample.alarm(Sample.ACCOUNT, "shop", "checkout")
                        .replace("\"region\":\"eu-west-1\"", "\"region\":\"us-east-1\""),
                    replayed,
                    "not json",
                    "{\"some\":\"thing\"}",
                    "")
                .any())
        .isFalse();
    assertThat(hints(replayed).dropped()).containsOnlyKeys("replayed");
    assertThat(hints(Sample.alarm("999999999999", "shop", "checkout")).dropped())
        .containsOnlyKeys("foreign account");
  }

  @Test
  void servicesWithoutAPolicyAreDropped() {
    Hints known =
        hints(Sample.own("Pulse", Sample.NOW, "p", "shop/checkout", "shop/orders"))
            .knownTo(Sample.store("shop/checkout").stack());
    assertThat(known.services()).containsOnlyKeys(CHECKOUT);
    assertThat(known.droppedTotal()).isEqualTo(1);
  }
}
