package io.fargateautoscaler.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pretend account is as strict as it says. */
class BenchmarksPretendAwsTest {
  @Test
  void aBucketLetsItsBurstThroughAndThenSoManyASecond() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Bucket bucket = new Bucket(3, 2, now::get);

    assertThat(taken(bucket)).isEqualTo(3);
    now.set(Instant.EPOCH.plusMillis(1_500));
    assertThat(taken(bucket)).isEqualTo(3);
    now.set(Instant.EPOCH.plusMillis(2_000));
    assertThat(taken(bucket)).isEqualTo(1);
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(taken(bucket)).isEqualTo(3);
  }

  private static long taken(Bucket bucket) {
    return IntStream.range(0, 10).filter(_ -> bucket.take()).count();
  }

  @Test
  void whatServicesNeedIsAsTheScenarioSays() {
    Scenario scenario = Scenario.parse(new Scenario(200, false, 5, 10).text());

    List<Double> needs = IntStream.range(0, 200).mapToObj(scenario::need).toList();
    assertThat(needs.stream().filter(need -> need == 2)).hasSize(10);
    assertThat(needs.stream().filter(need -> need == 0.5)).hasSize(20);
    assertThat(needs.stream().filter(need -> need == 1)).hasSize(170);
  }

  @Test
  void aBillTellsWhatBecameOfCalls() {
    Bill bill = new Bill();
    bill.call("UpdateService", Bill.Fate.ANSWERED);
    bill.call("UpdateService", Bill.Fate.THROTTLED);
    bill.call("Query", Bill.Fate.ANSWERED);

    assertThat(bill.calls()).isEqualTo(3);
    assertThat(bill.count(Bill.Fate.THROTTLED)).isEqualTo(1);
    assertThat(bill.actions()).isEqualTo("Query 1, UpdateService 2 (1 throttled, 0 failed)");
  }
}
