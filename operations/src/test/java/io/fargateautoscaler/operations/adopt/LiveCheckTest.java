package io.fargateautoscaler.operations.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.operations.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LiveCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final ServiceRef WEB = Found.WEB;
  private static final String CPU = "cpu: {type: target-tracking, metric: cpu, target: 60}";

  private final Map<String, Load> loads = new HashMap<>();
  private List<Duration> startUps = List.of(Duration.ofSeconds(40));

  private static ServicePolicy policy(int min, int max, String policies) {
    String text =
        "service: shop/web\nmode: off\ncapacity: {min: %d, max: %d}\npolicies: {%s}\n"
            .formatted(min, max, policies);
    PolicyReader.Result read = PolicyReader.read(text, null);
    assertThat(read.problems()).isEmpty();
    return read.policy().orElseThrow();
  }

  private LiveReport check(ServicePolicy policy, ScalableTarget.Reading reading) {
    ScalableTarget services =
        new ScalableTarget() {
          @Override
          public Map<ServiceRef, Reading> describe(Collection<ServiceRef> asked) {
            return Map.of(WEB, reading);
          }

          @Override
          public Outcome setDesiredCount(ServiceRef service, int count) {
            throw new AssertionError("it only looks");
          }
        };
    return new LiveCheck(
            new LiveCheck.Sources(
                services,
                (requests, _) -> {
                  Map<io.fargateautoscaler.core.reconcile.LoadSource.Request, Load> read =
                      new HashMap<>();
                  requests.forEach(request -> {
                    Load load = loads.get(request.policy().name());
                    if (load != null) {
                      read.put(request, load);
                    }
                  });
                  return read;
                },
                names -> {
                  Map<String, Alarm> alarms = new TreeMap<>();
                  names.forEach(name -> alarms.put(name, Alarm.MISSING));
                  return alarms;
                },
                _ -> Optional.empty(),
                _ -> startUps),
            () -> NOW)
        .check(policy);
  }

  private LiveReport check(ServicePolicy policy, int desired) {
    return check(policy, new ScalableTarget.Read(ServiceStatus.steady(desired, desired, 0)));
  }

  /** Quiet minutes of the whole window. */
  private static Load points(double average, int count, Duration period) {
    return new Load.PerTask(
        IntStream.rangeClosed(2, 17)
            .mapToObj(i -> new Load.Point(NOW.minus(Duration.ofMinutes(i)), average, count))
            .toList(),
        period);
  }

  @Test
  void says_where_the_load_leads_to_and_the_first_step() {
    loads.put("cpu", points(20, 12, Duration.ofMinutes(1)));

    LiveReport report = check(policy(2, 40, CPU), 12);

    assertThat(report.decision())
        .isEqualTo("now 12 tasks, would be 4: a cut of 67 % (6 at first), because of cpu");
    assertThat(report.end()).isEqualTo(4);
    assertThat(report.problems()).isEmpty();
    assertThat(report.policies().getFirst()).startsWith("cpu: asks for 4: ").endsWith("60 s)");
    assertThat(report.warnings())
        .containsExactly(
            "policies.cpu: its metric comes by the minute; switch the service's 20 s metrics on to"
                + " be scaled one to two minutes sooner");
  }

  @Test
  void says_why_a_policy_is_blind() {
    loads.put("jobs", new Load.Missing("queue not found"));
    loads.put("errors", new Load.Missing("the alarm e does not exist or cannot be read"));

    LiveReport report =
        check(
            policy(
                1,
                4,
                "jobs: {type: queue, queue: jobs}, errors: {type: step, alarm: e, steps: [{above:"
                    + " 0, add: 1}]}"),
            2);

    assertThat(report.problems())
        .containsExactlyInAnyOrder(
            "policies.jobs: blind: queue not found",
            "policies.errors: blind: the alarm e does not exist or cannot be read");
    assertThat(report.decision()).startsWith("now 2 tasks, would stay: BLIND: ");
  }

  @Test
  void an_alarm_of_a_guard_that_is_not_there_is_a_problem() {
    loads.put("cpu", points(60, 2, Duration.ofSeconds(20)));
    PolicyReader.Result read =
        PolicyReader.read(
            "service: shop/web\ncapacity: {min: 1, max: 4}\npolicies: {"
                + CPU
                + "}\nguards: {veto-scale-in: [db]}\n",
            null);

    assertThat(check(read.policy().orElseThrow(), 2).problems())
        .containsExactly("guards.veto-scale-in: there is no alarm db");
  }

  @Test
  void warns_of_slow_starts_other_scalers_and_ranges() {
    startUps = IntStream.of(10, 90, 95).mapToObj(Duration::ofSeconds).toList();
    loads.put("cpu", points(60, 5, Duration.ofSeconds(20)));
    loads.put("jobs", new Load.QueueDepth(NOW, 0, 0, 0, null));
    ServiceStatus found =
        new ServiceStatus(
            5,
            5,
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            ServiceStatus.Controller.ECS,
            ServiceStatus.Deployment.STEADY,
            null,
            null,
            List.of(),
            "Application Auto Scaling");

    LiveReport report =
        check(
            policy(1, 4, CPU + ", jobs: {type: queue, queue: jobs, drain-within: 3m}"),
            new ScalableTarget.Read(found));

    assertThat(report.warnings())
        .containsExactly(
            "Application Auto Scaling scales this service: the autoscaler only observes until it is"
                + " suspended",
            "capacity.max: 4 is below the present 5 tasks, which would be cut to it whatever the"
                + " load",
            "policies.cpu.warm-up: 60 s is shorter than the 90 s that its tasks take to start: it"
                + " may add too many",
            "policies.jobs.drain-within: 180 s is shorter than 300 s, three times what it takes to"
                + " see a message (10 s) and to start a task (90 s)");
    assertThat(report.first()).as("as if nobody else scaled it").isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = ServiceStatus.Controller.class,
      names = {"DAEMON", "EXTERNAL"})
  void a_count_that_is_not_ours_is_a_problem(ServiceStatus.Controller controller) {
    ServiceStatus found =
        new ServiceStatus(
            5,
            5,
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            controller,
            ServiceStatus.Deployment.STEADY,
            null,
            null,
            List.of(),
            null);
    assertThat(check(policy(1, 4, CPU), new ScalableTarget.Read(found)).problems())
        .containsExactly("service: the count of a service under " + controller + " is not ours");
  }

  @Test
  void a_service_that_cannot_be_read_is_trouble() {
    assertThatThrownBy(() -> check(policy(1, 4, CPU), new ScalableTarget.Unreadable("denied")))
        .isInstanceOf(Trouble.class)
        .hasMessage("the service shop/web cannot be read: denied");
  }
}
