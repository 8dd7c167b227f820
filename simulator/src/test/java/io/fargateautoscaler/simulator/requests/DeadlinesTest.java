package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
  private record Deadline(double at, long ticket) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
      return Double.compare(at, other.at);
    }
  }

  /** Tickets come back in the order of their time, whether they came in it or not. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 1})
  void earliestFirst(double outOfOrder) {
    SplittableRandom random = new SplittableRandom(1);
    Deadlines deadlines = new Deadlines();
    PriorityQueue<Deadline> expected = new PriorityQueue<>();
    for (int i = 0; i < 20_000; i++) {
      // Longer and shorter by turns, so that it grows wherever its beginning is, and runs empty.
      boolean growing = i / 1_500 % 2 == 0;
      if (random.nextInt(10) < (growing ? 7 : 2)) {
        boolean late = random.nextDouble() < outOfOrder;
        double at = i + (late ? random.nextDouble() * 900 : 100);
        deadlines.add(at, i);
        expected.add(new Deadline(at, i));
      } else if (!expected.isEmpty()) {
        Deadline next = expected.remove();
        assertThat(deadlines.next()).isEqualTo(next.at());
        assertThat(deadlines.take()).isEqualTo(next.ticket());
      } else {
        assertThat(deadlines.next()).isInfinite();
      }
    }
  }
}
