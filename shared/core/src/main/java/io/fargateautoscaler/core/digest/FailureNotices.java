package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.notice.NoticeDetail.Failed.Cause;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pure: what people read of failed tasks. */
final class FailureNotices {
  private static final int MOST_CONTAINERS = 2;

  /** So that the links have room. */
  private static final int MOST_OTHERS = 3;

  private static final int LONGEST = 300;

  private FailureNotices() {}

  /**
   * The notice that opens an episode.
   *
   * @param failed in the order in which they stopped, at least one
   */
  static Notice first(
      ServiceRef service,
      StopClass stopClass,
      Episode episode,
      List<FailedTask> failed,
      Instant now) {
    Episode.Untold all = Episode.Untold.NONE.plus(failed);
    Cause cause = all.byFrequency().getFirst();
    List<String> lines = new ArrayList<>();
    lines.add(
        tasks(all.count(), "")
            + " of "
            + service
            + " "
            + verb(stopClass)
            + ": "
            + cause.cause()
            + ".");
    lines.add(Notice.TO_DO + cause.nextStep() + ".");
    lines.addAll(others(all).stream().limit(MOST_OTHERS).toList());
    FailedTask newest =
        failed.reversed().stream()
            .filter(task -> task.why().cause().equals(cause.cause()))
            .findFirst()
            .orElse(failed.getLast());
    lines.addAll(end(newest));
    lines.addAll(links(service, newest.taskArn()));
    lines.add("Further ones like this are told together every " + minutes() + ".");
    return notice(
        episode.id(), service, stopClass, tasks(all.count(), ""), lines, episode, all, now);
  }

  /** The notice of the tasks that failed since the last one. */
  static Notice digest(ServiceRef service, StopClass stopClass, Episode episode, Instant now) {
    Episode.Untold untold = episode.untold();
    Cause cause = untold.byFrequency().getFirst();
    List<String> lines = new ArrayList<>();
    lines.add(
        tasks(untold.count(), "more")
            + " of "
            + service
            + " "
            + verb(stopClass)
            + " in the last "
            + minutes(Duration.between(episode.toldAt(), now))
            + ": "
            + cause.cause()
            + ".");
    lines.add(Notice.TO_DO + cause.nextStep() + ".");
    lines.addAll(others(untold));
    lines.add(
        "In all "
            + (episode.told() + untold.count())
            + " since "
            + episode.since()
            + ", the last at "
            + episode.until()
            + ".");
    lines.addAll(links(service, untold.tasks().getFirst()));
    return notice(
        episode.id() + ":" + now,
        service,
        stopClass,
        tasks(untold.count(), "more"),
        lines,
        episode,
        untold,
        now);
  }

  /** The notice that closes an episode. */
  static Notice over(ServiceRef service, StopClass stopClass, Episode episode, Instant now) {
    return new Notice(
        episode.id() + ":over",
        now,
        Notice.Event.RECOVERED,
        Notice.Severity.INFO,
        service,
        "["
            + service
            + "] recovered: no task failed for "
            + minutes()
            + " ("
            + stopClass.words()
            + ")",
        List.of(
            "No task of "
                + service
                + " failed like this for "
                + minutes()
                + ": "
                + stopClass.words()
                + ".",
            Notice.TO_DO + "nothing.",
            "In all "
                + tasks(episode.told(), "")
                + " failed from "
                + episode.since()
                + " to "
                + episode.until()
                + "."),
        episode.id(),
        null);
  }

  private static Notice notice(
      String id,
      ServiceRef service,
      StopClass stopClass,
      String count,
      List<String> lines,
      Episode episode,
      Episode.Untold told,
      Instant now) {
    return new Notice(
        id,
        now,
        Notice.Event.TASK_FAILED,
        stopClass.passing() ? Notice.Severity.INFO : Notice.Severity.WARNING,
        service,
        "[" + service + "] " + count + " " + verb(stopClass) + ": " + stopClass.words(),
        lines,
        stopClass.passing() ? null : episode.id(),
        new NoticeDetail.Failed(
            stopClass,
            told.count(),
            episode.told() + (told == episode.untold() ? told.count() : 0),
            episode.since(),
            told.byFrequency(),
            told.tasks()));
  }

  private static String tasks(int count, String more) {
    String between = more.isEmpty() ? " " : " " + more + " ";
    return count + between + (count == 1 ? "task" : "tasks");
  }

  /** What AWS or a person ended did not fail. */
  private static String verb(StopClass stopClass) {
    return stopClass.passing() ? "ended" : "failed";
  }

  private static String minutes() {
    return minutes(FailureDigest.EVERY);
  }

  private static String minutes(Duration time) {
    return time.toMinutes() + " min";
  }

  /** Which other causes there were, and how many tasks had each. */
  private static List<String> others(Episode.Untold told) {
    List<Cause> causes = told.byFrequency();
    List<String> lines = new ArrayList<>();
    int counted = 0;
    for (Cause cause : causes) {
      counted += cause.count();
      if (causes.size() > 1) {
        String revision = cause.taskDefinition() == null ? "" : ", " + cause.taskDefinition();
        lines.add(cause.count() + " x " + cause.cause() + revision);
      }
    }
    if (counted < told.count()) {
      lines.add(told.count() - counted + " x other causes");
    } else if (causes.size() == 1 && causes.getFirst().taskDefinition() != null) {
      lines.add("Task definition: " + causes.getFirst().taskDefinition());
    }
    return lines;
  }

  private static List<String> end(FailedTask task) {
    StopFacts stop = task.stop();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Stopped at "
            + task.stoppedAt()
            + (stop.startedAt() == null ? ", it never ran" : ran(stop.startedAt(), task))
            + code(stop));
    if (stop.stoppedReason() != null) {
      lines.add("Reason: " + cut(stop.stoppedReason().forPlainText()));
    }
    stop.containers().stream()
        .filter(container -> container.exitCode() != null || container.reason() != null)
        .limit(MOST_CONTAINERS)
        .forEach(container -> lines.add(container(container)));
    return lines;
  }

  private static String ran(Instant startedAt, FailedTask task) {
    Duration life = Duration.between(startedAt, task.stoppedAt());
    return life.isNegative() ? "" : ", it ran for " + words(life);
  }

  private static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
  }

  private static String code(StopFacts stop) {
    return stop.stopCode() == null
        ? "."
        : " (" + cut(new Untrusted(stop.stopCode()).forPlainText()) + ").";
  }

  private static String container(StopFacts.Container container) {
    StringBuilder line = new StringBuilder("Container ");
    line.append(
        container.name() == null
            ? "without a name"
            : cut(new Untrusted(container.name()).forPlainText()));
    line.append(':');
    if (container.exitCode() != null) {
      line.append(" exit code ").append(container.exitCode());
    }
    if (container.reason() != null) {
      line.append(' ').append(cut(container.reason().forPlainText()));
    }
    return line.toString();
  }

  private static List<String> links(ServiceRef service, @Nullable String taskArn) {
    List<String> lines = new ArrayList<>();
    if (taskArn != null) {
      ConsoleLinks.of(service, taskArn)
          .ifPresent(links -> {
            lines.add("Logs: " + links.logs());
            lines.add("Service: " + links.servicePage());
          });
    }
    return lines;
  }

  private static String cut(String text) {
    return Untrusted.cut(text, LONGEST);
  }
}
