package io.fargateautoscaler.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrontTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the cheapest of those that meet it,    1:5 2:0.9 3:0.5,     1,   2",
    "exactly the level is good enough,      1:5 2:1 3:0.5,       1,   2",
    "a tighter level costs more,            1:5 2:0.9 3:0.1,     0.1, 3",
    "a dearer and later one never counts,   1:5 4:0.9 3:0.5,     1,   3",
    "the order of settings does not matter, 3:0.5 2:0.9 1:5,     1,   2",
    "none late,                             1:0 2:0,             0.1, 1",
    "costs nothing,                         0:0 1:0,             1,   0",
    "nobody is good enough,                 1:5 2:1.1,           1,   "
  })
  void cheapest(String name, String points, double level, @Nullable Double usd) {
    Front front = new Front(Runs.front("t", 1, "p", points));

    assertThat(front.cheapest(level).map(result -> result.measures().usd()).orElse(null))
        .as(name)
        .isEqualTo(usd);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "below the cheapest,                 1:10 3:0.1,        0.99, ",
    "at a setting,                       1:10 3:0.1,        1,    10",
    "half-way: the geometric mean,       1:9.999 3:0.099,   2,    0.999",
    "a quarter of the way,               1:9.999 3:0.099,   1.5,  3.16128",
    "at the dearest,                     1:10 3:0.1,        3,    0.1",
    "beyond the dearest,                 1:10 3:0.1,        99,   0.1",
    "a setting above the front is passed over, 1:9.999 2:50 3:0.099, 2, 0.999",
    "none late stays none late,          1:10 3:0,          3,    0",
    "on the way to none late,            1:9.999 3:0,       2,    0.099",
    "same cost: the less late,           1:10 1:2 3:0.1,    1,    2",
    "only one setting,                   2:0.5,             2,    0.5",
    "free,                               0:0,               0,    0"
  })
  void lateAt(String name, String points, double usd, @Nullable Double late) {
    Front front = new Front(Runs.front("t", 1, "p", points));

    if (late == null) {
      assertThat(front.lateAt(usd)).as(name).isEmpty();
    } else {
      assertThat(front.lateAt(usd).orElseThrow()).as(name).isEqualTo(late, within(1e-4));
    }
  }

  @Test
  void aTieGoesToTheFirstSettingByName() {
    Measures same = Runs.measures(2, 0.5);
    var runs =
        List.of(
            new Result("t", Kind.WEB, 10, 1, "p", "b", same),
            new Result("t", Kind.WEB, 10, 1, "p", "a", same));

    assertThat(new Front(runs).cheapest(1).orElseThrow().setting()).isEqualTo("a");
    assertThat(new Front(runs.reversed()).cheapest(1).orElseThrow().setting()).isEqualTo("a");
  }

  @Test
  void refusesWhatIsNotOneFront() {
    Result one = Runs.run("t", 1, "p", 1, 1);
    for (Result other :
        List.of(
            one,
            Runs.run("u", 1, "p", 2, 1),
            Runs.run("t", 2, "p", 2, 1),
            Runs.run("t", 1, "q", 2, 1),
            Runs.run("t", 20, 1, "p", 2, 1),
            Runs.run("t", 1, "p", Double.NaN, 1),
            Runs.run("t", 1, "p", -1, 1),
            Runs.run("t", 1, "p", 2, 101),
            new Result("t", Kind.WEB, 10, 1, "p", "x", new Measures(1, 0, 1, 1, 0, 0, 0, 0)))) {
      assertThatIllegalArgumentException()
          .as(other.toString())
          .isThrownBy(() -> new Front(List.of(one, other)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Front(List.of()));
  }
}
