package io.fargateautoscaler.simulator;

/** Counts what AWS would bill, and what it would throttle. */
public final class Calls {
  private long describeServices;
  private long updateService;
  private long metricsRequested;
  private long sqsRequests;
  private long published;
  private long tableReads;
  private long tableWrites;
  private long invocations;

  public void described(int services) {
    describeServices += (services + 9) / 10;
  }

  public void updated() {
    updateService++;
  }

  public void metricsRead(int count) {
    metricsRequested += count;
  }

  public void sqs(int requests) {
    sqsRequests += requests;
  }

  public void publish() {
    published++;
  }

  public void tableRead(int items) {
    tableReads += items;
  }

  public void tableWrite(int items) {
    tableWrites += items;
  }

  public void invocation() {
    invocations++;
  }

  public long describeServices() {
    return describeServices;
  }

  public long updateService() {
    return updateService;
  }

  public long metricsRequested() {
    return metricsRequested;
  }

  public long published() {
    return published;
  }

  public long invocations() {
    return invocations;
  }

  /**
   * US dollars at list prices of us-east-1 without free tiers: GetMetricData 0.01 per 1,000
   * metrics, SQS 0.40, SNS 0.50, Lambda requests 0.20 per million and 0.0000133334 per GB-second on
   * arm64, on-demand DynamoDB 0.125 per million reads and 0.625 per million writes. ECS calls are
   * free.
   *
   * @param secondsPerInvocation billed duration at {@code memoryGb}
   */
  public double usd(double secondsPerInvocation, double memoryGb) {
    return metricsRequested * 0.01 / 1_000
        + sqsRequests * 0.40 / 1_000_000
        + published * 0.50 / 1_000_000
        + invocations * (0.20 / 1_000_000 + secondsPerInvocation * memoryGb * 0.0000133334)
        + tableReads * 0.125 / 1_000_000
        + tableWrites * 0.625 / 1_000_000;
  }
}
