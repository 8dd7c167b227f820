package io.fargateautoscaler.operations.policies;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.AccountServices;
import io.fargateautoscaler.operations.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which services a stack may scale. */
public final class Admission {
  private final Stack stack;
  private final AccountServices account;

  public Admission(Stack stack, AccountServices account) {
    this.stack = stack;
    this.account = account;
  }

  /** Why services cannot be scaled, a line each. */
  List<String> problems(Collection<ServiceRef> services) {
    Set<String> clusters = clusters();
    List<String> problems = new ArrayList<>();
    List<ServiceRef> within = new ArrayList<>();
    for (ServiceRef service : services) {
      if (clusters.isEmpty() || clusters.contains(service.cluster())) {
        within.add(service);
      } else {
        problems.add(
            service
                + ": the stack "
                + stack.name()
                + " may scale services of "
                + String.join(", ", clusters)
                + " only; deploy it with MoreClusterArns to add another cluster");
      }
    }
    account
        .presence(within)
        .forEach((service, presence) -> {
          switch (presence) {
            case ACTIVE -> {}
            case GOING -> problems.add(service + ": the service was deleted");
            case MISSING ->
                problems.add(
                    service
                        + ": the cluster "
                        + service.cluster()
                        + " has no such service in "
                        + stack.region());
            case NO_CLUSTER ->
                problems.add(
                    service + ": no cluster " + service.cluster() + " in " + stack.region());
          }
        });
    return problems;
  }

  /** Whether the document is part of the stack's template. */
  boolean ownedByStack(ServiceRef service) {
    return service
        .toString()
        .equals(
            stack.parameters().getOrDefault("ClusterName", "")
                + "/"
                + stack.parameters().getOrDefault("ServiceName", ""));
  }

  private Set<String> clusters() {
    String arns = stack.parameters().getOrDefault("MoreClusterArns", "");
    Set<String> names =
        arns.lines()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .map(arn -> arn.substring(arn.lastIndexOf('/') + 1).strip())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    String first = stack.parameters().getOrDefault("ClusterName", "");
    if (!first.isEmpty()) {
      names.add(first);
    }
    return names;
  }
}
