package io.fargateautoscaler.functions.policysync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryClaimBoard;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicySyncTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final ServiceRef ORDERS = new ServiceRef("shop", "orders");
  private static final String TARGET_GROUP =
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef";

  private final InMemoryDocuments documents = new InMemoryDocuments();
  private final InMemoryStore store = new InMemoryStore(new NoticeJson());
  private final List<Collection<ServiceRef>> hints = new ArrayList<>();
  private final Map<String, String> loadBalancers = new HashMap<>();
  private Instant now = Instant.parse("2026-01-15T10:00:00Z");
  private final InMemoryClaimBoard claims = new InMemoryClaimBoard("prod", () -> now);
  private Runnable claimsWritten = () -> {};
  private final PolicySync sync =
      new PolicySync(
          documents,
          store,
          store,
          new LoadBalancerSearch(
              store, new OneTargetGroup(), group -> Optional.ofNullable(loadBalancers.get(group))),
          new ClaimSync("prod", new Board(), store, store, () -> now),
          (services, _) -> hints.add(services),
          () -> now);

  private static String cpu(String service, int max) {
    return "service: "
        + service
        + "\ncapacity: {min: 1, max: "
        + max
        + "}\npolicies:\n  cpu: {type: target-tracking, metric: cpu, target: 60}\n";
  }

  private PolicySync.Report changed() {
    return sync.changed(PolicySync.Changed.DOCUMENT);
  }

  private List<Outbox.Message> told() {
    return store.waiting(100);
  }

  private int maxOf(ServiceRef service) {
    return stored(service).policy().policy().capacity().max();
  }

  private io.fargateautoscaler.core.reconcile.StateStore.Stored stored(ServiceRef service) {
    return Optional.ofNullable(store.load(List.of(service)).get(service)).orElseThrow();
  }

  @Test
  void goodDocumentsComeIntoForceAndAreHinted() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 3, cpu("shop/orders", 5));
    assertThat(changed()).isEqualTo(new PolicySync.Report(2, 2, 0, 0, List.of()));
    assertThat(store.inForce()).containsExactly(Map.entry(CHECKOUT, 1L), Map.entry(ORDERS, 3L));
    assertThat(hints)
        .singleElement()
        .satisfies(services -> assertThat(services).containsExactly(CHECKOUT, ORDERS));
    assertThat(changed()).isEqualTo(new PolicySync.Report(2, 0, 0, 0, List.of()));
    assertThat(hints).hasSize(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void f29ABadDocumentDisablesOnlyItselfAndIsToldOnce() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 1, cpu("shop/orders", 5));
    changed();
    documents.put("shop/checkout", 2, cpu("shop/checkout", 0).replace("60", "0") + "maxx: 1\n");
    documents.put("shop/orders", 2, cpu("shop/orders", 6));
    for (int i = 0; i < 20; i++) {
      changed();
    }
    assertThat(maxOf(CHECKOUT)).isEqualTo(4);
    assertThat(maxOf(ORDERS)).isEqualTo(6);
    assertThat(told())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.event()).isEqualTo("policy-rejected");
          assertThat(message.service()).isEqualTo("checkout");
          assertThat(message.text()).contains("Version 1 stays in force", "maxx", "target");
        });

    documents.put("shop/checkout", 3, "nonsense");
    changed();
    assertThat(told()).as("a new version is told anew").hasSize(2);
  }

  @Test
  void aDocumentThatWasDeletedAndMadeAnewHasVersionOneAgain() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 1, cpu("shop/orders", 5));
    changed();
    documents.put("shop/checkout", 1, cpu("shop/checkout", 7));
    assertThat(changed()).isEqualTo(new PolicySync.Report(2, 1, 0, 0, List.of()));
    assertThat(maxOf(CHECKOUT)).isEqualTo(7);
    assertThat(hints.getLast()).containsExactly(CHECKOUT);
    assertThat(changed().put()).isZero();

    documents.put("shop/checkout", 1, "nonsense");
    assertThat(changed().rejected()).isEqualTo(1);
    assertThat(maxOf(CHECKOUT)).isEqualTo(7);
    assertThat(told()).hasSize(1);
  }

  @Test
  void theModeIsReadEveryMinute() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    changed();
    documents.mode = "off";
    documents.reads = 0;
    assertThat(sync.tick(Instant.parse("2026-01-15T10:01:00Z"))).isEmpty();
    assertThat(store.stack().mode()).isEqualTo(Mode.OFF);
    assertThat(documents.reads).as("documents").isZero();
    documents.mode = "of\u0007f";
    sync.tick(Instant.parse("2026-01-15T10:02:00Z"));
    assertThat(told()).hasSize(1);
  }

  @Test
  void aModeThatCannotBeReadIsTrouble() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    changed();
    documents.modeDown = true;
    assertThat(sync.tick(Instant.parse("2026-01-15T10:01:00Z")))
        .hasValueSatisfying(report ->
            assertThat(report.trouble())
                .singleElement()
                .asString()
                .contains("parameters are away"));
  }

  @Test
  void aDocumentMustNameItsOwnService() {
    documents.put("shop/checkout", 1, cpu("shop/orders", 4));
    documents.put("what/is/this", 1, cpu("shop/orders", 4));
    assertThat(changed().rejected()).isEqualTo(2);
    assertThat(store.inForce()).isEmpty();
    assertThat(told()).hasSize(2);
  }

  @Test
  void manyProblemsFitInTwelveLines() {
    String text =
        IntStream.range(0, 40)
            .mapToObj(i -> "key" + i + ": 1\n")
            .reduce(cpu("shop/checkout", 4), String::concat);
    documents.put("shop/checkout", 1, text);
    changed();
    Outbox.Message message = told().getFirst();
    assertThat(message.text().lines().filter(line -> line.contains("key")).count())
        .isBetween(2L, 10L);
    assertThat(message.subject()).contains("40 problems");
  }

  @Test
  void f60ADeletedDocumentReleasesItsServiceOnce() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 1, cpu("shop/orders", 5));
    changed();
    documents.remove("shop/checkout");
    assertThat(changed().released()).isEqualTo(1);
    assertThat(changed().released()).isZero();
    assertThat(store.inForce()).containsOnlyKeys(ORDERS);
    assertThat(told())
        .singleElement()
        .satisfies(message -> assertThat(message.event()).isEqualTo("released"));
  }

  @Test
  void f60ARenamedDocumentMovesThePolicy() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    changed();
    documents.remove("shop/checkout");
    documents.put("shop/orders", 1, cpu("shop/orders", 4));
    changed();
    assertThat(store.inForce()).containsOnlyKeys(ORDERS);
  }

  @Test
  void unreadableParametersReleaseNobody() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    changed();
    documents.down = true;
    assertThatThrownBy(this::changed).hasMessageContaining("parameters are away");
    assertThat(store.inForce()).containsOnlyKeys(CHECKOUT);
    assertThat(told()).isEmpty();
  }

  @Test
  void aRunThatWasOvertakenChangesNothing() {
    Instant later = Instant.parse("2026-01-15T10:00:00Z");
    documents.put("shop/checkout", 8, cpu("shop/checkout", 4), later);
    documents.mode = "off";
    documents.modeModified = later;
    sync.changed(PolicySync.Changed.MODE);
    hints.clear();

    documents.put("shop/checkout", 7, cpu("shop/checkout", 40), later.minusMillis(1));
    documents.mode = "active";
    documents.modeModified = later.minusMillis(1);
    PolicySync.Report report = sync.changed(PolicySync.Changed.DOCUMENT);

    assertThat(report.put()).isZero();
    assertThat(report.trouble()).isEmpty();
    assertThat(hints).isEmpty();
    assertThat(store.inForce()).containsOnly(Map.entry(CHECKOUT, 8L));
    assertThat(store.stack().mode()).isEqualTo(Mode.OFF);
  }

  @Test
  void theModeIsTakenOverAndABadOneIsTold() {
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.mode = " observe\n";
    sync.changed(PolicySync.Changed.MODE);
    assertThat(store.stack().mode()).isEqualTo(Mode.OBSERVE);
    hints.clear();
    documents.mode = "of\u0007f";
    for (int i = 0; i < 5; i++) {
      sync.changed(PolicySync.Changed.MODE);
    }
    assertThat(store.stack().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(told()).hasSize(1);
    documents.mode = null;
    changed();
    assertThat(store.stack().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(hints)
        .as("a new mode matters at once to every service")
        .allSatisfy(services -> assertThat(services).containsExactly(CHECKOUT))
        .hasSize(5);
  }

  @Test
  void ticksReadEveryFifthMinuteOnceThereIsAPolicy() {
    assertThat(sync.tick(Instant.parse("2026-01-15T10:01:00Z"))).isPresent();
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    assertThat(sync.tick(Instant.parse("2026-01-15T10:02:00Z"))).isPresent();
    documents.reads = 0;
    for (int minute = 3; minute < 23; minute++) {
      sync.tick(Instant.parse("2026-01-15T10:00:00Z").plusSeconds(60L * minute));
    }
    assertThat(documents.reads).isEqualTo(4);
    now = Instant.parse("2026-01-15T10:31:00Z");
    assertThat(sync.tick(null)).isEmpty();
  }

  @Test
  void theLoadBalancerIsFoundNowOrLater() {
    documents.put(
        "shop/checkout",
        1,
        "service: shop/checkout\ncapacity: {min: 1, max: 4}\npolicies:\n"
            + "  requests: {type: target-tracking, metric: alb-requests-per-task, target: 100}\n");
    changed();
    assertThat(stored(CHECKOUT).policy().text()).doesNotContain("load-balancer");
    assertThat(changed().put()).isZero();
    loadBalancers.put(TARGET_GROUP, "app/front/0123456789abcdef");
    assertThat(changed().put()).isEqualTo(1);
    assertThat(stored(CHECKOUT).policy().text()).contains("app/front/0123456789abcdef");
    assertThat(stored(CHECKOUT).policy().policy().policies().toString())
        .contains("app/front/0123456789abcdef");
    assertThat(changed().put()).isZero();
    loadBalancers.clear();
    assertThat(changed().put()).as("what was found once stays").isZero();
  }

  /** Every service has one target group. */
  private static final class OneTargetGroup implements ScalableTarget {
    @Override
    public Map<ServiceRef, Reading> describe(Collection<ServiceRef> services) {
      Map<ServiceRef, Reading> readings = new TreeMap<>();
      for (ServiceRef service : services) {
        ServiceStatus steady = ServiceStatus.steady(1, 1, 0);
        readings.put(
            service,
            new Read(
                new ServiceStatus(
                    1,
                    1,
                    0,
                    steady.lifecycle(),
                    steady.controller(),
                    steady.deployment(),
                    null,
                    null,
                    List.of(TARGET_GROUP),
                    null)));
      }
      return readings;
    }

    @Override
    public Outcome setDesiredCount(ServiceRef service, int count) {
      throw new AssertionError("this function never scales");
    }
  }

  private void active(String mode) {
    documents.mode = mode;
    documents.modeModified = now;
  }

  @Test
  void whatIsActiveIsClaimedUntilItIsNot() {
    active("active");
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 1, cpu("shop/orders", 4) + "mode: observe\n");
    changed();
    assertThat(claimed()).containsExactly(CHECKOUT);

    documents.put("shop/orders", 2, cpu("shop/orders", 4));
    documents.put("shop/checkout", 2, "nonsense");
    changed();
    assertThat(claimed()).as("what is in force counts").containsExactlyInAnyOrder(CHECKOUT, ORDERS);

    documents.remove("shop/checkout");
    changed();
    assertThat(claimed()).containsExactly(ORDERS);

    now = now.plusSeconds(60);
    active("observe");
    sync.changed(PolicySync.Changed.MODE);
    assertThat(claims.all()).isEmpty();
  }

  private List<ServiceRef> claimed() {
    return claims.all().stream().flatMap(claim -> claim.services().stream()).toList();
  }

  @Test
  void aServiceOfAnotherStackIsMarkedAndHintedAndComesBack() {
    active("active");
    claims.of("blue").write(new TreeSet<>(List.of(CHECKOUT)));
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 1, cpu("shop/orders", 4));
    changed();

    assertThat(store.stack().otherStacks()).isEqualTo(Map.of(CHECKOUT, "blue"));
    hints.clear();
    claims.of("blue").write(new TreeSet<>());
    assertThat(changed().trouble()).isEmpty();
    assertThat(store.stack().otherStacks()).isEmpty();
    assertThat(hints).containsExactly(new TreeSet<>(List.of(CHECKOUT)));
    assertThat(claimed()).containsExactlyInAnyOrder(CHECKOUT, ORDERS);
  }

  @Test
  void claimsAreRenewedAndThoseOfADeletedStackEnd() {
    active("active");
    claims.of("blue").write(new TreeSet<>(List.of(CHECKOUT)));
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    documents.put("shop/orders", 1, cpu("shop/orders", 4));
    changed();
    for (int tick = 0; tick < 23; tick++) {
      now = now.plus(Duration.ofMinutes(5));
      sync.tick(now);
    }
    assertThat(store.stack().otherStacks()).containsOnlyKeys(CHECKOUT);
    now = now.plus(Duration.ofMinutes(5));
    sync.tick(now);
    assertThat(store.stack().otherStacks()).isEmpty();
    assertThat(claims.all())
        .filteredOn(claim -> claim.stack().equals("prod"))
        .singleElement()
        .satisfies(claim -> {
          assertThat(claim.services()).containsExactlyInAnyOrder(CHECKOUT, ORDERS);
          assertThat(claim.renewed()).isAfter(now.minus(Duration.ofMinutes(30)));
        });
  }

  @Test
  void stacksThatComeTogetherAgreeOnOne() {
    active("active");
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    // The other one writes between our look and our write.
    claimsWritten = () -> claims.of("blue").write(new TreeSet<>(List.of(CHECKOUT)));
    changed();

    assertThat(store.stack().otherStacks()).isEqualTo(Map.of(CHECKOUT, "blue"));
    assertThat(claims.all()).extracting(Claim::stack).containsExactly("blue");
  }

  @Test
  void claimsThatCannotBeReadKeepNoDocumentBack() {
    active("active");
    claimsWritten =
        () -> {
          throw new IllegalStateException("throttled");
        };
    documents.put("shop/checkout", 1, cpu("shop/checkout", 4));
    PolicySync.Report report = changed();

    assertThat(report.put()).isEqualTo(1);
    assertThat(report.trouble()).containsExactly("claims: IllegalStateException throttled");
    assertThat(hints).hasSize(1);
    assertThat(store.stack().otherStacks()).isEmpty();
  }

  /** The board of this stack, which can be told what happens before it writes. */
  private final class Board implements ClaimBoard {
    @Override
    public List<Claim> all() {
      return claims.all();
    }

    @Override
    public void write(SortedSet<ServiceRef> services) {
      claimsWritten.run();
      claims.write(services);
    }
  }
}
