package io.fargateautoscaler.core.failure;

import io.fargateautoscaler.core.text.Untrusted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts names into the sentences of a row. A name that is not known leaves the bare noun, so that
 * the sentence still reads. What others wrote enters only cleaned and cut.
 */
final class Sentence {
  static final int LONGEST_NAME = 120;
  private static final int LONGEST_REASON = 240;
  private static final int DIGEST_SHOWN = 12;
  private static final int MOST_CONTAINERS = 10;

  /** Each placeholder, what stands for it at best, and without a name. */
  static final Map<String, String> PLACEHOLDERS =
      Map.ofEntries(
          Map.entry("image", "image tag shop:1.9"),
          Map.entry("definition", "the task definition, revision 12"),
          Map.entry("secret", "secret db-password, parameter /shop/db"),
          Map.entry("container", "container app"),
          Map.entry("exit", "exit code 1"),
          Map.entry("lived", "12 s after its start"),
          Map.entry("group", "target group web"),
          Map.entry("role", "role shop-execution"),
          Map.entry("subnet", "subnet subnet-0abc"),
          Map.entry("command", "command ./serve"),
          Map.entry("provider", "Fargate, Fargate Spot"),
          Map.entry("platform", "platform version 1.4.0"),
          Map.entry("code", "the stop code or the event's name"),
          Map.entry("deployment", "deployment ecs-svc/123"),
          Map.entry("reason", "the reason as ECS gave it"));

  private final Map<String, String> values;

  private Sentence(Map<String, String> values) {
    this.values = values;
  }

  static Sentence about(StopFacts facts) {
    List<StopFacts.Container> containers =
        facts.containers().stream().limit(MOST_CONTAINERS).toList();
    List<String> texts = new ArrayList<>();
    texts.add(plain(facts.stoppedReason()));
    containers.forEach(container -> texts.add(plain(container.reason())));
    Mentions mentions = new Mentions(texts);
    StopFacts.Container ended = EndedContainer.of(containers);
    Integer exit = ended == null ? null : ended.exitCode();
    return new Sentence(
        Map.ofEntries(
            Map.entry("image", image(containers, mentions)),
            Map.entry("definition", definition(facts.taskDefinition())),
            Map.entry("secret", or(mentions.secret(), "secret")),
            Map.entry("container", ended == null ? "a container" : named(ended)),
            Map.entry("exit", exit == null ? "no exit code" : "exit code " + exit),
            Map.entry("lived", lived(facts)),
            Map.entry("group", or(mentions.targetGroup(), "load balancer")),
            Map.entry("role", or(mentions.role(), "task execution role")),
            Map.entry("subnet", or(mentions.subnet(), "subnet")),
            Map.entry("command", or(mentions.command(), "command")),
            Map.entry(
                "provider",
                "FARGATE_SPOT".equals(facts.capacityProvider()) ? "Fargate Spot" : "Fargate"),
            Map.entry(
                "platform",
                facts.platformVersion() == null
                    ? "the platform version"
                    : "platform version " + name(facts.platformVersion())),
            Map.entry("code", or(facts.stopCode(), "no stop code")),
            Map.entry("deployment", "deployment"),
            Map.entry("reason", reason(telling(facts.stoppedReason(), ended)))));
  }

  static Sentence about(ServiceFacts facts) {
    Mentions mentions = new Mentions(List.of(plain(facts.reason())));
    return new Sentence(
        Map.of(
            "group", or(mentions.targetGroup(), "load balancer"),
            "subnet", or(mentions.subnet(), "subnet"),
            "code", or(facts.eventName(), "an event without a name"),
            "deployment",
                facts.deploymentId() == null
                    ? "deployment"
                    : "deployment " + name(facts.deploymentId()),
            "reason", reason(facts.reason())));
  }

  /** The template with every placeholder replaced; what is put in is not looked at again. */
  String fill(String template) {
    var out = new StringBuilder();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      String placeholder = template.substring(open + 1, close);
      out.append(template, from, open).append(Objects.requireNonNull(values.get(placeholder)));
      from = close + 1;
    }
    return out.append(template, from, template.length()).toString();
  }

  private static String plain(@Nullable Untrusted text) {
    return text == null ? "" : text.forPlainText();
  }

  private static String name(String text) {
    return Untrusted.cut(new Untrusted(text).forPlainText(), LONGEST_NAME);
  }

  private static String or(@Nullable String text, String noun) {
    return text == null ? noun : name(text);
  }

  private static String reason(@Nullable Untrusted reason) {
    String text = plain(reason).strip();
    return text.isEmpty() ? "no reason given" : Untrusted.cut(text, LONGEST_REASON);
  }

  /** "Essential container in task exited" says less than the container's own reason. */
  private static @Nullable Untrusted telling(
      @Nullable Untrusted reason, StopFacts.@Nullable Container ended) {
    boolean bare = reason == null || reason.forMatching().startsWith("essential container");
    return bare && ended != null && ended.reason() != null ? ended.reason() : reason;
  }

  private static String definition(@Nullable String definition) {
    int colon = definition == null ? -1 : definition.lastIndexOf(':');
    return definition == null || colon < 0
        ? "the task definition"
        : "the task definition, revision " + name(definition.substring(colon + 1));
  }

  private static String lived(StopFacts facts) {
    if (facts.startedAt() == null) {
      return "before the task ran";
    }
    if (facts.stoppedAt() == null || facts.stoppedAt().isBefore(facts.startedAt())) {
      return "while the task ran";
    }
    long seconds = Duration.between(facts.startedAt(), facts.stoppedAt()).toSeconds();
    return (seconds < 600 ? seconds + " s" : seconds / 60 + " min") + " after the task's start";
  }

  private static String named(StopFacts.Container container) {
    return container.name() == null ? "a container" : "container " + name(container.name());
  }

  /** The only image, or the one that the reason names. */
  private static String image(List<StopFacts.Container> containers, Mentions mentions) {
    List<String> images =
        containers.stream()
            .map(StopFacts.Container::image)
            .filter(Objects::nonNull)
            .map(image -> new Untrusted(image).forPlainText())
            .distinct()
            .toList();
    String image =
        images.size() == 1
            ? images.getFirst()
            : images.stream().filter(mentions::has).findFirst().orElse(null);
    return image == null ? "image" : Untrusted.cut(shortened(image), LONGEST_NAME);
  }

  /** Without the registry's host; a digest is cut, as nobody reads it. */
  private static String shortened(String image) {
    int slash = image.indexOf('/');
    String host = slash < 0 ? "" : image.substring(0, slash);
    boolean isHost = host.contains(".") || host.contains(":") || host.equals("localhost");
    String path = isHost ? image.substring(slash + 1) : image;
    int at = path.indexOf('@');
    if (at >= 0) {
      int colon = path.indexOf(':', at);
      int end = Math.min(path.length(), (colon < 0 ? at : colon) + 1 + DIGEST_SHOWN);
      return "image " + path.substring(0, end);
    }
    return (path.indexOf(':') < 0 ? "image " : "image tag ") + path;
  }
}
