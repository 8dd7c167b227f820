package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.aws.SqsBatch;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.StartFacts;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the starts of tasks for the crash-loop brake, tells people of tasks that stopped
 * unexpectedly, once for each group of like failures, and asks the reconciler to look at their
 * services.
 *
 * <p>A stop is remembered only after its notice is written: a run that ends in between is repeated,
 * and the notice's id keeps the repetition silent.
 */
final class TaskEvents {
  private final EventDecoder decoder;
  private final StateStore store;
  private final TaskFactsStore facts;
  private final Outbox outbox;
  private final ServiceHints hints;
  private final TaskStarts taskStarts;
  private final InstantSource clock;

  TaskEvents(
      EventDecoder decoder,
      StateStore store,
      TaskFactsStore facts,
      Outbox outbox,
      ServiceHints hints,
      TaskStarts taskStarts,
      InstantSource clock) {
    this.decoder = decoder;
    this.store = store;
    this.facts = facts;
    this.outbox = outbox;
    this.hints = hints;
    this.taskStarts = taskStarts;
    this.clock = clock;
  }

  /**
   * What became of a batch.
   *
   * @param giveBack ids of the messages that the queue must keep: unreadable, or not dealt with
   * @param counts number of messages or tasks, by what they were
   * @param trouble one line for each thing that went wrong
   */
  record Result(Set<String> giveBack, SortedMap<String, Integer> counts, List<String> trouble) {}

  /** Deals with a batch; never throws. */
  Result handle(List<SqsBatch.Message> messages) {
    Batch batch = new Batch(clock.instant());
    messages.forEach(batch::read);
    batch.finish();
    batch.add(taskStarts.handle(batch.tasks, batch.now));
    return new Result(batch.giveBack, batch.counts, batch.trouble);
  }

  private final class Batch {
    private final Instant now;
    private final Set<String> giveBack = new TreeSet<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();
    private final List<TaskStarts.Seen> tasks = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final SortedMap<ServiceRef, Map<String, Start>> starts = new TreeMap<>();
    private final Map<ServiceRef, Set<String>> startMessages = new HashMap<>();

    Batch(Instant now) {
      this.now = now;
    }

    void read(SqsBatch.Message message) {
      decoder.decode(message.body()).leaves().forEach(event -> read(message.id(), event));
    }

    private void read(String messageId, Decoded event) {
      String ignored = event.ignored();
      boolean unread =
          event instanceof Decoded.Unrecognised
              || (event instanceof Decoded.TaskChange(_, var task) && task == null);
      if (unread && !event.replayed() && !isForeign(ignored)) {
        // It may carry facts: the dead-letter queue keeps it for a person.
        giveBack.add(messageId);
        count("unreadable", 1);
      } else if (ignored != null) {
        count("ignored: " + ignored, 1);
      } else if (event instanceof Decoded.TaskChange(_, var task) && task != null) {
        read(messageId, event, task);
      } else {
        count("ignored: no task event", 1);
      }
    }

    private void read(String messageId, Decoded event, TaskFacts task) {
      Optional<ServiceRef> service =
          Optional.ofNullable(task.serviceRef()).flatMap(ServiceRef::parse);
      if (service.isEmpty()) {
        count("ignored: no service named", 1);
        return;
      }
      tasks.add(new TaskStarts.Seen(messageId, service.get(), task));
      Instant told = stoppedAt(event, task);
      StartFacts.of(task, told)
          .filter(start -> StartFacts.matters(start, now))
          .ifPresent(start -> remember(messageId, service.get(), task, start));
      Classified why = task.classified();
      if (!task.stopped()) {
        count("not stopped", 1);
      } else if (!why.stopClass().unexpected()) {
        count("expected stop", 1);
      } else {
        failures.add(new Failure(messageId, service.get(), why, task, told));
      }
    }

    private void remember(String messageId, ServiceRef service, TaskFacts task, Start start) {
      String arn = task.taskArn();
      starts
          .computeIfAbsent(service, _ -> new TreeMap<>())
          .merge(arn.substring(arn.lastIndexOf('/') + 1), start, StartFacts::truer);
      startMessages.computeIfAbsent(service, _ -> new TreeSet<>()).add(messageId);
    }

    private Instant stoppedAt(Decoded event, TaskFacts task) {
      if (task.stoppedAt() != null) {
        return task.stoppedAt();
      }
      Instant time = event.time();
      return time == null ? now : time;
    }

    void finish() {
      if (starts.isEmpty() && failures.isEmpty()) {
        return;
      }
      Set<ServiceRef> withPolicy;
      try {
        withPolicy = store.stack().services();
      } catch (RuntimeException failure) {
        startMessages.values().forEach(giveBack::addAll);
        failures.forEach(each -> giveBack.add(each.messageId()));
        trouble.add(line(failure));
        return;
      }
      // First, because the hints below make the reconciler read them.
      starts.keySet().retainAll(withPolicy);
      starts.forEach(this::write);
      tell(withPolicy);
    }

    private void write(ServiceRef service, Map<String, Start> fresh) {
      try {
        facts.starts(service, known -> StartFacts.joined(known, fresh, now));
        count("starts", fresh.size());
      } catch (RuntimeException failure) {
        giveBack.addAll(startMessages.getOrDefault(service, Set.of()));
        trouble.add(line(failure));
      }
    }

    private void tell(Set<ServiceRef> withPolicy) {
      if (failures.isEmpty()) {
        return;
      }
      try {
        Collection<Failure> fresh = fresh(withPolicy);
        SortedMap<Failure.Group, List<Failure>> groups = new TreeMap<>();
        fresh.forEach(failure ->
            groups.computeIfAbsent(failure.group(), _ -> new ArrayList<>()).add(failure));
        groups.forEach((group, members) -> outbox.add(FailureNotices.of(group, members, now)));
        hint(groups.keySet());
        Map<String, TaskFactsStore.Stop> stops = new TreeMap<>();
        fresh.forEach(failure ->
            stops.put(
                failure.task().taskArn(),
                new TaskFactsStore.Stop(failure.service(), failure.why().stopClass().wireName())));
        facts.remember(stops);
        count("failed", stops.size());
      } catch (RuntimeException failure) {
        // The queue brings them again; what was done already is done once.
        failures.forEach(each -> giveBack.add(each.messageId()));
        trouble.add(line(failure));
      }
    }

    /** The failures of services with a policy that were not dealt with before, each task once. */
    private Collection<Failure> fresh(Set<ServiceRef> withPolicy) {
      SortedMap<String, Failure> byTask = new TreeMap<>();
      int relevant = 0;
      for (Failure failure : failures) {
        if (withPolicy.contains(failure.service())) {
          relevant++;
          byTask.merge(failure.task().taskArn(), failure, Batch::newer);
        }
      }
      count("ignored: service without a policy", failures.size() - relevant);
      Map<String, ServiceRef> tasks = new HashMap<>();
      byTask.forEach((task, failure) -> tasks.put(task, failure.service()));
      byTask.keySet().removeAll(tasks.isEmpty() ? Set.of() : facts.known(tasks));
      count("duplicate", relevant - byTask.size());
      return byTask.values();
    }

    /** Events of a task come in any order; the highest version is the newest. */
    private static Failure newer(Failure one, Failure other) {
      return other.task().version() > one.task().version() ? other : one;
    }

    private void hint(Set<Failure.Group> groups) {
      if (groups.isEmpty()) {
        return;
      }
      Set<ServiceRef> services = new TreeSet<>();
      groups.forEach(group -> services.add(group.service()));
      try {
        hints.send(services, "task:stopped");
      } catch (RuntimeException failure) {
        // The next tick looks anyway.
        trouble.add(line(failure));
      }
    }

    void add(Result other) {
      giveBack.addAll(other.giveBack());
      other.counts().forEach(this::count);
      trouble.addAll(other.trouble());
    }

    private void count(String what, int number) {
      if (number > 0) {
        counts.merge(what, number, Integer::sum);
      }
    }
  }

  private static boolean isForeign(@Nullable String ignored) {
    return ignored != null && ignored.startsWith("foreign ");
  }

  static String line(RuntimeException failure) {
    String message = failure.getMessage();
    return new Untrusted(
            failure.getClass().getSimpleName() + (message == null ? "" : ": " + message))
        .forLog();
  }
}
