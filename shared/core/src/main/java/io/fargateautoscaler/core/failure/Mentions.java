package io.fargateautoscaler.core.failure;

import io.fargateautoscaler.core.text.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds names in the reasons that ECS gives. Each search looks at a text once. */
final class Mentions {
  /** What ends a name in a sentence or a list. */
  private static final String ENDS = " \"',;)]}(<>";

  /** The reasons, already cleaned and cut. */
  private final List<String> texts;

  Mentions(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  /** {@code secret NAME} or {@code parameter NAME}. */
  @Nullable String secret() {
    String secret = after(":secret:", ENDS + ":");
    if (secret != null) {
      return "secret " + secret;
    }
    String parameter = after(":parameter/", ENDS + ":");
    return parameter == null ? null : "parameter /" + parameter;
  }

  /** {@code role NAME}, without its path. */
  @Nullable String role() {
    String role = after(":role/", ENDS + ":");
    return role == null ? null : "role " + role.substring(role.lastIndexOf('/') + 1);
  }

  /** {@code subnet subnet-ID}. */
  @Nullable String subnet() {
    String id = after("subnet-", ENDS + ".:/");
    return id == null ? null : "subnet subnet-" + id;
  }

  /** {@code target group NAME}. */
  @Nullable String targetGroup() {
    String name = after(":targetgroup/", ENDS + "/:");
    return name == null ? null : "target group " + name;
  }

  /** {@code command NAME}: what the runtime tried to execute. */
  @Nullable String command() {
    String name = after("exec: \"", "\"");
    return name == null ? null : "command " + name;
  }

  boolean has(String name) {
    return texts.stream().anyMatch(text -> text.contains(name));
  }

  private @Nullable String after(String marker, String ends) {
    for (String text : texts) {
      int at = text.indexOf(marker);
      if (at >= 0) {
        int from = at + marker.length();
        int end = from;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
          end++;
        }
        String name = text.substring(from, end);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!bare.isEmpty()) {
          return Untrusted.cut(bare, Sentence.LONGEST_NAME);
        }
      }
    }
    return null;
  }
}
