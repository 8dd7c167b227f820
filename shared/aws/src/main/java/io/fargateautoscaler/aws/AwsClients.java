package io.fargateautoscaler.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SDK clients with one HTTP client and with times that fit a function's time limit. Region,
 * credentials and {@code AWS_ENDPOINT_URL} come from the SDK's default chains.
 *
 * <p>There is no method for SSM: that client is large, and only {@link SsmPolicySource} brings it.
 */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Times READS = new Times(Duration.ofSeconds(3), Duration.ofSeconds(8), 3);

  /** An answer that comes late is worth nothing: the next read tells what became of the change. */
  private static final Times UPDATES = new Times(Duration.ofSeconds(2), Duration.ofSeconds(4), 2);

  /** What is not told now waits in the outbox; the run has other things to do. */
  private static final Times TELLING = new Times(Duration.ofSeconds(2), Duration.ofSeconds(4), 2);

  /** Somebody waits at a terminal, perhaps behind a slow line. */
  private static final int PEOPLES_PATIENCE = 5;

  private final SdkHttpClient http;
  private final @Nullable URI endpoint;
  private final @Nullable Identity identity;
  private final int patience;

  private AwsClients(@Nullable URI endpoint, @Nullable Identity identity, int patience) {
    this.endpoint = endpoint;
    this.identity = identity;
    this.patience = patience;
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT.multipliedBy(patience))
            .socketTimeout(READS.attempt().multipliedBy(patience))
            .build();
  }

  /** Clients of the account that environment and credentials name. */
  public static AwsClients standard() {
    return new AwsClients(null, null, 1);
  }

  /** Clients that speak to another server, whatever the environment says. */
  public static AwsClients at(URI endpoint) {
    return new AwsClients(endpoint, null, 1);
  }

  /**
   * Clients for somebody at a terminal: with times that fit people, and with the Region, the
   * credentials and the profile that were chosen. Endpoints come from {@code AWS_ENDPOINT_URL} and
   * the profile.
   */
  public static AwsClients of(Identity identity) {
    return new AwsClients(null, identity, PEOPLES_PATIENCE);
  }

  /**
   * Who calls, and where.
   *
   * @param profile whose settings count besides, such as {@code endpoint_url}; null: the usual one
   */
  public record Identity(
      Region region, AwsCredentialsProvider credentials, @Nullable String profile) {}

  /** The same with much longer times, so that no test depends on how busy its machine is. */
  static AwsClients patient(URI endpoint) {
    return new AwsClients(endpoint, null, 30);
  }

  public EcsClient ecs() {
    return build(EcsClient.builder(), UPDATES);
  }

  public CloudWatchClient cloudWatch() {
    return build(CloudWatchClient.builder(), READS);
  }

  public SqsClient sqs() {
    return build(SqsClient.builder(), READS);
  }

  public SnsClient sns() {
    return build(SnsClient.builder(), TELLING);
  }

  public DynamoDbClient dynamoDb() {
    return build(DynamoDbClient.builder(), READS);
  }

  public ApplicationAutoScalingClient applicationAutoScaling() {
    return build(ApplicationAutoScalingClient.builder(), READS);
  }

  /** Any other client, with the times of a read. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C other(B builder) {
    return build(builder, READS);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, Times times) {
    B configured =
        builder
            .httpClient(http)
            .overrideConfiguration(override -> {
              override
                  .apiCallAttemptTimeout(times.attempt().multipliedBy(patience))
                  .apiCallTimeout(times.call().multipliedBy(patience))
                  .retryStrategy(retries(times.attempts()));
              if (identity != null && identity.profile() != null) {
                override.defaultProfileName(identity.profile());
              }
            });
    if (identity != null) {
      configured = configured.region(identity.region()).credentialsProvider(identity.credentials());
    }
    return endpoint == null ? configured.build() : configured.endpointOverride(endpoint).build();
  }

  private static StandardRetryStrategy retries(int attempts) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build();
  }

  /**
   * Times of a client.
   *
   * @param attempts first try included
   */
  private record Times(Duration attempt, Duration call, int attempts) {}
}
