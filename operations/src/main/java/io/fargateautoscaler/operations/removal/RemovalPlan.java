package io.fargateautoscaler.operations.removal;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;
import java.util.SortedMap;

/**
 * What goes with a stack and what stays.
 *
 * @param resources that go, by kind
 * @param documents parameters below the stack's path that are not part of it
 * @param deletesDocuments whether these go too
 * @param claims parameters that say which services the stack scales; they go
 * @param services that it scales; their counts stay
 * @param commands each lets Application Auto Scaling scale a service again
 * @param remarks what could not be found out
 */
public record RemovalPlan(
    String stack,
    SortedMap<String, Integer> resources,
    List<String> documents,
    boolean deletesDocuments,
    List<String> claims,
    List<ServiceRef> services,
    List<String> commands,
    List<String> remarks) {
  public RemovalPlan {
    documents = List.copyOf(documents);
    claims = List.copyOf(claims);
    services = List.copyOf(services);
    commands = List.copyOf(commands);
    remarks = List.copyOf(remarks);
  }
}
