package io.fargateautoscaler.core.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.3.17",
        "0.0.0.0",
        "255.255.255.255",
        "2001:db8:0:1:2:3:4:5",
        "2001:db8::17",
        "::1",
        "fd00::",
        "::",
        "1:2:3:4:5:6:7::"
      })
  void aLiteralIsTakenAsItIs(String text) {
    assertThat(Address.parse(text))
        .hasValueSatisfying(address -> assertThat(address.literal()).isEqualTo(text));
  }

  @Test
  void lettersAreSmallAndTheAddressStaysOutOfLogs() {
    assertThat(Address.parse("2001:DB8::A"))
        .hasValueSatisfying(address -> {
          assertThat(address.literal()).isEqualTo("2001:db8::a");
          assertThat(address.toString()).doesNotContain("db8");
          assertThat(address).isEqualTo(Address.parse("2001:db8::a").orElseThrow());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.3",
        "10.0.3.17.1",
        "10.0.3.256",
        "10.0.3.017",
        "00.0.0.1",
        "10.0.3.",
        ".10.0.3",
        "10..3.17",
        "10.0.3.17 ",
        " 10.0.3.17",
        "10.0.3.17\n",
        "10.0.3.17:80",
        "10.0.3.0/24",
        "99999999999999999999.1.1.1",
        "\u0661\u0660.0.3.17",
        "localhost",
        "ip-10-0-3-17.ec2.internal",
        "deadbeef",
        "http://10.0.3.17/",
        "[::1]",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::1",
        "fe80::1%eth0",
        "::ffff:10.0.3.17",
        "2001:db8::17/64"
      })
  void anythingElseIsNone(String text) {
    assertThat(Address.parse(text)).isEmpty();
  }

  @Test
  void aLongTextIsNone() {
    assertThat(Address.parse("1".repeat(100_000))).isEmpty();
    assertThat(Address.parse("1.".repeat(100_000))).isEmpty();
    assertThat(Address.parse("1:".repeat(100_000))).isEmpty();
  }
}
