package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the notices about one decision. The first says who, what, how many and why; the
 * second what to do. Whoever is woken by it reads no further.
 */
final class NoticeTexts {
  private final DecisionRecord record;
  private final ServiceRef service;
  private final ServiceStatus status;

  NoticeTexts(DecisionRecord record) {
    this.record = record;
    this.service = record.service();
    this.status = record.observation().service();
  }

  List<String> watching(CapacityRange range, Collection<String> warnings) {
    List<String> more = new ArrayList<>(recommendations());
    more.addAll(warnings);
    boolean acts = record.policy().policy().mode().strictest(record.stackMode()) == Mode.ACTIVE;
    return lines(
        "Watching "
            + service
            + ": "
            + status.running()
            + " of "
            + status.desired()
            + " tasks run, range "
            + range.min()
            + " to "
            + range.max()
            + ".",
        acts
            ? "nothing. It is scaled from now on."
            : "nothing yet. It tells what it would do; the mode active lets it act.",
        more);
  }

  List<String> scaled(Decision.Scale scale, boolean really, @Nullable String warning) {
    List<String> more = new ArrayList<>();
    if (warning != null) {
      more.add(warning);
    }
    more.addAll(stages());
    return lines(
        service
            + (really ? " was " : " would be ")
            + scale.words()
            + " because of "
            + scale.cause()
            + ": "
            + scale.because()
            + ".",
        really ? "nothing." : "nothing, or let it act with the mode active.",
        more);
  }

  /** One stage alone repeats the first line. */
  private List<String> stages() {
    List<Adjustment> trace = record.decision().trace();
    return trace.size() < 2 ? List.of() : trace.stream().map(Adjustment::words).toList();
  }

  List<String> blind(Instant since) {
    return lines(
        service
            + " has had no usable data for "
            + minutes(since)
            + " min"
            + because()
            + "; its "
            + status.desired()
            + " tasks stay.",
        "see why below, then look at the metric, the name of the queue and the permissions.",
        recommendations());
  }

  List<String> parked() {
    return lines(
        "Somebody set the desired count of " + service + " to 0, so it stays at 0.",
        "nothing if that is meant; else set a count above 0, and it is scaled again.",
        List.of(
            "CloudTrail (UpdateService) says who.",
            "For example: aws ecs update-service --cluster "
                + service.cluster()
                + " --service "
                + service.service()
                + " --desired-count 1"));
  }

  List<String> deployingLong(Duration hold) {
    return lines(
        "A deployment of "
            + service
            + " has run for over "
            + hold.toMinutes()
            + " min; "
            + status.running()
            + " of "
            + status.desired()
            + " tasks run.",
        "see in the events of the service why it does not end, or roll it back.",
        List.of("Scale-in is no longer held for it."));
  }

  List<String> external(ScalingHistory.External change) {
    long respected = record.policy().policy().respectExternal().toMinutes();
    return lines(
        "Somebody else changed the desired count of "
            + service
            + " from "
            + change.from()
            + " to "
            + change.count()
            + (change.raised()
                ? "; there is no scale-in below it for " + respected + " min."
                : "; scale-out stays free."),
        "nothing. To keep a count for longer, change the range in its policy.",
        List.of("CloudTrail (UpdateService) says who."));
  }

  List<String> crashLoop(int cap) {
    return lines(
        "Tasks of "
            + service
            + " fail as soon as they start, again and again; "
            + status.running()
            + " of "
            + status.desired()
            + " run, and at most one more than "
            + cap
            + " is tried.",
        "see why its stopped tasks stopped, mend that and deploy, or roll back.",
        List.of(
            "A task that lives, or a new deployment, ends this.",
            "Its notices task-failed say the reasons."));
  }

  List<String> revisionFails() {
    return lines(
        "Every task of the deployment of "
            + service
            + " that is under way failed as it started; "
            + status.running()
            + " of "
            + status.desired()
            + " tasks run, of older revisions.",
        "roll back, or see why the stopped tasks stopped, mend the revision and deploy.",
        List.of("Its notices task-failed say the reasons."));
  }

  List<String> capacity(Optional<Trouble> said) {
    return lines(
        status.running()
            + " of "
            + status.desired()
            + " tasks of "
            + service
            + " run: "
            + said.map(Trouble::cause).orElse("those that were asked for do not come")
            + ", so no more are asked for.",
        said.map(trouble -> trouble.nextStep() + ".")
            .orElse(
                "look at the events of the service for capacity of AWS, quotas or free"
                    + " addresses."),
        List.of());
  }

  List<String> vetoed() {
    return lines(
        service + " is not scaled as its load asks, an alarm forbids it" + because() + ".",
        "look at that alarm. When it is quiet, scaling goes on.",
        recommendations());
  }

  List<String> atMax(int max) {
    int need =
        record.decision().recommended().values().stream()
            .mapToInt(each -> each instanceof Recommendation.Count count ? count.need() : 0)
            .max()
            .orElse(0);
    return lines(
        service
            + (need > max ? " needs " + need + " tasks, but" : " wants more than")
            + " its maximum"
            + (need > max ? " is " : " of ")
            + max
            + "; "
            + status.running()
            + " of "
            + status.desired()
            + " run.",
        "raise capacity.max in its policy if the load is real; else look for its cause.",
        recommendations());
  }

  List<String> otherScaler() {
    return lines(
        status.otherScaler()
            + " scales "
            + service
            + " too, so it is only watched: two scalers would work against each other.",
        "suspend or remove the other one to let this one act.",
        List.of());
  }

  List<String> refused(String reason, Instant since) {
    return lines(
        "AWS has refused for "
            + minutes(since)
            + " min to change the desired count of "
            + service
            + " ("
            + status.desired()
            + " now): "
            + reason,
        "mend what the reason names, mostly the permissions of the reconciler's role.",
        List.of("It is tried again every minute."));
  }

  List<String> recovered(Notice.Event event, String what, Instant since) {
    return lines(
        service + ": " + what + "; " + event.wireName() + " lasted " + minutes(since) + " min.",
        "nothing.",
        List.of(status.running() + " of " + status.desired() + " tasks run."));
  }

  private long minutes(Instant since) {
    return Duration.between(since, record.at()).toMinutes();
  }

  private String because() {
    return record.decision().outcome() instanceof Decision.Hold hold ? ": " + hold.because() : "";
  }

  private List<String> recommendations() {
    return record.decision().recommended().entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().because())
        .toList();
  }

  private static List<String> lines(String what, String toDo, List<String> more) {
    List<String> lines = new ArrayList<>();
    lines.add(what);
    lines.add(Notice.TO_DO + toDo);
    lines.addAll(more);
    return lines;
  }
}
