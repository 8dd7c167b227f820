package io.fargateautoscaler.aws;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;

/** The server that speaks the AWS protocols, and names that no other test uses. */
final class WireServer {
  private WireServer() {}

  static AwsClients clients() {
    return AwsClients.patient(
        URI.create(
            Objects.requireNonNull(
                System.getProperty("wire.endpoint"), "start with .ci/wire-tests")));
  }

  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
