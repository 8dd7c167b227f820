package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.operations.removal.StackRemoval;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** A stack in CloudFormation, on its way out. */
public final class CloudFormationRemoval implements StackRemoval {
  private final Session session;
  private final String stack;
  private final CloudFormationClient client;

  public CloudFormationRemoval(Session session, String stack) {
    this.session = session;
    this.stack = stack;
    this.client = session.clients().other(CloudFormationClient.builder());
  }

  @Override
  public SortedMap<String, Integer> resources() {
    SortedMap<String, Integer> kinds = new TreeMap<>();
    session
        .call(
            "cloudformation:ListStackResources",
            () ->
                client
                    .listStackResourcesPaginator(request -> request.stackName(stack))
                    .stackResourceSummaries()
                    .stream()
                    .map(resource -> resource.resourceType())
                    .toList())
        .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
    return kinds;
  }

  @Override
  public void delete() {
    session.call(
        "cloudformation:DeleteStack",
        () -> client.deleteStack(request -> request.stackName(stack)));
  }

  @Override
  public Optional<String> status() {
    return session.call(
        "cloudformation:DescribeStacks",
        () -> {
          try {
            return client.describeStacks(request -> request.stackName(stack)).stacks().stream()
                .findFirst()
                .map(found -> found.stackStatusAsString())
                // Some servers still list it.
                .filter(status -> !status.equals("DELETE_COMPLETE"));
          } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }
}
