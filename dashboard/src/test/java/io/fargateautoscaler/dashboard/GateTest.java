package io.fargateautoscaler.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateTest {
  private final Gate gate = new Gate(8080);

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, localhost:8080, 0",
    "GET, 127.0.0.1:8080, 0",
    "HEAD, [::1]:8080, 0",
    "POST, localhost:8080, 405",
    "OPTIONS, localhost:8080, 405",
    "GET, localhost, 421",
    "GET, localhost:8081, 421",
    "GET, 127.0.0.1:8080.evil.example, 421",
    "GET, evil.example:8080, 421",
    "GET, LOCALHOST:8080:8080, 421",
    "POST, evil.example:8080, 421",
    "GET, '', 421"
  })
  void onlyThisMachineAndOnlyReading(String method, String host, int refusal) {
    var headers = new Headers();
    headers.add("Host", host);
    assertThat(gate.refusal(method, headers)).isEqualTo(refusal);
  }

  @Test
  void noHostAndTwoHostsAreRefused() {
    assertThat(gate.refusal("GET", new Headers())).isEqualTo(421);
    var two = new Headers();
    two.put("Host", List.of("localhost:8080", "evil.example"));
    assertThat(gate.refusal("GET", two)).isEqualTo(421);
  }

  @Test
  void nothingUnsafeIsAllowed() {
    var headers = new Headers();
    Gate.protect(headers);
    assertThat(headers.getFirst("Content-Security-Policy"))
        .startsWith("default-src 'none'; ")
        .contains("frame-ancestors 'none'", "connect-src 'self'")
        .doesNotContain("unsafe", "*", "data:", "http");
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(headers.getFirst("Cache-Control")).isEqualTo("no-store");
  }
}
