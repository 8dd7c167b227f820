package io.fargateautoscaler.config;

import io.fargateautoscaler.core.policy.ServicePolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads policy documents, YAML or JSON. Never throws, whatever the text. */
public final class PolicyReader {
  /** What an SSM parameter of the standard tier holds, in bytes of UTF-8. */
  public static final int MAX_BYTES = 4096;

  /** Canonical documents name every default, so they may be larger. */
  private static final int MAX_CANONICAL_BYTES = 16 * MAX_BYTES;

  private PolicyReader() {}

  /**
   * A policy or all problems of its document.
   *
   * @param policy empty if there are problems
   * @param problems by line; empty if there is a policy
   * @param canonicalJson the complete document, defaults resolved; empty if there are problems
   */
  public record Result(
      Optional<ServicePolicy> policy, List<Problem> problems, String canonicalJson) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a document as people write it.
   *
   * @param text YAML or JSON of at most 4096 bytes
   * @param expectedPath the {@code cluster/service} that the document must name; null: any
   */
  public static Result read(String text, @Nullable String expectedPath) {
    return read(text, expectedPath, MAX_BYTES);
  }

  /** Reads what {@link Result#canonicalJson()} gave; needs no YAML library. */
  public static Result readCanonical(String json) {
    return read(json, null, MAX_CANONICAL_BYTES);
  }

  private static Result read(String text, @Nullable String expectedPath, int maxBytes) {
    var problems = new Problems();
    int bytes =
        text.length() > maxBytes ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      problems.add(0, "", "larger than the allowed " + maxBytes + " bytes");
      return result(null, problems);
    }
    Optional<Node> root = tree(text, problems);
    return root.map(
            node -> result(new PolicyAssembler(problems).read(node, expectedPath), problems))
        .orElseGet(() -> result(null, problems));
  }

  private static Result result(@Nullable ServicePolicy policy, Problems problems) {
    if (policy == null || problems.any()) {
      return new Result(Optional.empty(), problems.all(), "");
    }
    return new Result(Optional.of(policy), List.of(), PolicyJson.write(policy));
  }

  private static Optional<Node> tree(String text, Problems problems) {
    String start = text.stripLeading();
    if (start.isEmpty()) {
      problems.add(0, "", "empty; a document is needed");
      return Optional.empty();
    }
    if (!start.startsWith("{")) {
      return yaml(text, problems);
    }
    var asJson = new Problems();
    Optional<Node> json = TreeReader.json(text, asJson);
    // YAML has braces too; JSON's complaint stays unless YAML understands the text.
    boolean looksLikeJson = start.substring(1).stripLeading().startsWith("\"");
    Optional<Node> node = json.isPresent() || looksLikeJson ? json : yaml(text, new Problems());
    if (node.isEmpty() || json.isPresent()) {
      asJson.all().forEach(p -> problems.add(p.line(), p.path(), p.message()));
      return json;
    }
    return yaml(text, problems);
  }

  private static Optional<Node> yaml(String text, Problems problems) {
    try {
      return YamlText.read(text, problems);
    } catch (NoClassDefFoundError e) {
      problems.add(0, "", "YAML cannot be read here; write the document as JSON");
      return Optional.empty();
    }
  }
}
