package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import io.fargateautoscaler.core.notice.Notice.Severity;
import io.fargateautoscaler.core.notice.NoticeDetail;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Pure: what is told of a day in which a service was only observed. */
final class ComparedNotice {
  /** Of less nothing can be said about a day. */
  private static final Duration LEAST = Duration.ofHours(6);

  private static final String AAS = "Application Auto Scaling";

  private final ServiceRef service;
  private final DayTally day;
  private final OptionalDouble usd;

  private ComparedNotice(ServiceRef service, DayTally day, OptionalDouble usd) {
    this.service = service;
    this.day = day;
    this.usd = usd;
  }

  /** The notice of a day that is over; null: none is due. */
  static @Nullable Notice of(
      ServiceRef service, @Nullable Shadow shadow, TaskCosts costs, Instant now) {
    if (shadow == null || shadow.ended() || shadow.finished() == null) {
      return null;
    }
    DayTally day = shadow.finished();
    return day.measured().compareTo(LEAST) < 0
        ? null
        : new ComparedNotice(service, day, costs.usdPerTaskHour(service)).notice(now);
  }

  private Notice notice(Instant now) {
    return new Notice(
        service + "-" + Event.COMPARED.wireName() + "-" + day.since(),
        now,
        Event.COMPARED,
        Severity.INFO,
        service,
        "[" + service + "] yesterday: " + headline(),
        lines(),
        null,
        new NoticeDetail.Compared(day, usd.isPresent() ? usd.getAsDouble() : null));
  }

  private String headline() {
    return difference(day.savedTaskHours())
        + ", late "
        + day.shadow().lateMinutes()
        + " min instead of "
        + day.actual().lateMinutes()
        + " ("
        + scaler()
        + ")";
  }

  private String scaler() {
    return day.scaler() == null ? "as it ran" : day.scaler().equals(AAS) ? "AAS" : day.scaler();
  }

  private static String difference(double saved) {
    String hours = hours(Math.abs(saved));
    return hours.equals("0") || hours.equals("0.0")
        ? "as many task hours"
        : hours + " task hours " + (saved > 0 ? "less" : "more");
  }

  /** Whole from 10 on. */
  private static String hours(double hours) {
    return String.format(Locale.ROOT, hours >= 10 ? "%.0f" : "%.1f", hours);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    long hours = day.measured().toHours();
    lines.add(
        "On "
            + day.day()
            + " (UTC, "
            + hours
            + " h "
            + day.measured().toMinutesPart()
            + " min measured) "
            + service
            + " was only observed"
            + (day.scaler() == null ? "" : "; " + day.scaler() + " scaled it")
            + ".");
    lines.add(Notice.TO_DO + toDo());
    lines.add(row("", "as it ran", "with this autoscaler"));
    lines.add(row("task hours", hours(day.actual().taskHours()), hours(day.shadow().taskHours())));
    usd.ifPresent(
        each -> lines.add(row("US dollars", usd(day.actual(), each), usd(day.shadow(), each))));
    lines.add(
        row("minutes late", "" + day.actual().lateMinutes(), "" + day.shadow().lateMinutes()));
    lines.add(row("changes", "" + day.actual().changes(), "" + day.shadow().changes()));
    lines.add("Late: the load was clearly more than the tasks should carry.");
    if (day.hiddenSeconds() > 0) {
      lines.add(
          "For "
              + Math.max(1, day.hiddenSeconds() / 60)
              + " min a metric was at its limit, so the load was more than could be seen: with"
              + " enough tasks it would have been counted in full.");
    }
    lines.addAll(suspend());
    lines.add("Every day so far: ./autoscaler history " + service + " --compare");
    return lines;
  }

  private static String usd(Side side, double perTaskHour) {
    return String.format(Locale.ROOT, "%.2f", side.taskHours() * perTaskHour);
  }

  private static String row(String what, String actual, String shadow) {
    return String.format(Locale.ROOT, "%-14s%12s%24s", what, actual, shadow);
  }

  private String toDo() {
    boolean later = day.shadow().lateMinutes() > day.actual().lateMinutes();
    boolean dearer = day.savedTaskHours() < 0;
    if (later && dearer) {
      return "nothing; as its document is now, this autoscaler would have been later and dearer.";
    }
    String act =
        "./autoscaler mode active lets it act"
            + (day.scaler() == null ? "." : ", once " + scaler() + " is suspended.");
    return later
        ? "decide what matters more; it would have been cheaper but later. " + act
        : dearer
            ? "decide what matters more; it would have been dearer but less late. " + act
            : act;
  }

  private List<String> suspend() {
    return AAS.equals(day.scaler())
        ? List.of(
            "To suspend AAS: aws application-autoscaling register-scalable-target"
                + " --service-namespace ecs --scalable-dimension ecs:service:DesiredCount"
                + " --resource-id service/"
                + service
                + " --suspended-state DynamicScalingInSuspended=true,"
                + "DynamicScalingOutSuspended=true,ScheduledScalingSuspended=true")
        : List.of();
  }
}
