package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.events.Decoded;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What the events of one batch say of whether tasks come, for the capacity guard. Not shared. */
final class ServiceActions {
  private final Instant now;
  private final SortedMap<ServiceRef, Trouble> said = new TreeMap<>();
  private final SortedMap<ServiceRef, Set<String>> messages = new TreeMap<>();

  ServiceActions(Instant now) {
    this.now = now;
  }

  /** Reads an event that may be of any kind; true if it was a service action and is dealt with. */
  boolean read(String messageId, Decoded event) {
    if (event instanceof Decoded.TaskChange(_, var task) && task != null) {
      if (event.ignored() == null) {
        stopped(messageId, event, task);
      }
      return false;
    }
    if (!(event instanceof Decoded.ServiceChange action) || !action.tellsFacts()) {
      return false;
    }
    Instant at = action.time();
    if (at != null) {
      // One without a time would be news each time that a copy of it is read.
      CapacityFacts.of(action.facts(), at)
          .ifPresent(trouble ->
              action.services().stream()
                  .flatMap(name -> ServiceRef.parse(name).stream())
                  .forEach(service -> add(messageId, service, trouble)));
    }
    return true;
  }

  private void stopped(String messageId, Decoded event, TaskFacts task) {
    Instant at = task.stoppedAt() == null ? event.time() : task.stoppedAt();
    String named = task.serviceRef();
    if (at != null && named != null) {
      ServiceRef.parse(named)
          .ifPresent(service ->
              CapacityFacts.of(task, at).ifPresent(trouble -> add(messageId, service, trouble)));
    }
  }

  private void add(String messageId, ServiceRef service, Trouble trouble) {
    if (CapacityFacts.matters(trouble, now)) {
      said.merge(service, trouble, CapacityFacts::newer);
      messages.computeIfAbsent(service, _ -> new TreeSet<>()).add(messageId);
    }
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  /** The messages that must come again if nothing of them could be written. */
  Set<String> messages() {
    SortedSet<String> all = new TreeSet<>();
    messages.values().forEach(all::addAll);
    return Collections.unmodifiableSortedSet(all);
  }

  /**
   * Remembers what was said of services with a policy.
   *
   * @param failed is given the messages of each service that could not be written, and why
   * @return the services of which trouble is news
   */
  SortedSet<ServiceRef> write(
      TaskFactsStore facts,
      Set<ServiceRef> withPolicy,
      BiConsumer<Set<String>, RuntimeException> failed) {
    SortedSet<ServiceRef> news = new TreeSet<>();
    said.forEach((service, trouble) -> {
      if (!withPolicy.contains(service)) {
        return;
      }
      try {
        if (facts.trouble(service, trouble) && trouble.kind() != Trouble.Kind.NONE) {
          news.add(service);
        }
      } catch (RuntimeException failure) {
        failed.accept(messages.getOrDefault(service, Set.of()), failure);
      }
    });
    return news;
  }
}
