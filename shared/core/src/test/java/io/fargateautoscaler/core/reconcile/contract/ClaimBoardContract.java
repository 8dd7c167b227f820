package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims of several stacks of one account. */
public abstract class ClaimBoardContract {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef WORKER = new ServiceRef("shop", "worker");

  /** The board as the stack of this name sees it; the same name is the same stack. */
  protected abstract ClaimBoard board(String stack);

  private Set<ServiceRef> claimed(String stack, String by) {
    return claims(stack, by).stream()
        .flatMap(claim -> claim.services().stream())
        .collect(Collectors.toSet());
  }

  private List<Claim> claims(String stack, String by) {
    return board(stack).all().stream().filter(claim -> claim.stack().equals(by)).toList();
  }

  protected static SortedSet<ServiceRef> services(ServiceRef... services) {
    return new TreeSet<>(List.of(services));
  }

  @Test
  void whatIsClaimedIsSeenByAll() {
    board("blue").write(services(WEB, WORKER));

    assertThat(claimed("blue", "blue")).containsExactlyInAnyOrder(WEB, WORKER);
    assertThat(claimed("red", "blue")).containsExactlyInAnyOrder(WEB, WORKER);
    assertThat(claims("red", "blue")).allSatisfy(c -> assertThat(c.renewed()).isNotNull());
    assertThat(claims("red", "red")).isEmpty();
  }

  @Test
  void aLaterClaimReplacesTheEarlierOne() {
    board("blue").write(services(WEB, WORKER));
    board("blue").write(services(WORKER));

    assertThat(claimed("red", "blue")).containsExactly(WORKER);
  }

  @Test
  void anEmptyClaimIsNone() {
    board("blue").write(services(WEB));
    board("red").write(services(WORKER));
    board("blue").write(services());
    board("blue").write(services());

    assertThat(claims("red", "blue")).isEmpty();
    assertThat(claimed("blue", "red")).containsExactly(WORKER);
  }

  @Test
  void aLargeFleetIsClaimedInFullAndTakenBackInFull() {
    SortedSet<ServiceRef> many =
        IntStream.range(0, 400)
            .mapToObj(i -> new ServiceRef("cluster-with-a-long-name", "service-number-" + i))
            .collect(Collectors.toCollection(TreeSet::new));
    board("blue").write(many);
    assertThat(claimed("red", "blue")).isEqualTo(many);

    board("blue").write(services(WEB));
    assertThat(claimed("red", "blue")).containsExactly(WEB);
  }
}
