package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an account is looked at by a command that needs no stack. */
final class PlaceOptions {
  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "With --live: AWS Region; without it that of the environment or the profile.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "With --live: profile of the AWS CLI; without it that of the environment.")
  private @Nullable String profile;

  Selection selection() {
    return new Selection("", region, profile);
  }
}
