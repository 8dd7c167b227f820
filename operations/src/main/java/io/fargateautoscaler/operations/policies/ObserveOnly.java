package io.fargateautoscaler.operations.policies;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code mode: observe} into a document, and leaves the rest as its author wrote it. */
final class ObserveOnly {
  private static final String KEY = "mode: observe";

  private ObserveOnly() {}

  /**
   * @param text a document without problems
   * @param canonical the same as canonical JSON
   */
  static String of(String text, String canonical) {
    ServicePolicy wanted = observing(PolicyReader.readCanonical(canonical).policy().orElseThrow());
    if (means(text, wanted)) {
      return text;
    }
    List<String> lines = new ArrayList<>();
    boolean found = false;
    for (String line : text.lines().toList()) {
      boolean mode = line.startsWith("mode:");
      lines.add(mode ? KEY : line);
      found |= mode;
    }
    if (!found) {
      int service = 0;
      while (service < lines.size() && !lines.get(service).startsWith("service:")) {
        service++;
      }
      lines.add(Math.min(service + 1, lines.size()), KEY);
    }
    String edited = String.join("\n", lines) + "\n";
    // JSON, or YAML in braces: its own form cannot be kept.
    return means(edited, wanted)
        ? edited
        : canonical.replaceFirst("\"mode\":\"[a-z]+\"", "\"mode\":\"observe\"");
  }

  private static boolean means(String text, ServicePolicy wanted) {
    return PolicyReader.read(text, null).policy().equals(Optional.of(wanted));
  }

  private static ServicePolicy observing(ServicePolicy policy) {
    return new ServicePolicy(
        policy.service(),
        policy.capacity(),
        Mode.OBSERVE,
        policy.policies(),
        policy.schedules(),
        policy.scaleOut(),
        policy.scaleIn(),
        policy.guards(),
        policy.respectExternal());
  }
}
