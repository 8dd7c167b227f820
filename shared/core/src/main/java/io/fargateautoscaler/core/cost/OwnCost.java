package io.fargateautoscaler.core.cost;

/**
 * What the autoscaler uses itself. Calls of ECS, Application Auto Scaling and DescribeAlarms are
 * free.
 *
 * @param metrics that GetMetricData was asked for; up to five statistics of one are one
 * @param queueRequests of SQS, those of the platform's polling not included
 * @param published messages of SNS
 * @param invocations of Lambda functions
 * @param gbSeconds of Lambda functions on arm64
 * @param readUnits of DynamoDB on demand
 * @param writeUnits of DynamoDB on demand
 */
public record OwnCost(
    double metrics,
    double queueRequests,
    double published,
    double invocations,
    double gbSeconds,
    double readUnits,
    double writeUnits) {
  /** List prices of us-east-1 in US dollars, without free tiers; docs/cost.md shows them. */
  public enum Price {
    GET_METRIC_DATA(0.01 / 1_000),
    SQS_REQUEST(0.40 / 1_000_000),
    SNS_MESSAGE(0.50 / 1_000_000),
    LAMBDA_INVOCATION(0.20 / 1_000_000),
    LAMBDA_GB_SECOND(0.0000133334),
    DYNAMODB_READ_UNIT(0.125 / 1_000_000),
    DYNAMODB_WRITE_UNIT(0.625 / 1_000_000);

    private final double usd;

    Price(double usd) {
      this.usd = usd;
    }

    /** US dollars for one. */
    public double usd() {
      return usd;
    }
  }

  /** What was used since {@code before}. */
  public OwnCost minus(OwnCost before) {
    return new OwnCost(
        metrics - before.metrics,
        queueRequests - before.queueRequests,
        published - before.published,
        invocations - before.invocations,
        gbSeconds - before.gbSeconds,
        readUnits - before.readUnits,
        writeUnits - before.writeUnits);
  }

  /** US dollars for all of it. */
  public double usd() {
    return metrics * Price.GET_METRIC_DATA.usd()
        + queueRequests * Price.SQS_REQUEST.usd()
        + published * Price.SNS_MESSAGE.usd()
        + invocations * Price.LAMBDA_INVOCATION.usd()
        + gbSeconds * Price.LAMBDA_GB_SECOND.usd()
        + readUnits * Price.DYNAMODB_READ_UNIT.usd()
        + writeUnits * Price.DYNAMODB_WRITE_UNIT.usd();
  }
}
