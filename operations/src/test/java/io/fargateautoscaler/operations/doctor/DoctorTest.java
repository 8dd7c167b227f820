package io.fargateautoscaler.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.adopt.LiveCheck;
import io.fargateautoscaler.operations.doctor.Finding.Result;
import io.fargateautoscaler.operations.doctor.StackFacts.Resource;
import io.fargateautoscaler.operations.doctor.StackFacts.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DoctorTest {
  private static LiveCheck live(boolean blind) {
    ScalableTarget services =
        new ScalableTarget() {
          @Override
          public Map<ServiceRef, Reading> describe(Collection<ServiceRef> asked) {
            return Map.of(KnownStack.WEB, new Read(ServiceStatus.steady(4, 4, 0)));
          }

          @Override
          public Outcome setDesiredCount(ServiceRef service, int count) {
            throw new AssertionError("it only looks");
          }
        };
    LoadSource loads =
        (requests, now) -> {
          Map<LoadSource.Request, Load> read = new HashMap<>();
          requests.forEach(request ->
              read.put(
                  request,
                  blind
                      ? new Load.Missing("denied")
                      : new Load.PerTask(
                          List.of(
                              new Load.Point(now.minusSeconds(120), 60, 4),
                              new Load.Point(now.minusSeconds(180), 60, 4)),
                          Duration.ofMinutes(1))));
          return read;
        };
    return new LiveCheck(
        new LiveCheck.Sources(
            services, loads, _ -> Map.of(), _ -> Optional.empty(), _ -> List.of()),
        () -> KnownStack.NOW);
  }

  private static List<Finding> findings(KnownStack stack) {
    return new Doctor(stack, live(false), () -> KnownStack.NOW).findings();
  }

  /** What is ill, and the one check that says so. */
  record Row(String name, Consumer<KnownStack> ill, Result result, String check, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row fail(String name, Consumer<KnownStack> ill, String check, String text) {
    return new Row(name, ill, Result.FAIL, check, text);
  }

  static Stream<Row> rows() {
    return Stream.of(
        fail("rolled back", it -> it.status = "UPDATE_ROLLBACK_COMPLETE", "stack", "ROLLBACK"),
        fail("deploying", it -> it.status = "UPDATE_IN_PROGRESS", "stack", "IN_PROGRESS"),
        fail("other product", it -> it.outputs.remove("ReconcilerName"), "stack", "ReconcilerName"),
        fail(
            "part failed",
            it -> it.resources.add(new Resource("X", "x", "T", "UPDATE_FAILED")),
            "resources",
            "X UPDATE_FAILED"),
        fail("part gone", it -> it.resources.removeFirst(), "resources", "2 functions and 6 rules"),
        fail("no tick", it -> it.tick = null, "tick", "no tick has been"),
        fail(
            "old tick",
            it -> it.tick = KnownStack.NOW.minusSeconds(151),
            "tick",
            "2 min ago; there is one a minute"),
        fail(
            "dead letters", it -> it.dead = 1, "dead letters", "WorkDeadLetterQueue has 1 message"),
        fail(
            "backlog",
            it -> it.metrics.put("ApproximateAgeOfOldestMessage", KnownStack.points(121)),
            "work queue",
            "121 s old"),
        fail(
            "no delivery",
            it -> it.metrics.put("FailedInvocations", KnownStack.points(1)),
            "event delivery",
            "TickRule: 11 deliveries failed"),
        fail(
            "never matched",
            it -> it.metrics.remove("MatchedEvents"),
            "event delivery",
            "no rule has a metric"),
        fail(
            "errors",
            it -> it.metrics.put("Errors", KnownStack.points(2)),
            "functions",
            "Reconciler: 22 errors"),
        fail(
            "encrypted by AWS's key",
            it -> it.topic = new Topic(1, 0, "alias/aws/sns"),
            "notices",
            "alias/aws/sns"),
        fail(
            "unconfirmed", it -> it.topic = new Topic(1, 1, null), "notices", "1 of 2 subscribers"),
        fail("unheard", it -> it.topic = new Topic(0, 0, null), "health notices", "nobody"),
        fail(
            "bad document",
            it -> it.documents.put("shop/api", "service: shop/api\ncapacity: {min: 2}\n"),
            "policies",
            "shop/api: 2 problems"),
        fail(
            "not in force",
            it -> it.documents.put("shop/api", KnownStack.DOCUMENT.replace("web", "api")),
            "policies",
            "shop/api: its document is not in force"),
        fail(
            "old one in force",
            it -> it.documents.put("shop/web", KnownStack.DOCUMENT.replace("60", "61")),
            "policies",
            "shop/web: an older document"),
        fail("deleted", it -> it.documents.clear(), "policies", "was deleted but is in force"),
        fail("no service", it -> it.service = null, "shop/web service", "no such service"),
        fail(
            "no metrics",
            it -> it.metrics.remove("CPUUtilization"),
            "shop/web metrics",
            "no point in the last 15 min"),
        fail(
            "old metrics",
            it ->
                it.metrics.computeIfPresent("CPUUtilization", (_, points) -> points.subList(0, 5)),
            "shop/web metrics",
            "420 s old: it counts as missing"),
        fail(
            "other count of samples",
            it -> it.metrics.put("CPUUtilization", KnownStack.points(5)),
            "shop/web samples",
            "5 samples, but 4 tasks run"),
        new Row(
            "samples every 20 s",
            it -> it.metrics.put("CPUUtilization", KnownStack.points(12)),
            Result.PASS,
            "shop/web samples",
            "12 samples of 4 running tasks"),
        new Row(
            "starting",
            it -> it.service = ServiceStatus.steady(6, 4, 2),
            Result.SKIPPED,
            "shop/web samples",
            "the count changed"),
        new Row(
            "asleep",
            it -> it.service = ServiceStatus.steady(0, 0, 0),
            Result.SKIPPED,
            "shop/web metrics",
            "no task runs"),
        new Row(
            "local, unheard",
            it -> {
              it.local = true;
              it.topic = new Topic(0, 0, null);
            },
            Result.NEEDS_AWS,
            "notices",
            "nobody"),
        new Row(
            "local, without AWS's metrics",
            it -> {
              it.local = true;
              it.metrics.remove("MatchedEvents");
            },
            Result.NEEDS_AWS,
            "event delivery",
            "a local cloud does not publish it"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void says_what_is_ill_and_what_to_do(Row row) {
    KnownStack stack = new KnownStack();
    row.ill().accept(stack);

    List<Finding> found = findings(stack);

    assertThat(found)
        .anySatisfy(finding -> {
          assertThat(finding.check()).isEqualTo(row.check());
          assertThat(finding.result()).isEqualTo(row.result());
          assertThat(finding.text()).contains(row.text());
        });
    assertThat(found)
        .allMatch(finding -> finding.result() != Result.FAIL || !finding.todo().isEmpty());
    assertThat(Doctor.failed(found)).isEqualTo(row.result() == Result.FAIL);
  }

  @Test
  void a_good_stack_is_good() {
    List<Finding> found = findings(new KnownStack());

    assertThat(found).noneMatch(each -> each.result() == Result.FAIL);
    assertThat(found)
        .filteredOn(each -> each.result() == Result.PASS)
        .extracting(Finding::check)
        .containsExactly(
            "credentials",
            "stack",
            "resources",
            "tick",
            "work queue",
            "task-event queue",
            "dead letters",
            "event delivery",
            "functions",
            "health notices",
            "notices",
            "policies",
            "shop/web policies",
            "shop/web other scalers",
            "shop/web metrics",
            "shop/web samples");
    assertThat(found)
        .filteredOn(each -> each.check().equals("role's conditions"))
        .extracting(Finding::todo)
        .containsExactly(
            "aws iam simulate-principal-policy --policy-source-arn"
                + " arn:aws-cn:iam::123456789012:role/physical-ReconcilerRole --action-names"
                + " ecs:UpdateService --resource-arns"
                + " arn:aws-cn:ecs:eu-west-1:123456789012:service/shop/web --context-entries"
                + " ContextKeyName=ecs:cluster,ContextKeyType=string,"
                + "ContextKeyValues=arn:aws-cn:ecs:eu-west-1:123456789012:cluster/shop --query"
                + " 'EvaluationResults[].EvalDecision' --output text");
  }

  @Test
  void without_credentials_nothing_else_is_asked() {
    KnownStack stack = new KnownStack();
    stack.trouble = new Trouble("the AWS credentials have expired: sign in again");

    assertThat(findings(stack)).extracting(Finding::check).containsExactly("credentials");
  }

  @Test
  void a_load_that_cannot_be_read_fails() {
    List<Finding> found = new Doctor(new KnownStack(), live(true), () -> KnownStack.NOW).findings();

    assertThat(found)
        .filteredOn(each -> each.result() == Result.FAIL)
        .extracting(Finding::text)
        .containsExactly("policies.cpu: blind: denied");
  }
}
