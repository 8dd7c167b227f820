package io.fargateautoscaler.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** One line that says why a call failed. */
final class Reasons {
  private static final int LONGEST = 300;

  private Reasons() {}

  /** For example {@code ThrottlingException: Rate exceeded}. */
  static String of(SdkException failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return line(
          service.awsErrorDetails().errorCode() + ": " + service.awsErrorDetails().errorMessage());
    }
    return line(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }

  /** Whether the request itself was wrong, so that a part of it may be right. */
  static boolean invalidRequest(SdkException failure) {
    return failure instanceof AwsServiceException service
        && service.statusCode() == 400
        && !service.isThrottlingException()
        && !denied(service);
  }

  /** Whether a permission is missing. */
  static boolean denied(AwsServiceException failure) {
    return failure.statusCode() == 403
        || (failure.awsErrorDetails() != null
            && String.valueOf(failure.awsErrorDetails().errorCode()).contains("AccessDenied"));
  }

  /** Without control characters and not longer than a log line should be. */
  static String line(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}
