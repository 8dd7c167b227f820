package io.fargateautoscaler.operations.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.AccountServices;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.FakeFleet;
import io.fargateautoscaler.operations.FakeParameters;
import io.fargateautoscaler.operations.FakeTrail;
import io.fargateautoscaler.operations.FewTries;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.orders.ModeOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UninstallTest {
  private static final String FREE = "/prod/services/shop/web";
  private static final String OWNED = "/prod/services/shop/own";
  private static final String CLAIM = "/fargate-autoscaler-claims/prod/shop/web";
  private static final String OTHERS = "/fargate-autoscaler-claims/production/shop/web";

  private final FakeFleet fleet = new FakeFleet();
  private final FakeParameters parameters = new FakeParameters();
  private final List<String> steps = new ArrayList<>();
  private boolean unasked;
  private Optional<String> status = Optional.empty();
  private final Stack stack =
      new Stack(
          "prod",
          "eu-west-1",
          "CREATE_COMPLETE",
          Map.of("ClusterName", "shop", "ServiceName", "own"),
          Map.of("PolicyPath", "/prod/services/"));
  private final Uninstall uninstall =
      new Uninstall(
          stack,
          fleet,
          parameters,
          new Account(),
          new Removal(),
          new ModeOrder(
              stack,
              fleet,
              parameters,
              new FakeTrail(),
              new Caller("1", "arn:aws:iam::1:user/ann"),
              () -> Instant.EPOCH,
              new FewTries()),
          new FewTries());

  private final class Account implements AccountServices {
    @Override
    public Map<ServiceRef, Presence> presence(Collection<ServiceRef> services) {
      return Map.of();
    }

    @Override
    public List<ServiceRef> suspended(Collection<ServiceRef> services) {
      if (unasked) {
        throw new Trouble("not allowed");
      }
      return List.copyOf(services);
    }
  }

  private final class Removal implements StackRemoval {
    @Override
    public SortedMap<String, Integer> resources() {
      return new TreeMap<>(Map.of("AWS::SQS::Queue", 5));
    }

    @Override
    public void delete() {
      steps.add("delete in mode " + fleet.mode);
    }

    @Override
    public Optional<String> status() {
      return status;
    }
  }

  @BeforeEach
  void documents() {
    fleet.service("shop/web", 1, "");
    List.of(FREE, OWNED, CLAIM, OTHERS).forEach(name -> parameters.put(name, "x"));
    parameters.onPut = (_, kept) -> fleet.mode = Mode.valueOf(kept.text().toUpperCase(Locale.ROOT));
  }

  @Test
  void thePlanSaysWhatGoesAndHowAnotherScalerComesBackAndChangesNothing() {
    RemovalPlan plan = uninstall.plan(false);

    assertThat(plan.documents()).containsExactly(FREE);
    assertThat(plan.claims()).containsExactly(CLAIM);
    assertThat(plan.commands())
        .singleElement()
        .asString()
        .contains("--region eu-west-1", "--resource-id service/shop/web ", "ScalingInSuspended=f");
    assertThat(steps).isEmpty();
    assertThat(fleet.mode).isEqualTo(Mode.ACTIVE);
  }

  @Test
  void aScalerThatCannotBeAskedKeepsNobodyFromLeaving() {
    unasked = true;

    RemovalPlan plan = uninstall.plan(false);

    assertThat(plan.commands()).isEmpty();
    assertThat(plan.remarks()).singleElement().asString().endsWith("is not known: not allowed");
  }

  @Test
  void itStopsToActBeforeItGoes() {
    uninstall.run(uninstall.plan(false));

    assertThat(steps).containsExactly("delete in mode OFF");
    assertThat(parameters.below("/prod/services/")).contains(FREE);
    assertThat(parameters.below("/fargate-autoscaler-claims/")).containsExactly(OTHERS);
  }

  @Test
  void documentsGoWhenThatIsAskedFor() {
    uninstall.run(uninstall.plan(true));

    assertThat(parameters.below("/prod/services/")).doesNotContain(FREE);
  }

  @Test
  void aStackThatDoesNotGoKeepsItsDocuments() {
    status = Optional.of("DELETE_FAILED");

    assertThatThrownBy(() -> uninstall.run(uninstall.plan(true)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("could not delete prod (DELETE_FAILED)");
    assertThat(parameters.below("/prod/services/")).contains(FREE);

    status = Optional.of("DELETE_IN_PROGRESS");
    assertThatThrownBy(() -> uninstall.run(uninstall.plan(true)))
        .hasMessageContaining("still deletes prod after 20 min");
  }
}
