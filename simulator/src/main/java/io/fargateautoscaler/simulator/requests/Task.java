package io.fargateautoscaler.simulator.requests;

import io.fargateautoscaler.simulator.requests.RequestTable.Chain;

/** One task: its workers and its queue. */
final class Task {
  final int id;

  /** Requests that wait, the first one first. */
  final Chain queue = new Chain();

  /** Requests that workers are at. */
  final Chain work = new Chain();

  /** Where it stands in the list of the load balancer. */
  int place;

  /** Whether the load balancer sends requests to it. */
  boolean listed = true;

  boolean draining;

  /** Health checks in a row that failed. */
  int failures;

  /** When the request came that was begun last. */
  double reached;

  private double busySeconds;
  private double since;

  Task(int id, double now) {
    this.id = id;
    this.since = now;
  }

  int outstanding() {
    return queue.size + work.size;
  }

  /** To be called before the number of busy workers changes. */
  void account(double now) {
    busySeconds += work.size * (now - since);
    since = now;
  }

  double busySeconds(double now) {
    return busySeconds + work.size * (now - since);
  }
}
