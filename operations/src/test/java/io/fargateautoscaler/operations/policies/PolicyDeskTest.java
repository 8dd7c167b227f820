package io.fargateautoscaler.operations.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.config.PolicyNotices;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.operations.AccountServices;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.FakeFleet;
import io.fargateautoscaler.operations.FakeParameters;
import io.fargateautoscaler.operations.FakeTrail;
import io.fargateautoscaler.operations.FewTries;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyDeskTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final String PARAMETER = "/prod/services/shop/web";
  private static final String OLD = FakeFleet.document("shop/web", "");
  private static final String NEW = FakeFleet.document("shop/web", "scale-in: {every: 2m}\n");

  private final FakeFleet fleet = new FakeFleet();
  private final FakeParameters parameters = new FakeParameters();
  private final FakeTrail trail = new FakeTrail();
  private final Map<ServiceRef, AccountServices.Presence> account = new TreeMap<>();

  private final Stack stack =
      new Stack(
          "prod",
          "eu-west-1",
          "CREATE_COMPLETE",
          Map.of(
              "ClusterName", "shop",
              "ServiceName", "own",
              "MoreClusterArns", "arn:aws:ecs:eu-west-1:1:cluster/more"),
          Map.of("PolicyPath", "/prod/services/"));
  private final PolicyDesk desk =
      new PolicyDesk(
          stack,
          fleet,
          parameters,
          new Admission(stack, new Account()),
          trail,
          new Caller("1", "arn:aws:iam::1:user/ann"),
          () -> Instant.EPOCH,
          new FewTries());

  private final class Account implements AccountServices {
    @Override
    public Map<ServiceRef, Presence> presence(Collection<ServiceRef> services) {
      Map<ServiceRef, Presence> found = new TreeMap<>();
      services.forEach(each -> found.put(each, account.getOrDefault(each, Presence.ACTIVE)));
      return found;
    }

    @Override
    public List<ServiceRef> suspended(Collection<ServiceRef> services) {
      return List.of();
    }
  }

  /** The stack takes each document as soon as it is put. */
  private void obedient() {
    parameters.onPut =
        (name, kept) -> {
          String service = name.substring("/prod/services/".length());
          fleet.service(service, kept.version(), "");
        };
  }

  @Test
  void aDocumentIsShownPutAwaitedAndKept() {
    obedient();
    parameters.put(PARAMETER, OLD);

    List<Proposal> proposals = desk.propose(List.of(NEW), false);
    assertThat(proposals.getFirst().diff()).contains("+scale-in: {every: 2m}");
    assertThat(parameters.history(PARAMETER)).hasSize(1);
    List<InForce> inForce = desk.apply(proposals);

    assertThat(inForce)
        .containsExactly(
            new InForce(WEB, 2, new CapacityRange(2, 40), Mode.ACTIVE, List.of("cpu")));
    assertThat(parameters.newest(PARAMETER).orElseThrow().text()).isEqualTo(NEW);
    assertThat(trail.lines())
        .containsExactly("shop/web apply version 2 in place of 1: 2 to 40 tasks by user/ann");
  }

  @Test
  void aFirstDocumentIsNew() {
    obedient();

    List<Proposal> proposals = desk.propose(List.of(OLD), false);

    assertThat(proposals.getFirst().before()).isNull();
    assertThat(desk.apply(proposals).getFirst().version()).isEqualTo(1);
  }

  @Test
  void theSameDocumentChangesNothing() {
    obedient();
    parameters.put(PARAMETER, OLD);

    List<Proposal> proposals = desk.propose(List.of(OLD), false);

    assertThat(proposals.getFirst().changes()).isFalse();
    assertThat(desk.apply(proposals).getFirst().version()).isEqualTo(1);
    assertThat(trail.orders).isEmpty();
  }

  @Test
  void aVersionThatIsNotInForceIsSaid() {
    obedient();
    parameters.put(PARAMETER, OLD);
    assertThat(desk.propose(List.of(OLD), false).getFirst().remarks()).isEmpty();
    parameters.onPut = (_, _) -> {};
    parameters.put(PARAMETER, NEW);

    assertThat(desk.propose(List.of(NEW), false).getFirst().remarks())
        .singleElement()
        .asString()
        .startsWith("version 2 of the parameter is not in force, but version 1");
  }

  @Test
  void anEarlierVersionComesBack() {
    parameters.put(PARAMETER, OLD);
    parameters.put(PARAMETER, NEW);

    assertThat(desk.version(WEB, 1)).isEqualTo(OLD);
    assertThatThrownBy(() -> desk.version(WEB, 3))
        .isInstanceOf(Refusal.class)
        .hasMessage("shop/web has no version 3; kept are 1 to 2");
    assertThatThrownBy(() -> desk.version(new ServiceRef("shop", "x"), 1))
        .hasMessage("shop/x has no document in the stack prod");
  }

  @Test
  void everyServiceThatCannotBeScaledIsNamed() {
    account.put(WEB, AccountServices.Presence.MISSING);
    account.put(new ServiceRef("more", "a"), AccountServices.Presence.NO_CLUSTER);

    assertThatThrownBy(() ->
            desk.propose(
                List.of(
                    OLD,
                    OLD,
                    FakeFleet.document("other/web", ""),
                    FakeFleet.document("more/a", "")),
                false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("shop/web: two documents")
        .hasMessageContaining("shop/web: the cluster shop has no such service in eu-west-1")
        .hasMessageContaining("other/web: the stack prod may scale services of more, shop only")
        .hasMessageContaining("more/a: no cluster more in eu-west-1");
  }

  @Test
  void theStacksOwnDocumentIsCalledThat() {
    assertThat(
            desk.propose(List.of(FakeFleet.document("shop/own", "")), false).getFirst().remarks())
        .anyMatch(line -> line.contains("belongs to the stack"));
    assertThat(desk.propose(List.of(OLD), false).getFirst().remarks())
        .noneMatch(line -> line.contains("belongs to the stack"));
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    obedient();
    List<Proposal> proposals = desk.propose(List.of(OLD), false);
    parameters.put(PARAMETER, NEW);

    assertThatThrownBy(() -> desk.apply(proposals))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("meanwhile");
    assertThat(parameters.newest(PARAMETER).orElseThrow().text()).isEqualTo(NEW);
  }

  @Test
  void aDocumentThatTheStackRefusesIsSaidAtOnce() {
    fleet.told.add(
        PolicyNotices.rejected(
                new PolicySource.Document("shop/web", 1, OLD, Instant.EPOCH),
                List.of(),
                null,
                Instant.EPOCH)
            .id());

    assertThatThrownBy(() -> desk.apply(desk.propose(List.of(OLD), false)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("refuses version 1");
  }

  @Test
  void aStackThatDoesNotTakeItIsTrouble() {
    assertThatThrownBy(() -> desk.apply(desk.propose(List.of(OLD), false)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("shop/web version 1 is not in force after 3 min");
  }
}
