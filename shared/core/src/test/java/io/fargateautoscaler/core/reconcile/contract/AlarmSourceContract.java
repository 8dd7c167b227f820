package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.reconcile.AlarmSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alarms by name. */
public abstract class AlarmSourceContract {
  private static final TargetMetric.Input ERRORS =
      new TargetMetric.Input("Shop", "Errors", Map.of("App", "checkout", "Stage", "live"), "Sum");

  /** The source of this test; the same at every call. */
  protected abstract AlarmSource source();

  /** A name that no other test uses. */
  protected abstract String unique(String prefix);

  /** Makes an alarm on a single metric. */
  protected abstract void alarm(
      String name, AlarmState state, double threshold, TargetMetric.Input metric, Duration period);

  /** Makes an alarm on an expression over some metrics. */
  protected abstract void mathAlarm(String name, AlarmState state, double threshold);

  @Test
  void asksNothingForNothing() {
    assertThat(source().read(List.of())).isEmpty();
  }

  @Test
  void saysStateThresholdAndMetric() {
    String name = unique("errors");
    alarm(name, AlarmState.ALARM, 50.5, ERRORS, Duration.ofMinutes(5));

    assertThat(source().read(List.of(name)))
        .containsOnly(
            Map.entry(name, new Alarm(AlarmState.ALARM, 50.5, ERRORS, Duration.ofMinutes(5))));
  }

  @Test
  void anExtendedStatisticIsAStatistic() {
    String name = unique("slow");
    TargetMetric.Input slow =
        new TargetMetric.Input("AWS/ApplicationELB", "TargetResponseTime", Map.of(), "p99");
    alarm(name, AlarmState.OK, 2, slow, Duration.ofMinutes(1));

    assertThat(source().read(List.of(name)))
        .containsOnly(Map.entry(name, new Alarm(AlarmState.OK, 2.0, slow, Duration.ofMinutes(1))));
  }

  @Test
  void anExpressionIsNoMetric() {
    String name = unique("ratio");
    mathAlarm(name, AlarmState.INSUFFICIENT_DATA, 5);

    assertThat(source().read(List.of(name)).get(name))
        .isNotNull()
        .satisfies(alarm -> {
          assertThat(alarm.state()).isEqualTo(AlarmState.INSUFFICIENT_DATA);
          assertThat(alarm.metric()).isNull();
        });
  }

  @Test
  void whatDoesNotExistIsMissingAndHarmsNoOther() {
    String there = unique("there");
    String gone = unique("gone");
    alarm(there, AlarmState.OK, 1, ERRORS, Duration.ofMinutes(1));

    Map<String, Alarm> alarms = source().read(List.of(gone, there, gone));

    assertThat(alarms).containsOnlyKeys(gone, there).containsEntry(gone, Alarm.MISSING);
    assertThat(alarms.get(there))
        .isEqualTo(new Alarm(AlarmState.OK, 1.0, ERRORS, Duration.ofMinutes(1)));
  }

  @Test
  void aNameIsTakenByTheLetter() {
    String name = unique("errors");
    alarm(name + "-2", AlarmState.ALARM, 1, ERRORS, Duration.ofMinutes(1));

    assertThat(source().read(List.of(name))).containsOnly(Map.entry(name, Alarm.MISSING));
  }

  @Test
  void answersForEachOfMany() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      String name = unique("many-" + i);
      alarm(name, i % 2 == 0 ? AlarmState.OK : AlarmState.ALARM, i, ERRORS, Duration.ofMinutes(1));
      names.add(name);
    }

    Map<String, Alarm> alarms = source().read(names);

    assertThat(alarms).containsOnlyKeys(names);
    for (int i = 0; i < names.size(); i++) {
      assertThat(alarms.get(names.get(i)))
          .isEqualTo(
              new Alarm(
                  i % 2 == 0 ? AlarmState.OK : AlarmState.ALARM,
                  (double) i,
                  ERRORS,
                  Duration.ofMinutes(1)));
    }
  }
}
