package io.fargateautoscaler.aws.account;

import org.jspecify.annotations.Nullable;

/**
 * What a user named.
 *
 * @param region null: as environment and profile say
 * @param profile null: as the environment says
 */
public record Selection(String stack, @Nullable String region, @Nullable String profile) {}
