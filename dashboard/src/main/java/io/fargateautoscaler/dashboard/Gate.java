package io.fargateautoscaler.dashboard;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;

/**
 * Who may ask for what. Loopback alone is no guard: a foreign page whose name somebody points at
 * this machine would be of the same origin as the server. So the host must be one of this machine.
 */
final class Gate {
  private final Set<String> hosts;

  Gate(int port) {
    hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  /** An answer other than 200 for this request; 0: it may pass. */
  int refusal(String method, Headers headers) {
    List<String> host = headers.get("Host");
    if (host == null || host.size() != 1 || !hosts.contains(host.getFirst())) {
      return 421;
    }
    return method.equals("GET") || method.equals("HEAD") ? 0 : 405;
  }

  /** What every answer carries. */
  static void protect(Headers headers) {
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }
}
