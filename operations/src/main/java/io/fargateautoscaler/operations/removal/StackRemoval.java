package io.fargateautoscaler.operations.removal;

import java.util.Optional;
import java.util.SortedMap;

/** Port: a stack as CloudFormation has it. */
public interface StackRemoval {
  /** Counts of its resources by kind, for example {@code AWS::SQS::Queue}. */
  SortedMap<String, Integer> resources();

  /** Begins to delete it. */
  void delete();

  /** Its status; empty: it is gone. */
  Optional<String> status();
}
