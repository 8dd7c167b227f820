package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.AwsClients;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One operator's access to one stack. Region, profile and endpoint are found as the AWS CLI finds
 * them. What is asked twice is read once.
 */
public final class Session {
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private final Selection selection;
  private final Region region;
  private final AwsClients clients;
  private final Map<String, String> environment;
  private @Nullable Caller caller;
  private @Nullable Stack stack;

  private Session(
      Selection selection, Region region, AwsClients clients, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.selection = selection;
    this.region = region;
    this.clients = clients;
  }

  /**
   * Finds Region and credentials; makes no call.
   *
   * @throws Trouble if no Region is named anywhere, or the profile does not exist
   * @throws Refusal if the Region cannot be one
   */
  public static Session open(Selection selection, Map<String, String> environment) {
    String named = selection.profile() == null ? environment.get("AWS_PROFILE") : null;
    String profile = selection.profile() == null ? named : selection.profile();
    ProfileFile files = ProfileFile.defaultProfileFile();
    if (profile != null && files.profile(profile).isEmpty()) {
      throw new Trouble("no AWS profile is called " + profile + "; aws configure list-profiles");
    }
    Region region =
        Stream.of(
                selection.region(),
                environment.get("AWS_REGION"),
                environment.get("AWS_DEFAULT_REGION"),
                files
                    .profile(profile == null ? "default" : profile)
                    .flatMap(it -> it.property(ProfileProperty.REGION))
                    .orElse(null))
            .filter(text -> text != null && !text.isBlank())
            .findFirst()
            .map(Session::region)
            .orElseThrow(() ->
                new Trouble("no Region: give --region, or set AWS_REGION, or one in the profile"));
    // As in the AWS CLI a profile that is asked for goes before keys of the environment.
    AwsCredentialsProvider credentials =
        selection.profile() == null
            ? DefaultCredentialsProvider.builder().build()
            : ProfileCredentialsProvider.create(selection.profile());
    return new Session(
        selection,
        region,
        AwsClients.of(new AwsClients.Identity(region, credentials, selection.profile())),
        environment);
  }

  /** It becomes part of a host's name. */
  private static Region region(@Nullable String text) {
    if (text == null || !REGION.matcher(text).matches()) {
      throw new Refusal("'" + text + "' is no Region; allowed: a name such as eu-west-1");
    }
    return Region.of(text);
  }

  public AwsClients clients() {
    return clients;
  }

  public String region() {
    return region.id();
  }

  /** Whether another endpoint than AWS's own answers: a local cloud, which shows less. */
  public boolean local() {
    return !environment.getOrDefault("AWS_ENDPOINT_URL", "").isBlank();
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Who calls. */
  public Caller caller() {
    if (caller == null) {
      caller =
          call(
              "sts:GetCallerIdentity",
              () -> {
                var identity = clients.other(StsClient.builder()).getCallerIdentity();
                return new Caller(identity.account(), identity.arn());
              });
    }
    return caller;
  }

  /**
   * The stack with its outputs.
   *
   * @throws Trouble if it is not there
   */
  public Stack stack() {
    if (stack == null) {
      stack = call("cloudformation:DescribeStacks", this::describe);
    }
    return stack;
  }

  private Stack describe() {
    try {
      var found =
          clients
              .other(CloudFormationClient.builder())
              .describeStacks(request -> request.stackName(selection.stack()))
              .stacks()
              .getFirst();
      Map<String, String> outputs = new HashMap<>();
      for (Output output : found.outputs()) {
        outputs.put(output.outputKey(), output.outputValue());
      }
      Map<String, String> parameters = new HashMap<>();
      for (Parameter parameter : found.parameters()) {
        parameters.put(parameter.parameterKey(), parameter.parameterValue());
      }
      return new Stack(
          selection.stack(), region.id(), found.stackStatusAsString(), parameters, outputs);
    } catch (CloudFormationException e) {
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        throw new Trouble(
            "no stack "
                + selection.stack()
                + " in "
                + region.id()
                + ": deploy it, or name another with --stack, another Region with --region",
            e);
      }
      throw e;
    }
  }

  /**
   * Makes a call and turns its failure into a sentence.
   *
   * @param action in the words of IAM, for example {@code ecs:DescribeServices}
   * @throws Trouble if it fails
   */
  public <T> T call(String action, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw Troubles.of(e, action, region.id());
    }
  }
}
