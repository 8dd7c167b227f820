package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.digest.FailedTask;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.text.Untrusted;
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
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the starts of tasks and what keeps them from starting for the guards, reports tasks
 * that stopped unexpectedly, and asks for a look at their services. Order and copies of what it is
 * told make no difference.
 */
public final class TaskRecorder {
  private final Supplier<? extends Set<ServiceRef>> withPolicy;
  private final TaskStore tasks;
  private final FailureReports failures;
  private final ServiceHints hints;
  private final InstantSource clock;

  /**
   * @param withPolicy the services that have a policy; what is told of others is ignored
   */
  public TaskRecorder(
      Supplier<? extends Set<ServiceRef>> withPolicy,
      TaskStore tasks,
      FailureReports failures,
      ServiceHints hints,
      InstantSource clock) {
    this.withPolicy = withPolicy;
    this.tasks = tasks;
    this.failures = failures;
    this.hints = hints;
    this.clock = clock;
  }

  /**
   * What a message tells of a task.
   *
   * @param message identity of the message
   * @param at when it was told, for a stop without a time
   */
  public record Told(String message, TaskFacts task, Instant at) {
    private Instant ended() {
      return task.stoppedAt() == null ? at : task.stoppedAt();
    }
  }

  /** What a message says of whether the tasks of a service come. */
  public record Said(String message, ServiceRef service, Trouble trouble) {}

  /**
   * What became of a batch.
   *
   * @param giveBack messages that were not dealt with and should come again
   * @param counts number of tasks, by what they were
   * @param trouble one line for each thing that went wrong
   */
  public record Result(
      Set<String> giveBack, SortedMap<String, Integer> counts, List<String> trouble) {}

  /** Deals with a batch; never throws. */
  public Result record(Collection<Told> told, Collection<Said> said) {
    Work work = new Work(clock.instant());
    told.forEach(work::sort);
    said.forEach(each -> work.said(each.message(), each.service(), each.trouble()));
    work.finish();
    return new Result(work.giveBack, work.counts, work.trouble);
  }

  /** What a batch tells of one service. */
  private static final class News {
    private final Map<String, Start> starts = new TreeMap<>();
    private final Map<String, Told> failed = new TreeMap<>();
    private final Set<String> messages = new TreeSet<>();
    private @Nullable Trouble said;
  }

  private final class Work {
    private final Instant now;
    private final SortedMap<ServiceRef, News> services = new TreeMap<>();
    private final Set<String> giveBack = new TreeSet<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();

    Work(Instant now) {
      this.now = now;
    }

    void sort(Told told) {
      TaskFacts task = told.task();
      Optional<ServiceRef> service =
          Optional.ofNullable(task.serviceRef()).flatMap(ServiceRef::parse);
      if (service.isEmpty()) {
        count("ignored: no service named", 1);
        return;
      }
      News news = services.computeIfAbsent(service.get(), _ -> new News());
      Optional<Start> start =
          StartFacts.of(task, told.ended()).filter(each -> StartFacts.matters(each, now));
      start.ifPresent(each -> news.starts.merge(id(task), each, StartFacts::truer));
      boolean failed = task.stopped() && task.classified().stopClass().unexpected();
      if (failed) {
        news.failed.merge(task.taskArn(), told, Work::newer);
      } else {
        count(task.stopped() ? "expected stop" : "not stopped", 1);
      }
      if (failed || start.isPresent()) {
        news.messages.add(told.message());
      }
      CapacityFacts.of(task, told.ended())
          .ifPresent(trouble -> said(told.message(), service.get(), trouble));
    }

    void said(String message, ServiceRef service, Trouble trouble) {
      if (CapacityFacts.matters(trouble, now)) {
        News news = services.computeIfAbsent(service, _ -> new News());
        news.said = CapacityFacts.newer(news.said, trouble);
        news.messages.add(message);
      }
    }

    private static String id(TaskFacts task) {
      return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }

    /** Events of a task come in any order; the highest version is the newest. */
    private static Told newer(Told one, Told other) {
      return other.task().version() > one.task().version() ? other : one;
    }

    void finish() {
      services.values().removeIf(news -> news.messages.isEmpty());
      if (services.isEmpty()) {
        return;
      }
      Set<ServiceRef> known;
      try {
        known = withPolicy.get();
      } catch (RuntimeException failure) {
        services.values().forEach(news -> giveBack.addAll(news.messages));
        trouble.add(line(failure));
        return;
      }
      Set<ServiceRef> failing = new TreeSet<>();
      Set<ServiceRef> waiting = new TreeSet<>();
      services.forEach((service, news) -> {
        if (!known.contains(service)) {
          count("ignored: service without a policy", news.failed.size());
          return;
        }
        remember(service, news);
        if (keptWaiting(service, news)) {
          waiting.add(service);
        }
        if (failing(service, news)) {
          failing.add(service);
        }
      });
      hint(waiting, "service:action");
      hint(failing, "task:stopped");
    }

    private void remember(ServiceRef service, News news) {
      attempt(
          news,
          () -> {
            if (!news.starts.isEmpty()) {
              tasks.starts(service, before -> StartFacts.joined(before, news.starts, now));
              count("starts", news.starts.size());
            }
            return 0;
          });
    }

    /** Whether it is news that tasks of the service do not come. */
    private boolean keptWaiting(ServiceRef service, News news) {
      Trouble said = news.said;
      return said != null
          && attempt(news, () -> tasks.trouble(service, said) ? 1 : 0) > 0
          && said.kind() != Trouble.Kind.NONE;
    }

    /** Whether tasks of the service failed that were not known to. */
    private boolean failing(ServiceRef service, News news) {
      return attempt(
              news,
              () -> {
                List<FailedTask> failed = news.failed.values().stream().map(Work::failed).toList();
                int fresh = failures.report(service, failed);
                count("failed", fresh);
                count("duplicate", failed.size() - fresh);
                return fresh;
              })
          > 0;
    }

    /** One service's trouble must not reach another, nor that of its starts its failures. */
    private int attempt(News news, IntSupplier step) {
      try {
        return step.getAsInt();
      } catch (RuntimeException failure) {
        // The queue brings them again; what was done already is done once.
        giveBack.addAll(news.messages);
        trouble.add(line(failure));
        return 0;
      }
    }

    private static FailedTask failed(Told told) {
      TaskFacts task = told.task();
      return new FailedTask(task.taskArn(), task.classified(), task.stop(), told.ended());
    }

    private void hint(Set<ServiceRef> wanted, String ref) {
      if (wanted.isEmpty()) {
        return;
      }
      try {
        hints.send(wanted, ref);
      } catch (RuntimeException failure) {
        // The next tick looks anyway.
        trouble.add(line(failure));
      }
    }

    private void count(String what, int number) {
      if (number > 0) {
        counts.merge(what, number, Integer::sum);
      }
    }
  }

  static String line(RuntimeException failure) {
    String message = failure.getMessage();
    return new Untrusted(
            failure.getClass().getSimpleName() + (message == null ? "" : ": " + message))
        .forLog();
  }
}
