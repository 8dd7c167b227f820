package io.fargateautoscaler.simulator.requests;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The load balancer: which tasks get requests, and which one the next. */
sealed interface Balancer permits RoundRobin, LeastOutstanding {
  static Balancer of(Choice choice, SplittableRandom random) {
    return switch (choice) {
      case ROUND_ROBIN -> new RoundRobin();
      case LEAST_OUTSTANDING -> new LeastOutstanding(random);
    };
  }

  /** A new task, which holds no request. */
  void add(Task task);

  void remove(Task task);

  /** The task of the next request; null without tasks. */
  @Nullable Task choose();

  /** To be called before a task of the list gets one request more. */
  void more(Task task);

  /** To be called before a task of the list has one request less. */
  void less(Task task);

  /** How many tasks get requests. */
  int size();
}
