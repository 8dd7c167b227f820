package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import io.fargateautoscaler.core.tasks.TaskFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps how long tasks took to start, and tells people of each that did, if they asked for it.
 *
 * <p>Start-up times are kept of services without a policy too: the first notice of a new policy can
 * then already say what its queue asks too much of.
 */
final class TaskStarts {
  private final StateStore store;
  private final TaskFactsStore facts;
  private final Outbox outbox;
  private final ServiceHints hints;
  private final boolean told;

  /**
   * For one function.
   *
   * @param told whether people are told of each task that started
   */
  TaskStarts(
      StateStore store, TaskFactsStore facts, Outbox outbox, ServiceHints hints, boolean told) {
    this.store = store;
    this.facts = facts;
    this.outbox = outbox;
    this.hints = hints;
    this.told = told;
  }

  /**
   * A task of a service, as an event tells it.
   *
   * @param messageId the message that told it
   */
  record Seen(String messageId, ServiceRef service, TaskFacts task) {}

  /** Deals with the tasks of a batch; never throws. */
  TaskEvents.Result handle(List<Seen> tasks, Instant now) {
    Batch batch = new Batch(now);
    tasks.forEach(batch::read);
    batch.fresh.forEach(batch::keep);
    batch.tell();
    return new TaskEvents.Result(batch.giveBack, batch.counts, batch.trouble);
  }

  private final class Batch {
    private final Instant now;
    private final SortedMap<ServiceRef, Map<String, StartUp>> fresh = new TreeMap<>();
    private final Map<ServiceRef, Set<String>> messages = new TreeMap<>();
    private final SortedMap<String, Notice> notices = new TreeMap<>();
    private final Set<String> noticeMessages = new TreeSet<>();
    private final Set<String> giveBack = new TreeSet<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();

    Batch(Instant now) {
      this.now = now;
    }

    void read(Seen seen) {
      ServiceRef service = seen.service();
      Optional<String> id = StartUpTimes.id(seen.task());
      Optional<StartUp> startUp = StartUpTimes.of(seen.task());
      if (id.isPresent() && startUp.isPresent()) {
        fresh
            .computeIfAbsent(service, _ -> new TreeMap<>())
            .merge(id.get(), startUp.get(), StartUpTimes::truer);
        messages.computeIfAbsent(service, _ -> new TreeSet<>()).add(seen.messageId());
      }
      if (told) {
        StartNotices.of(service, seen.task(), now)
            .ifPresent(notice -> {
              notices.put(notice.id(), notice);
              noticeMessages.add(seen.messageId());
            });
      }
    }

    void keep(ServiceRef service, Map<String, StartUp> tasks) {
      StartUps more = new StartUps(Instant.EPOCH, tasks);
      if (StartUpTimes.joined(StartUps.NONE, more, now).tasks().isEmpty()) {
        return;
      }
      try {
        facts.startUps(service, known -> StartUpTimes.joined(known, more, now));
      } catch (RuntimeException failure) {
        giveBack.addAll(messages.getOrDefault(service, Set.of()));
        trouble.add(TaskEvents.line(failure));
      }
    }

    /** The hint lets the reconciler send what was written here, without waiting for its tick. */
    void tell() {
      if (notices.isEmpty()) {
        return;
      }
      Set<ServiceRef> services = new TreeSet<>();
      try {
        Set<ServiceRef> withPolicy = store.stack().services();
        for (Notice notice : notices.values()) {
          if (notice.service() != null && withPolicy.contains(notice.service())) {
            outbox.add(notice);
            services.add(notice.service());
            counts.merge("started", 1, Integer::sum);
          }
        }
      } catch (RuntimeException failure) {
        // The queue brings them again; what was written is not written twice.
        giveBack.addAll(noticeMessages);
        trouble.add(TaskEvents.line(failure));
      }
      hint(services);
    }

    private void hint(Set<ServiceRef> services) {
      if (services.isEmpty()) {
        return;
      }
      try {
        hints.send(services, "task:started");
      } catch (RuntimeException failure) {
        // The next tick looks anyway.
        trouble.add(TaskEvents.line(failure));
      }
    }
  }
}
