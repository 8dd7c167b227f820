package io.fargateautoscaler.functions.policysync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric.AlbRequestsPerTask;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a document the load balancers that its author left out: the metrics of a target group
 * cannot be read without them.
 */
final class LoadBalancerSearch {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final StateStore store;
  private final ScalableTarget services;
  private final Function<String, Optional<String>> loadBalancerOf;

  /**
   * @param loadBalancerOf from a target group to its load balancer's dimension, if there is one
   */
  LoadBalancerSearch(
      StateStore store,
      ScalableTarget services,
      Function<String, Optional<String>> loadBalancerOf) {
    this.store = store;
    this.services = services;
    this.loadBalancerOf = loadBalancerOf;
  }

  /**
   * {@code document} with the load balancers that can be found now; they may come into being later.
   */
  PolicyDocument complete(PolicyDocument document) {
    Map<String, String> found = new TreeMap<>();
    for (ScalingPolicy policy : document.policy().policies()) {
      if (policy instanceof TargetTrackingPolicy tracking
          && tracking.metric() instanceof AlbRequestsPerTask metric
          && metric.loadBalancer() == null) {
        targetGroup(document.policy().service(), metric)
            .flatMap(loadBalancerOf)
            .ifPresent(loadBalancer -> found.put(policy.name(), loadBalancer));
      }
    }
    return found.isEmpty() ? document : with(document, found);
  }

  /** The documents in force of these services; those without one are left out. */
  Map<ServiceRef, PolicyDocument> inForce(Collection<ServiceRef> known) {
    Map<ServiceRef, PolicyDocument> documents = new TreeMap<>();
    if (!known.isEmpty()) {
      store.load(known).forEach((service, stored) -> documents.put(service, stored.policy()));
    }
    return documents;
  }

  /** Whether {@code stored} is {@code read}, but for load balancers that were added to it. */
  static boolean same(PolicyDocument read, PolicyDocument stored) {
    Map<String, String> known = new TreeMap<>();
    stored
        .policy()
        .policies()
        .forEach(policy -> {
          String added = loadBalancer(policy);
          if (added != null) {
            known.put(policy.name(), added);
          }
        });
    Map<String, String> added = new TreeMap<>();
    for (ScalingPolicy policy : read.policy().policies()) {
      String before = known.get(policy.name());
      if (before != null && loadBalancer(policy) == null) {
        added.put(policy.name(), before);
      }
    }
    return with(read, added).text().equals(stored.text());
  }

  private static @Nullable String loadBalancer(ScalingPolicy policy) {
    return policy instanceof TargetTrackingPolicy tracking
            && tracking.metric() instanceof AlbRequestsPerTask metric
        ? metric.loadBalancer()
        : null;
  }

  private Optional<String> targetGroup(ServiceRef service, AlbRequestsPerTask metric) {
    if (metric.targetGroup() != null) {
      return Optional.of(metric.targetGroup());
    }
    // With several, the author has to choose: the decision says so.
    return services.describe(List.of(service)).get(service) instanceof ScalableTarget.Read read
            && read.status().targetGroups().size() == 1
        ? Optional.of(read.status().targetGroups().getFirst())
        : Optional.empty();
  }

  private static PolicyDocument with(PolicyDocument document, Map<String, String> loadBalancers) {
    JsonNode json;
    try {
      json = MAPPER.readTree(document.text());
    } catch (JsonProcessingException e) {
      return document;
    }
    loadBalancers.forEach((policy, loadBalancer) -> {
      if (json.path("policies").path(policy) instanceof ObjectNode node) {
        node.put("load-balancer", loadBalancer);
      }
    });
    PolicyReader.Result read = PolicyReader.readCanonical(json.toString());
    return read.policy()
        .map(policy -> new PolicyDocument(document.version(), policy, read.canonicalJson()))
        .orElse(document);
  }
}
