package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.EcsTaskCosts;
import io.fargateautoscaler.core.cost.FargatePrices;
import io.fargateautoscaler.core.cost.PriceTable;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.board.ServiceCosts;
import java.time.InstantSource;
import java.util.Map;

/** What the tasks of an account's services cost. */
public final class AccountCosts {
  private static final String VARIABLE = "FARGATE_PRICES";
  private static final String PARAMETER = "FargatePrices";

  private AccountCosts() {}

  /**
   * Costs by own prices of {@code FARGATE_PRICES} in the environment, else of the stack's parameter
   * {@code FargatePrices}, else by the shipped prices of the Region.
   *
   * @throws Refusal if the variable cannot be read
   */
  public static ServiceCosts of(Session session, InstantSource clock) {
    FargatePrices prices =
        prices(session.region(), session.environment(), session.stack().parameters());
    return new ServiceCosts(new EcsTaskCosts(session.clients().ecs(), prices, clock));
  }

  static FargatePrices prices(
      String region, Map<String, String> environment, Map<String, String> parameters) {
    FargatePrices table = PriceTable.shipped().of(region);
    String own = environment.getOrDefault(VARIABLE, "");
    if (!own.isBlank()) {
      return table
          .with(own)
          .orElseThrow(() ->
              new Refusal(VARIABLE + ": allowed is vcpu=0.04,gb=0.004 or vcpu=..,gb=..,spot=0.3"));
    }
    // What the stack was given, its functions overlook too if it cannot be read.
    return table.with(parameters.getOrDefault(PARAMETER, "")).orElse(table);
  }
}
