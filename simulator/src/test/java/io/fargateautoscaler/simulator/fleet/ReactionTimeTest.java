package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** From a step of CPU from 30 to 90 % until the count is raised, and until all tasks run. */
final class ReactionTimeTest {
  private static final int TASKS = 10;
  private static final CapacityRange RANGE = new CapacityRange(TASKS, 100);
  private static final int STEP_AT = 3000;

  /** Seconds after the step, on average over its phases in a minute. */
  private static final class Reaction implements Journal {
    private final int step;
    private int acted = Integer.MAX_VALUE;
    private int finished = Integer.MAX_VALUE;

    Reaction(int step) {
      this.step = step;
    }

    @Override
    public void changed(int second, int from, int to) {
      acted = Math.min(acted, second - step);
    }

    @Override
    public void second(int second, int desired, int running, double lateSoFar) {
      if (desired > TASKS && running >= desired) {
        finished = Math.min(finished, second - step);
      }
    }
  }

  private static double[] mean(BiFunction<Candidates, CapacityRange, Candidate> policy) {
    FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
    int capacity = (int) (TASKS * spec.work().perTask());
    double acted = 0;
    double finished = 0;
    int phases = 0;
    for (int step = STEP_AT; step < STEP_AT + 60; step += 3) {
      int at = step;
      Offered offered =
          Offered.of(
              second -> (second < at ? 30 : 90) * capacity / 100, STEP_AT + 1800, spec.work());
      Reaction reaction = new Reaction(step);
      Run.of(spec, offered, policy.apply(new Candidates(spec, offered), RANGE), step, reaction);
      acted += reaction.acted;
      finished += reaction.finished;
      phases++;
    }
    return new double[] {acted / phases, finished / phases};
  }

  @Test
  void aws_by_the_minute_acts_after_six_minutes() {
    double[] seconds = mean((make, range) -> make.aas60(60, 1, range));

    assertThat(seconds[0]).isCloseTo(363, within(30.0));
    assertThat(seconds[1] - seconds[0]).isBetween(23.0, 60.0);
  }

  @Test
  void aws_by_20_seconds_acts_after_a_minute_and_a_half() {
    double[] seconds = mean((make, range) -> make.aas20(60, 1, range));

    assertThat(seconds[0]).isCloseTo(86, within(15.0));
    assertThat(seconds[1] - seconds[0]).isBetween(23.0, 90.0);
  }

  /** One point of 20 s above 1.3 times the target is enough. */
  @Test
  void ours_acts_before_both() {
    double[] seconds = mean((make, range) -> make.oursWeb(60, range));

    assertThat(seconds[0]).isBetween(35.0, 75.0);
  }
}
