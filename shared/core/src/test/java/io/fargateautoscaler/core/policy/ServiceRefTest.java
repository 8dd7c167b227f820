package io.fargateautoscaler.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRefTest {
  @ParameterizedTest
  @ValueSource(strings = {"shop/web", "s/w", "Shop_1/web-2"})
  void a_name_is_read_as_it_is_written(String text) {
    assertThat(ServiceRef.parse(text)).map(ServiceRef::toString).contains(text);
  }

  @Test
  void the_cluster_comes_first() {
    assertThat(ServiceRef.parse("shop/web")).contains(new ServiceRef("shop", "web"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "shop", "shop/", "/web", "shop/web/x", "sh op/web", "shop/wéb"})
  void what_is_no_name(String text) {
    assertThat(ServiceRef.parse(text)).isEmpty();
  }

  @Test
  void names_have_255_characters_at_most() {
    String longest = "x".repeat(255);

    assertThat(ServiceRef.parse(longest + "/" + longest)).isPresent();
    assertThat(ServiceRef.parse(longest + "x/web")).isEmpty();
    assertThat(ServiceRef.parse("shop/" + longest + "x")).isEmpty();
    assertThatThrownBy(() -> new ServiceRef("shop", longest + "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServiceRef(longest + "x", "web"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
