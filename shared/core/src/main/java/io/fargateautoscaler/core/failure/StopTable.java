package io.fargateautoscaler.core.failure;

import static io.fargateautoscaler.core.failure.Clue.Plain.EXITED_WITH_ZERO;
import static io.fargateautoscaler.core.failure.Clue.Plain.NEVER_RAN;
import static io.fargateautoscaler.core.failure.Clue.Plain.NOT_EXITED;
import static io.fargateautoscaler.core.failure.Clue.Plain.NO_REASON;
import static io.fargateautoscaler.core.failure.Clue.Plain.ON_SPOT;
import static io.fargateautoscaler.core.failure.Clue.Plain.RAN;
import static io.fargateautoscaler.core.failure.Clue.Plain.UNHEALTHY;
import static io.fargateautoscaler.core.failure.Row.stop;
import static io.fargateautoscaler.core.failure.StopClass.BY_A_PERSON;
import static io.fargateautoscaler.core.failure.StopClass.CONFIGURATION;
import static io.fargateautoscaler.core.failure.StopClass.CRASH;
import static io.fargateautoscaler.core.failure.StopClass.EXITED_CLEANLY;
import static io.fargateautoscaler.core.failure.StopClass.EXPECTED;
import static io.fargateautoscaler.core.failure.StopClass.HEALTH_CHECK;
import static io.fargateautoscaler.core.failure.StopClass.OUT_OF_MEMORY;
import static io.fargateautoscaler.core.failure.StopClass.PLATFORM;
import static io.fargateautoscaler.core.failure.StopClass.SPOT;
import static io.fargateautoscaler.core.failure.StopClass.UNKNOWN;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of stops. First what stopped the task from outside, which no exit code can gainsay;
 * then memory; then why it could not start; then how it ended; last what nobody knows.
 *
 * <p>To add a text of ECS: put a fragment of it, in small letters, into the row that it belongs to,
 * or a row before the more general ones; then run {@code ./autoscaler reference --failures}.
 */
final class StopTable {
  private static final Clue SCHEDULER = new Clue.Code(List.of("ServiceSchedulerInitiated"));
  private static final Clue EXITED = new Clue.Code(List.of("EssentialContainerExited"));
  private static final Clue STARTING = new Clue.Code(List.of("TaskFailedToStart"));
  private static final Clue HEALTH = says("health check");

  private static final List<Row<StopClass>> FROM_OUTSIDE =
      List.of(
          stop(
              "scaling",
              EXPECTED,
              "a deployment or a change of the count ended the task",
              "",
              SCHEDULER,
              new Clue.Begins("scaling activity initiated by")),
          stop(
              "health-check-of-load-balancer",
              HEALTH_CHECK,
              "the task failed the health check of the {group}, {lived}",
              "look at its load and at how the application answers the check; a slow start needs a"
                  + " longer health check grace period",
              SCHEDULER,
              HEALTH,
              says("elb", "target-group", "targetgroup", "load balancer", "vpc lattice")),
          stop(
              "health-check-of-container",
              HEALTH_CHECK,
              "the task failed a health check of its containers, {lived}",
              "run the check's command in the container; a slow start needs a longer start period"
                  + " in {definition}",
              SCHEDULER,
              HEALTH),
          stop(
              "unhealthy-without-reason",
              HEALTH_CHECK,
              "the scheduler replaced a task with an unhealthy container, {lived}",
              "run the check's command in the container; a slow start needs a longer start period"
                  + " in {definition}",
              SCHEDULER,
              NO_REASON,
              UNHEALTHY),
          stop(
              "scheduler",
              EXPECTED,
              "the scheduler moved or ended a task that had run",
              "",
              SCHEDULER,
              RAN),
          stop(
              "by-a-person",
              BY_A_PERSON,
              "somebody, or a tool of theirs, stopped the task",
              "CloudTrail says who called StopTask; ECS starts another task",
              new Clue.Code(List.of("UserInitiated"))),
          stop(
              "spot",
              SPOT,
              "AWS took back the Fargate Spot capacity of the task",
              "nothing, another is started; work that must not stop belongs on FARGATE",
              new Clue.Code(List.of("SpotInterruption"))),
          stop(
              "spot-as-termination-notice",
              SPOT,
              "AWS took back the Fargate Spot capacity of the task",
              "nothing, another is started; work that must not stop belongs on FARGATE",
              new Clue.Code(List.of("TerminationNotice")),
              says("spot task was interrupted", "spot interruption")),
          stop(
              "termination-notice",
              PLATFORM,
              "AWS takes the task's host out of service",
              "nothing, another is started; retirements are announced in the AWS Health Dashboard",
              new Clue.Code(List.of("TerminationNotice"))),
          stop(
              "infrastructure-health",
              PLATFORM,
              "AWS found the task's host unhealthy",
              "nothing, another is started",
              new Clue.Code(List.of("InfrastructureHealth"))),
          stop(
              "maintenance",
              PLATFORM,
              "AWS maintains the task's host",
              "nothing, another is started",
              NOT_EXITED,
              says(
                  "performing maintenance on the underlying infrastructure",
                  "task retirement",
                  "host is unhealthy")),
          stop(
              "spot-by-reason",
              SPOT,
              "AWS took back the Fargate Spot capacity of the task",
              "nothing, another is started; work that must not stop belongs on FARGATE",
              NOT_EXITED,
              ON_SPOT,
              says("spot task was interrupted", "spotinterruption")));

  private static final List<Row<StopClass>> MEMORY =
      List.of(
          stop(
              "out-of-memory",
              OUT_OF_MEMORY,
              "{container} ran out of memory, {lived}",
              "give it more memory in {definition}, or find what uses it",
              says("outofmemory", "killed due to memory usage", "oomkilled")));

  private static final List<Row<StopClass>> ENDS =
      List.of(
          stop(
              "exited-cleanly",
              EXITED_CLEANLY,
              "the task ended by itself with exit code 0, {lived}",
              "a task of a service should run on; work that ends belongs into a scheduled task",
              EXITED,
              EXITED_WITH_ZERO),
          stop(
              "command-not-found",
              CONFIGURATION,
              "the shell of {container} could not run its command: {exit}, {lived}",
              "check the command in {definition} and the files in the image",
              EXITED,
              new Clue.Exit(List.of(126, 127))),
          stop(
              "segmentation-fault",
              CRASH,
              "{container} crashed with a segmentation fault: {exit}, {lived}",
              "read its log; native libraries must fit the CPU architecture of {definition}",
              EXITED,
              new Clue.Exit(List.of(139))),
          stop(
              "aborted",
              CRASH,
              "{container} aborted itself: {exit}, {lived}",
              "read the end of its log",
              EXITED,
              new Clue.Exit(List.of(134))),
          stop(
              "killed",
              CRASH,
              "{container} was killed: {exit}, {lived}",
              "most likely memory: compare its memory with the limit in {definition}; else it did"
                  + " not end within its stop timeout",
              EXITED,
              new Clue.Exit(List.of(137))),
          stop(
              "terminated",
              CRASH,
              "{container} ended on a signal: {exit}, {lived}",
              "find out what signalled it: a process of its own, or a container beside it",
              EXITED,
              new Clue.Exit(List.of(143, 130))),
          stop(
              "crash",
              CRASH,
              "{container} crashed: {exit}, {lived}",
              "read the end of its log; {definition} may be at fault if older ones ran well",
              EXITED),
          stop(
                  "scheduler-cannot-start",
                  UNKNOWN,
                  "the task could not start, for a reason not known here: {reason}",
                  "look for the reason in the AWS documentation; check {definition}",
                  SCHEDULER,
                  new Clue.Begins("cannot"))
              .ofItsOwnFault(),
          stop(
              "scheduler-before-start",
              EXPECTED,
              "the scheduler ended a task that had not run yet",
              "",
              SCHEDULER));

  private static final List<Row<StopClass>> UNKNOWNS =
      List.of(
          stop(
                  "failed-to-start",
                  UNKNOWN,
                  "the task could not start, for a reason not known here: {reason}",
                  "look for the reason in the AWS documentation; check {definition}",
                  STARTING)
              .ofItsOwnFault(),
          stop(
                  "never-ran",
                  UNKNOWN,
                  "the task ended without ever running ({code}): {reason}",
                  "look for the reason in the AWS documentation; check {definition}",
                  NEVER_RAN)
              .ofItsOwnFault(),
          stop(
              "unknown",
              UNKNOWN,
              "the task ended for a reason not known here ({code}): {reason}",
              "look for the reason in the AWS documentation"));

  static final List<Row<StopClass>> ROWS =
      Stream.of(
              FROM_OUTSIDE,
              MEMORY,
              ResourceRows.ROWS,
              ImageRows.ROWS,
              RuntimeRows.ROWS,
              ENDS,
              UNKNOWNS)
          .flatMap(List::stream)
          .toList();

  private StopTable() {}

  static Clue says(String... fragments) {
    return new Clue.Says("", List.of(fragments));
  }

  /** Fragments that several rows share; the reference lists them once. */
  static Clue saysOneOf(String name, String... fragments) {
    return new Clue.Says(name, List.of(fragments));
  }
}
