package io.fargateautoscaler.aws;

import java.time.InstantSource;

/**
 * How fast ECS may be called. Its limits are the account's, for each Region; a fifth of them is
 * left to people and their deployments.
 *
 * @param reads calls of DescribeServices; ECS takes 100 at once and 20 a second
 * @param changes calls of UpdateService; ECS takes 50 at once and 5 a second
 */
public record EcsRates(Pace reads, Pace changes) {
  /** As fast as the caller likes. */
  public static final EcsRates FREE = new EcsRates(Pace.FREE, Pace.FREE);

  /** What leaves a fifth of AWS's usual limits. */
  public static EcsRates usual(InstantSource clock) {
    return new EcsRates(new TokenBucket(80, 16, clock), new TokenBucket(40, 4, clock));
  }
}
