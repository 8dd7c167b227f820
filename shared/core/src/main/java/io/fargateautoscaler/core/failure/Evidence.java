package io.fargateautoscaler.core.failure;

import io.fargateautoscaler.core.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the clues of a row are compared with: every text made alike and cut once, so that a row
 * costs one look at a short text.
 *
 * @param code stop code of a task, name of an event of a service
 * @param level type of an event; empty for a task
 * @param reason the reason that ECS gives for the stop or event; may be empty
 * @param texts {@code reason} and the reasons of the containers
 * @param telling the exit code of the container that the stop is about
 */
record Evidence(
    String code,
    String level,
    String reason,
    List<String> texts,
    List<Integer> exitCodes,
    @Nullable Integer telling,
    boolean ran,
    boolean unhealthy,
    boolean spot) {

  /** A task of ECS has at most as many containers. */
  private static final int MOST_CONTAINERS = 10;

  static Evidence of(StopFacts facts) {
    String reason = text(facts.stoppedReason());
    List<StopFacts.Container> containers =
        facts.containers().stream().limit(MOST_CONTAINERS).toList();
    StopFacts.Container ended = EndedContainer.of(containers);
    List<String> texts = new ArrayList<>();
    texts.add(reason);
    containers.forEach(container -> texts.add(text(container.reason())));
    return new Evidence(
        Objects.requireNonNullElse(facts.stopCode(), ""),
        "",
        reason,
        List.copyOf(texts),
        containers.stream().map(StopFacts.Container::exitCode).filter(Objects::nonNull).toList(),
        ended == null ? null : ended.exitCode(),
        facts.startedAt() != null,
        containers.stream().anyMatch(container -> "UNHEALTHY".equals(container.healthStatus())),
        "FARGATE_SPOT".equals(facts.capacityProvider()));
  }

  static Evidence of(ServiceFacts facts) {
    String reason = text(facts.reason());
    return new Evidence(
        Objects.requireNonNullElse(facts.eventName(), ""),
        Objects.requireNonNullElse(facts.eventType(), ""),
        reason,
        List.of(reason),
        List.of(),
        null,
        false,
        false,
        false);
  }

  private static String text(@Nullable Untrusted text) {
    return text == null ? "" : text.forMatching();
  }
}
