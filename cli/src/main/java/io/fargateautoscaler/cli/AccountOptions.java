package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that works with an account. */
final class AccountOptions {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "${AUTOSCALER_STACK:-fargate-autoscaler}",
      description =
          "Name of the deployed stack (fargate-autoscaler; or the environment's AUTOSCALER_STACK).")
  private String stack = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS Region; without it that of the environment or the profile.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "Profile of the AWS CLI; without it that of the environment.")
  private @Nullable String profile;

  @Option(names = "--json", description = "Print JSON for scripts.")
  private boolean json;

  Selection selection() {
    return new Selection(stack, region, profile);
  }

  boolean json() {
    return json;
  }
}
