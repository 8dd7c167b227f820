package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.operations.Trouble;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means for the person who made it. */
final class Troubles {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException");

  private Troubles() {}

  /**
   * @param action in the words of IAM
   */
  static Trouble of(SdkException failure, String action, String region) {
    return new Trouble(sentence(failure, action, region), failure);
  }

  private static String sentence(SdkException failure, String action, String region) {
    if (failure instanceof AwsServiceException service) {
      String code =
          service.awsErrorDetails() == null ? "" : "" + service.awsErrorDetails().errorCode();
      if (EXPIRED.contains(code)) {
        return "the AWS credentials have expired: sign in again";
      }
      if (UNKNOWN.contains(code)) {
        return "AWS does not know these credentials (" + code + "): check profile and keys";
      }
      if (code.contains("AccessDenied") || service.statusCode() == 403) {
        return "not allowed: " + action + "; docs/security.md lists what operators need";
      }
      if (service.isThrottlingException()) {
        return "AWS throttles " + action + ": try again in a minute";
      }
      return action + " failed: " + line(service.getMessage());
    }
    String said = String.valueOf(failure.getMessage());
    if (said.contains("Unable to load credentials") || said.contains("SSO Token")) {
      return "no AWS credentials: sign in (aws sso login, aws configure), or name a --profile";
    }
    Throwable root = root(failure);
    if (root instanceof IOException) {
      return "no answer to "
          + action
          + " in "
          + region
          + " ("
          + line(root.getClass().getSimpleName() + ": " + root.getMessage())
          + "): check network, Region and AWS_ENDPOINT_URL";
    }
    return action + " failed: " + line(said);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String line(@Nullable String text) {
    return new Untrusted(text == null ? "" : text).forLog();
  }
}
