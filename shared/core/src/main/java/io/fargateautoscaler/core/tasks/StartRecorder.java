package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Keeps how long tasks took to start, and tells people of each that did, if they asked for it.
 *
 * <p>Start-up times are kept of services without a policy too: the first notice of a new policy can
 * then already say what its queue asks too much of.
 */
public final class StartRecorder {
  private final Supplier<? extends Set<ServiceRef>> withPolicy;
  private final TaskStore store;
  private final Outbox outbox;
  private final ServiceHints hints;
  private final InstantSource clock;
  private final boolean told;

  /**
   * @param withPolicy the services that have a policy; only their tasks are told
   * @param told whether people are told of each task that started
   */
  public StartRecorder(
      Supplier<? extends Set<ServiceRef>> withPolicy,
      TaskStore store,
      Outbox outbox,
      ServiceHints hints,
      InstantSource clock,
      boolean told) {
    this.withPolicy = withPolicy;
    this.store = store;
    this.outbox = outbox;
    this.hints = hints;
    this.clock = clock;
    this.told = told;
  }

  /** Deals with the tasks of a batch; never throws. */
  public TaskRecorder.Result record(Collection<TaskRecorder.Told> tasks) {
    Batch batch = new Batch(clock.instant());
    tasks.forEach(batch::read);
    batch.fresh.forEach(batch::keep);
    batch.tell();
    return new TaskRecorder.Result(batch.giveBack, batch.counts, batch.trouble);
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

    void read(TaskRecorder.Told seen) {
      TaskFacts task = seen.task();
      Optional.ofNullable(task.serviceRef())
          .flatMap(ServiceRef::parse)
          .ifPresent(service -> read(seen.message(), service, task));
    }

    private void read(String message, ServiceRef service, TaskFacts task) {
      Optional<String> id = StartUpTimes.id(task);
      Optional<StartUp> startUp = StartUpTimes.of(task);
      if (id.isPresent() && startUp.isPresent()) {
        fresh
            .computeIfAbsent(service, _ -> new TreeMap<>())
            .merge(id.get(), startUp.get(), StartUpTimes::truer);
        messages.computeIfAbsent(service, _ -> new TreeSet<>()).add(message);
      }
      if (told) {
        StartNotices.of(service, task, now)
            .ifPresent(notice -> {
              notices.put(notice.id(), notice);
              noticeMessages.add(message);
            });
      }
    }

    void keep(ServiceRef service, Map<String, StartUp> tasks) {
      StartUps more = new StartUps(Instant.EPOCH, tasks);
      if (StartUpTimes.joined(StartUps.NONE, more, now).tasks().isEmpty()) {
        return;
      }
      try {
        store.startUps(service, known -> StartUpTimes.joined(known, more, now));
      } catch (RuntimeException failure) {
        giveBack.addAll(messages.getOrDefault(service, Set.of()));
        trouble.add(TaskRecorder.line(failure));
      }
    }

    /** The hint lets the reconciler send what was written here, without waiting for its tick. */
    void tell() {
      if (notices.isEmpty()) {
        return;
      }
      Set<ServiceRef> services = new TreeSet<>();
      try {
        Set<ServiceRef> known = withPolicy.get();
        for (Notice notice : notices.values()) {
          if (notice.service() != null && known.contains(notice.service())) {
            outbox.add(notice);
            services.add(notice.service());
            counts.merge("started", 1, Integer::sum);
          }
        }
      } catch (RuntimeException failure) {
        // The queue brings them again; what was written is not written twice.
        giveBack.addAll(noticeMessages);
        trouble.add(TaskRecorder.line(failure));
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
        trouble.add(TaskRecorder.line(failure));
      }
    }
  }
}
