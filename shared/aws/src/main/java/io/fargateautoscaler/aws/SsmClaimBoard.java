package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Claims as parameters {@code /fargate-autoscaler-claims/STACK/NUMBER}, a line for each service.
 * They are no secrets, and other stacks have to read them.
 */
public final class SsmClaimBoard implements ClaimBoard {
  static final String PATH = "/fargate-autoscaler-claims/";

  /** The most parameters of one page. */
  private static final int PAGE = 10;

  /** The most that a standard parameter holds is 4,096. */
  private static final int LONGEST = 4000;

  private static final Pattern NAME = Pattern.compile(PATH + "([A-Za-z0-9-]{1,128})/([0-9]{1,6})");

  private final SsmClient ssm;
  private final String stack;

  public SsmClaimBoard(SsmClient ssm, String stack) {
    this.ssm = ssm;
    this.stack = stack;
  }

  /** A board with a client of its own. */
  public static SsmClaimBoard connect(AwsClients clients, String stack) {
    return new SsmClaimBoard(clients.other(SsmClient.builder()), stack);
  }

  @Override
  public List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    parameters(PATH).forEach(parameter -> claim(parameter).ifPresent(claims::add));
    return claims;
  }

  @Override
  public void write(SortedSet<ServiceRef> services) {
    List<String> parts = parts(services);
    for (int i = 0; i < parts.size(); i++) {
      String name = PATH + stack + "/" + (i + 1);
      String value = parts.get(i);
      ssm.putParameter(
          request -> request.name(name).value(value).type(ParameterType.STRING).overwrite(true));
    }
    for (Parameter parameter : parameters(PATH + stack)) {
      Matcher name = NAME.matcher(parameter.name());
      if (name.matches() && Integer.parseInt(name.group(2)) > parts.size()) {
        // DeleteParameters does not mind one that somebody has deleted meanwhile.
        ssm.deleteParameters(request -> request.names(parameter.name()));
      }
    }
  }

  private static List<String> parts(SortedSet<ServiceRef> services) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (ServiceRef service : services) {
      String line = service.toString();
      if (part.length() + 1 + line.length() > LONGEST) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : "\n").append(line);
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }

  private List<Parameter> parameters(String path) {
    List<Parameter> found = new ArrayList<>();
    GetParametersByPathRequest request =
        GetParametersByPathRequest.builder()
            .path(path)
            .recursive(true)
            .withDecryption(false)
            .maxResults(PAGE)
            .build();
    boolean more = true;
    while (more) {
      GetParametersByPathResponse response = ssm.getParametersByPath(request);
      found.addAll(response.parameters());
      more = response.nextToken() != null && !response.nextToken().isEmpty();
      request = request.toBuilder().nextToken(response.nextToken()).build();
    }
    return found;
  }

  @SuppressWarnings("NullAway") // A response without the date has null here.
  private static Optional<Claim> claim(Parameter parameter) {
    Matcher name = NAME.matcher(parameter.name());
    Instant modified = parameter.lastModifiedDate();
    if (!name.matches() || modified == null) {
      return Optional.empty();
    }
    Set<ServiceRef> services = new HashSet<>();
    parameter.value().lines().forEach(line -> ServiceRef.parse(line).ifPresent(services::add));
    return Optional.of(new Claim(name.group(1), services, modified));
  }
}
