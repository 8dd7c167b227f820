package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.cost.OwnCost;

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
   * US dollars at the list prices of {@link OwnCost}.
   *
   * @param secondsPerInvocation billed duration at {@code memoryGb}
   */
  public double usd(double secondsPerInvocation, double memoryGb) {
    return new OwnCost(
            metricsRequested,
            sqsRequests,
            published,
            invocations,
            invocations * secondsPerInvocation * memoryGb,
            tableReads,
            tableWrites)
        .usd();
  }
}
