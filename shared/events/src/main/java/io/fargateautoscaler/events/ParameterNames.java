package io.fargateautoscaler.events;

import io.fargateautoscaler.core.policy.ServiceRef;
import org.jspecify.annotations.Nullable;

/** Names of parameters: {@code /<stack>/services/<cluster>/<service>} and {@code /<stack>/mode}. */
final class ParameterNames {

  private ParameterNames() {}

  /** The service whose policy document the parameter holds; null when it holds none. */
  static @Nullable String service(String name) {
    String[] parts = name.split("/", -1);
    boolean document = parts.length == 5 && parts[0].isEmpty() && parts[2].equals("services");
    return document && ServiceRef.isName(parts[3]) && ServiceRef.isName(parts[4])
        ? parts[3] + "/" + parts[4]
        : null;
  }

  static boolean isMode(@Nullable String name) {
    if (name == null) {
      return false;
    }
    String[] parts = name.split("/", -1);
    return parts.length == 3 && parts[0].isEmpty() && parts[2].equals("mode");
  }

  /** Whether the text is {@code cluster/service}. */
  static boolean isService(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && ServiceRef.isName(text.substring(0, slash))
        && ServiceRef.isName(text.substring(slash + 1));
  }
}
