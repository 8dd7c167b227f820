package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Documents in Parameter Store. If they cannot be read in full, a {@link StateStore.Unavailable} is
 * thrown: a part of them would look as if the others had been deleted.
 */
public final class SsmPolicySource implements PolicySource {
  /** The most parameters of one page. */
  private static final int PAGE = 10;

  /** Read as a document, this is refused with a problem that quotes it. */
  private static final String SECRET = "this parameter is a SecureString, make it a String";

  private final SsmClient ssm;
  private final String path;
  private final String modeParameter;

  /**
   * @param path begins and ends with a slash
   */
  public SsmPolicySource(SsmClient ssm, String path, String modeParameter) {
    this.ssm = ssm;
    this.path = path;
    this.modeParameter = modeParameter;
  }

  /** A source with a client of its own. */
  public static SsmPolicySource connect(AwsClients clients, String path, String modeParameter) {
    return new SsmPolicySource(clients.other(SsmClient.builder()), path, modeParameter);
  }

  @Override
  public List<Document> all() {
    List<Document> documents = new ArrayList<>();
    GetParametersByPathRequest request =
        GetParametersByPathRequest.builder()
            .path(path)
            .recursive(true)
            // One secret whose key this role may not use would fail the whole page.
            .withDecryption(false)
            .maxResults(PAGE)
            .build();
    try {
      boolean more = true;
      while (more) {
        GetParametersByPathResponse response = ssm.getParametersByPath(request);
        for (Parameter parameter : response.parameters()) {
          if (parameter.name().startsWith(path)) {
            documents.add(document(parameter.name().substring(path.length()), parameter));
          }
        }
        more = response.nextToken() != null && !response.nextToken().isEmpty();
        request = request.toBuilder().nextToken(response.nextToken()).build();
      }
    } catch (SdkException e) {
      throw new StateStore.Unavailable("policy documents: " + Reasons.of(e), e);
    }
    return documents;
  }

  @Override
  public Optional<Document> mode() {
    try {
      return Optional.of(
          document("", ssm.getParameter(request -> request.name(modeParameter)).parameter()));
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new StateStore.Unavailable("mode: " + Reasons.of(e), e);
    }
  }

  @SuppressWarnings("NullAway") // A response without the date has null here.
  private static Document document(String path, Parameter parameter) {
    Instant modified = parameter.lastModifiedDate();
    return new Document(
        path,
        parameter.version(),
        parameter.type() == ParameterType.SECURE_STRING ? SECRET : parameter.value(),
        modified == null ? Instant.EPOCH : modified);
  }
}
