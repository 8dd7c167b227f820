package io.fargateautoscaler.functions.policysync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryClaimBoard;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicySyncHandlerTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:07:00Z");
  private final InMemoryDocuments documents = new InMemoryDocuments();
  private final InMemoryStore store = new InMemoryStore(new NoticeJson());
  private final List<String> log = new ArrayList<>();
  private final PolicySyncHandler handler = handler(store);

  private PolicySyncHandler handler(PolicyStore policies) {
    ScalableTarget none =
        new ScalableTarget() {
          @Override
          public Map<ServiceRef, Reading> describe(Collection<ServiceRef> services) {
            return Map.of();
          }

          @Override
          public Outcome setDesiredCount(ServiceRef service, int count) {
            throw new AssertionError("this function never scales");
          }
        };
    return new PolicySyncHandler(
        new EventDecoder("111122223333", "eu-west-1"),
        new PolicySync(
            documents,
            policies,
            store,
            new LoadBalancerSearch(store, none, _ -> Optional.empty()),
            new ClaimSync(
                "prod", new InMemoryClaimBoard("prod", () -> NOW), store, store, () -> NOW),
            (_, _) -> {},
            () -> NOW),
        "/prod/services/",
        "/prod/mode",
        log::add);
  }

  private static String event(String source, String type, String account, String detail) {
    return "{\"id\":\"e-1\",\"detail-type\":\""
        + type
        + "\",\"source\":\""
        + source
        + "\",\"account\":\""
        + account
        + "\",\"time\":\"2026-01-15T10:07:00Z\",\"region\":\"eu-west-1\",\"resources\":[],"
        + "\"detail\":"
        + detail
        + "}";
  }

  private static String change(String name) {
    return event(
        "aws.ssm",
        "Parameter Store Change",
        "111122223333",
        "{\"name\":\"" + name + "\",\"type\":\"String\",\"operation\":\"Update\"}");
  }

  private void document(String service) {
    documents.put(
        service,
        1,
        "{\"service\":\""
            + service
            + "\",\"capacity\":{\"min\":1,\"max\":4},\"policies\":"
            + "{\"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}}");
  }

  @Test
  void aChangeOfADocumentOrOfTheModeReadsEverything() {
    document("shop/checkout");
    handler.handle(change("/prod/services/shop/checkout"));
    assertThat(store.inForce()).hasSize(1);
    documents.mode = "off";
    handler.handle(change("/prod/mode"));
    assertThat(store.stack().mode()).isEqualTo(Mode.OFF);
    assertThat(documents.reads).isEqualTo(2);
  }

  @Test
  void whatIsNotOursReadsNothing() {
    handler.handle(change("/test/services/shop/checkout"));
    handler.handle(change("/test/mode"));
    handler.handle(event("aws.events", "Scheduled Event", "999999999999", "{}"));
    handler.handle(event("aws.ecs", "Something", "111122223333", "{}"));
    handler.handle("not json");
    assertThat(documents.reads).isZero();
    assertThat(log).hasSize(5).allSatisfy(line -> assertThat(line).contains("dropped"));
  }

  @Test
  void aTickReadsWhileNothingIsInForce() {
    document("shop/checkout");
    String tick = event("aws.events", "Scheduled Event", "111122223333", "{}");
    handler.handle(tick);
    handler.handle(tick);
    assertThat(documents.reads).isEqualTo(1);
    handler.handle(tick.replace("10:07", "10:10"));
    assertThat(documents.reads).isEqualTo(2);
  }

  @Test
  void f13AFailedWriteFailsTheRunButNotTheOtherDocuments() {
    document("shop/checkout");
    document("shop/orders");
    PolicySyncHandler failing = handler(new RefusesCheckout(store));
    assertThatThrownBy(() -> failing.handle(change("/prod/services/shop/orders")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.inForce()).containsOnlyKeys(new ServiceRef("shop", "orders"));
    assertThat(log.getLast()).contains("table is away");
  }

  @Test
  void mangledEventsNeverThrow() {
    document("shop/checkout");
    List<String> good =
        List.of(
            change("/prod/services/shop/checkout"),
            change("/prod/mode"),
            event("aws.events", "Scheduled Event", "111122223333", "{}"));
    long seed = 20260117;
    Random random = new Random(seed);
    for (int round = 0; round < 4000; round++) {
      StringBuilder mangled = new StringBuilder(good.get(round % good.size()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(mangled.length());
        switch (random.nextInt(3)) {
          case 0 -> mangled.deleteCharAt(at);
          case 1 -> mangled.setCharAt(at, (char) random.nextInt(1, 0x500));
          default -> mangled.insert(at, "\"[{}],:0\\".charAt(random.nextInt(9)));
        }
      }
      try {
        handler.handle(mangled.toString());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
  }

  @Test
  void everyBadVariableIsNamedAtOnce() {
    assertThatThrownBy(() -> Settings.read(Map.of("POLICY_PATH", "/prod/services")))
        .hasMessageContainingAll(
            "STACK_NAME",
            "ACCOUNT_ID",
            "AWS_REGION",
            "STATE_TABLE",
            "WORK_QUEUE_URL",
            "MODE_PARAMETER");
  }

  private record RefusesCheckout(PolicyStore store) implements PolicyStore {
    @Override
    public Map<ServiceRef, Long> inForce() {
      return store.inForce();
    }

    @Override
    public boolean put(PolicyDocument document, Instant modified, List<Notice> notices) {
      if (document.policy().service().service().equals("checkout")) {
        throw new StateStore.Unavailable("table is away", null);
      }
      return store.put(document, modified, notices);
    }

    @Override
    public void release(ServiceRef service, List<Notice> notices) {
      store.release(service, notices);
    }

    @Override
    public boolean mode(Mode mode, Instant modified) {
      return store.mode(mode, modified);
    }
  }
}
