package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PretendAwsTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final VirtualClock clock = new VirtualClock(START);
  private final PretendAws aws =
      new PretendAws(PretendAws.Settings.of(7, Duration.ofSeconds(60)), clock, new Calls());

  private void web(int tasks, Workload load) {
    aws.add(ServiceSpec.of(Loop.SERVICE, tasks, 60, ServiceSpec.Web.of(load)));
  }

  private void run(int seconds) {
    for (int i = 0; i < seconds; i++) {
      aws.second();
    }
  }

  private List<Load.Point> cpu() {
    var policy =
        new TargetTrackingPolicy(
            "cpu",
            new TargetMetric.Utilization(TargetMetric.Resource.CPU),
            BigDecimal.valueOf(60),
            TargetTrackingPolicy.DEFAULT_TOLERANCE,
            TargetTrackingPolicy.DEFAULT_WARM_UP,
            Direction.BOTH);
    var request =
        new LoadSource.Request(
            Loop.SERVICE, policy, aws.truth(Loop.SERVICE), Duration.ofMinutes(15), null);
    return aws.read(List.of(request), clock.instant()).get(request)
            instanceof Load.PerTask(var points, _)
        ? points
        : List.of();
  }

  @Test
  void a_minute_appears_only_after_its_delay() {
    web(4, Workload.constant(2));

    run(119);
    assertThat(cpu()).isEmpty();
    run(1);
    assertThat(cpu()).containsExactly(new Load.Point(START, 50, 4));
  }

  @Test
  void a_task_starts_after_its_start_up_and_shares_the_load() {
    web(2, Workload.constant(1.5));
    aws.setDesiredCount(Loop.SERVICE, 3);

    run(59);
    assertThat(aws.truth(Loop.SERVICE).running()).isEqualTo(2);
    assertThat(aws.truth(Loop.SERVICE).pending()).isEqualTo(1);
    run(182);
    assertThat(aws.truth(Loop.SERVICE).running()).isEqualTo(3);
    assertThat(cpu().getLast()).isEqualTo(new Load.Point(START.plusSeconds(120), 50, 3));
  }

  @Test
  void a_description_is_stale_right_after_an_update() {
    web(2, Workload.constant(1));
    aws.setDesiredCount(Loop.SERVICE, 5);

    assertThat(described()).isEqualTo(2);
    run(3);
    assertThat(described()).isEqualTo(5);
  }

  private int described() {
    return aws.describe(List.of(Loop.SERVICE)).get(Loop.SERVICE)
            instanceof io.fargateautoscaler.core.reconcile.ScalableTarget.Read(var status)
        ? status.desired()
        : -1;
  }

  @Test
  void a_rolling_deployment_runs_both_revisions_and_never_fewer_than_desired() {
    web(4, Workload.constant(2));
    aws.deploy(Loop.SERVICE, new Revision(2, new Revision.Good()));
    int most = 0;
    for (int i = 0; i < 180; i++) {
      run(1);
      int running = aws.truth(Loop.SERVICE).running();
      assertThat(running).isBetween(4, 8);
      most = Math.max(most, running + aws.truth(Loop.SERVICE).pending());
    }

    assertThat(most).isEqualTo(8);
    assertThat(aws.truth(Loop.SERVICE).deployment())
        .isEqualTo(io.fargateautoscaler.core.observation.ServiceStatus.Deployment.STEADY);
  }

  @Test
  void a_revision_that_cannot_start_leaves_the_old_one_running() {
    web(4, Workload.constant(2));
    aws.deploy(Loop.SERVICE, new Revision(2, new Revision.CannotPull(20)));
    run(600);

    assertThat(aws.truth(Loop.SERVICE).running()).isEqualTo(4);
    assertThat(aws.truth(Loop.SERVICE).deployment())
        .isEqualTo(io.fargateautoscaler.core.observation.ServiceStatus.Deployment.ROLLING);
  }

  @Test
  void no_task_gives_no_datapoint() {
    web(0, Workload.constant(1));
    run(600);

    assertThat(cpu()).isEmpty();
  }

  @Test
  void cpu_stops_at_a_hundred_percent() {
    web(2, Workload.constant(9));
    run(180);

    assertThat(cpu()).allSatisfy(point -> assertThat(point.average()).isEqualTo(100));
  }
}
