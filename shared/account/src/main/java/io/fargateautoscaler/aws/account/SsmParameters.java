package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.operations.Parameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Parameters of Parameter Store. */
public final class SsmParameters implements Parameters {
  /** The most names of one call that deletes. */
  private static final int BATCH = 10;

  private final Session session;
  private final SsmClient client;

  public SsmParameters(Session session) {
    this.session = session;
    this.client = session.clients().other(SsmClient.builder());
  }

  @Override
  public Optional<Kept> newest(String name) {
    return session.call(
        "ssm:GetParameter",
        () -> {
          try {
            Parameter found = client.getParameter(request -> request.name(name)).parameter();
            return Optional.of(new Kept(found.version(), found.value()));
          } catch (ParameterNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public List<Kept> history(String name) {
    return session.call(
        "ssm:GetParameterHistory",
        () -> {
          try {
            return client.getParameterHistoryPaginator(request -> request.name(name)).stream()
                .flatMap(page -> page.parameters().stream())
                .map(each -> new Kept(each.version(), each.value()))
                .sorted(Comparator.comparingLong(Kept::version))
                .toList();
          } catch (ParameterNotFoundException e) {
            return List.of();
          }
        });
  }

  @Override
  public long put(String name, String text) {
    return session.call(
        "ssm:PutParameter",
        () ->
            client
                .putParameter(request ->
                    request.name(name).value(text).type(ParameterType.STRING).overwrite(true))
                .version());
  }

  @Override
  public List<String> below(String path) {
    return session.call(
        "ssm:GetParametersByPath",
        () ->
            client
                .getParametersByPathPaginator(request -> request.path(path).recursive(true))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .sorted()
                .toList());
  }

  @Override
  public void delete(Collection<String> names) {
    List<String> all = new ArrayList<>(names);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<String> some = all.subList(from, Math.min(from + BATCH, all.size()));
      session.call(
          "ssm:DeleteParameters", () -> client.deleteParameters(request -> request.names(some)));
    }
  }
}
