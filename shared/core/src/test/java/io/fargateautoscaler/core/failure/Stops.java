package io.fargateautoscaler.core.failure;

import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of stopped tasks for tests; "-" stands for what is absent. */
record Stops(
    @Nullable String code,
    @Nullable Untrusted reason,
    List<StopFacts.Container> containers,
    @Nullable String platform,
    @Nullable String provider,
    boolean ran) {
  static final Instant STARTED = Instant.parse("2026-01-15T10:00:00Z");
  static final String IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1.9";

  /** A task of {@code checkout:12} with one container, which ended 12 s after its start. */
  static Stops of(String code, boolean ran, String reason, String exit, String detail) {
    StopFacts.Container app =
        new StopFacts.Container(
            "app", IMAGE, exit.equals("-") ? null : Integer.valueOf(exit), text(detail), null);
    return new Stops(code.equals("-") ? null : code, text(reason), List.of(app), null, null, ran);
  }

  private static @Nullable Untrusted text(String text) {
    return text.equals("-") ? null : new Untrusted(text);
  }

  Stops platform(String version) {
    return new Stops(code, reason, containers, version, provider, ran);
  }

  Stops spot() {
    return new Stops(code, reason, containers, platform, "FARGATE_SPOT", ran);
  }

  Stops unhealthy() {
    StopFacts.Container first = containers.getFirst();
    return with(
        List.of(
            new StopFacts.Container(
                first.name(), first.image(), first.exitCode(), first.reason(), "UNHEALTHY")));
  }

  Stops image(String image) {
    StopFacts.Container first = containers.getFirst();
    return with(
        List.of(
            new StopFacts.Container(first.name(), image, first.exitCode(), first.reason(), null)));
  }

  Stops beside(String name, int exit) {
    List<StopFacts.Container> all = new ArrayList<>(containers);
    all.add(new StopFacts.Container(name, "docker.io/vector:1", exit, null, null));
    return with(all);
  }

  private Stops with(List<StopFacts.Container> others) {
    return new Stops(code, reason, others, platform, provider, ran);
  }

  StopFacts facts() {
    return new StopFacts(
        code,
        reason,
        containers,
        platform,
        "checkout:12",
        provider == null ? "FARGATE" : null,
        provider,
        STARTED.minusSeconds(30),
        ran ? STARTED : null,
        STARTED.plusSeconds(12));
  }

  Classified classified() {
    return StopClassifier.classify(facts());
  }
}
