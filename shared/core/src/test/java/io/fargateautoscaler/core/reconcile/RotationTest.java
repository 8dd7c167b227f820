package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the last one reached all,      a c e g, , a c e g",
    "it stopped at one in between,  a c e g, e, e g a c",
    "it stopped at one that is gone, a c e g, d, e g a c",
    "it stopped at the first,       a c e g, a, a c e g",
    "it stopped after all names,    a c e g, x, a c e g",
    "there are none,                '', c, ''",
  })
  void itBeginsWhereTheLastOneStopped(String name, String services, String first, String order) {
    Rotation rotation = Rotation.of(refs(services), first == null ? null : refs(first).getFirst());

    assertThat(names(rotation.order())).as(name).isEqualTo(order);
  }

  @Test
  void slicesKeepTheOrderAndTheLastMayBeSmaller() {
    assertThat(Rotation.of(refs("a b c d e"), refs("c").getFirst()).slices(2))
        .extracting(RotationTest::names)
        .containsExactly("c d", "e a", "b");
  }

  @Test
  void theEarliestOfThoseThatWereLeftIsTheNext() {
    Rotation rotation = Rotation.of(refs("a b c d e"), refs("c").getFirst());

    assertThat(rotation.earliest(refs("a b e"))).isEqualTo(refs("e").getFirst());
    assertThat(rotation.earliest(List.of())).isNull();
  }

  private static List<ServiceRef> refs(String names) {
    return Stream.of(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(name -> new ServiceRef("shop", name))
        .toList();
  }

  private static String names(Collection<ServiceRef> services) {
    return services.stream().map(ServiceRef::service).collect(Collectors.joining(" "));
  }
}
