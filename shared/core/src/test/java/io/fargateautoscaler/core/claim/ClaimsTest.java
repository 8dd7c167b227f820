package io.fargateautoscaler.core.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  /** Claims as {@code stack minutes-old services}, seen from the stack "blue". */
  static Stream<Arguments> rows() {
    return Stream.of(
        arguments("alone", "a b", "", "a b", "{}", true),
        arguments("alone, claimed", "a b", "blue 5 a b", "a b", "{}", false),
        arguments("alone, in two parts", "a b", "blue 5 a; blue 9 b", "a b", "{}", false),
        arguments("old enough to renew", "a", "blue 30 a", "a", "{}", true),
        arguments("one part is old", "a b", "blue 31 a; blue 9 b", "a b", "{}", true),
        arguments("one document more", "a b", "blue 5 a", "a b", "{}", true),
        arguments("one document less", "a", "blue 5 a b", "a", "{}", true),
        arguments("nothing is wanted any more", "", "blue 5 a", "", "{}", true),
        arguments("nothing was ever wanted", "", "red 5 a", "", "{}", false),
        arguments("another came first", "a b", "red 5 a", "b", "{shop/a=red}", true),
        arguments("a lower one came first", "a", "amber 5 a", "", "{shop/a=amber}", false),
        arguments("we came first", "a", "blue 9 a; red 119 b", "a", "{}", false),
        arguments("together, our name is lower", "a", "blue 1 a; red 1 a", "a", "{}", false),
        arguments("together, its is", "a", "blue 1 a; amber 1 a", "", "{shop/a=amber}", true),
        arguments("two others", "a", "red 5 a; green 5 a", "", "{shop/a=green}", false),
        arguments("the other is stale", "a", "red 120 a", "a", "{}", true),
        arguments("just not stale", "a", "red 119 a", "", "{shop/a=red}", false),
        arguments("ours was stale", "a", "blue 120 a; red 5 a", "", "{shop/a=red}", true),
        arguments("from the future", "a", "red -10 a", "", "{shop/a=red}", false),
        arguments("what we do not want", "a", "blue 5 a; red 5 b", "a", "{}", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void settles(
      String name, String wanted, String written, String ours, String others, boolean due) {
    List<Claim> all =
        Arrays.stream(written.split("; "))
            .filter(row -> !row.isEmpty())
            .map(ClaimsTest::claim)
            .toList();

    Claims settled = Claims.settle("blue", services(wanted), all, NOW);

    assertThat(settled.ours()).isEqualTo(services(ours));
    assertThat(settled.others()).hasToString(others);
    assertThat(settled.due()).isEqualTo(due);
  }

  private static Claim claim(String row) {
    String[] parts = row.split(" ", 3);
    return new Claim(parts[0], services(parts[2]), NOW.minusSeconds(60 * Long.parseLong(parts[1])));
  }

  private static Set<ServiceRef> services(String names) {
    return Arrays.stream(names.split(" "))
        .filter(service -> !service.isEmpty())
        .map(service -> new ServiceRef("shop", service))
        .collect(Collectors.toSet());
  }
}
