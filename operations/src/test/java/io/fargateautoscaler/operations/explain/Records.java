package io.fargateautoscaler.operations.explain;

import io.fargateautoscaler.config.DecideCase;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Records as the shipped rules make them, from cases in the form of {@code decide}. */
public final class Records {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");

  private Records() {}

  /** The records of all cases by their names, in order. */
  public static Map<String, String> all() {
    Map<String, String> records = new LinkedHashMap<>();
    for (String line : resource("cases.jsonl").lines().toList()) {
      DecideCase read = read(line);
      records.put(read.id(), of(read));
    }
    return records;
  }

  private static DecideCase read(String line) {
    DecideCase.Result result = DecideCase.read(line);
    return result.value().orElseThrow(() -> new AssertionError(line + ": " + result.error()));
  }

  /** The record of one case. */
  public static String of(String name) {
    return Objects.requireNonNull(all().get(name), name);
  }

  private static String of(DecideCase read) {
    Decision decision =
        Decider.decide(read.policy(), read.stackMode(), read.observation(), read.history());
    boolean scaled = decision.outcome() instanceof Decision.Scale;
    return DecisionJson.record(
        new DecisionRecord(
            "1-1",
            WEB,
            new Trigger(Trigger.Kind.TICK, ""),
            new PolicyDocument(7, read.policy(), ""),
            read.stackMode(),
            read.observation(),
            read.history(),
            decision,
            scaled
                ? new DecisionRecord.Applied(
                    read.observation().now().plusSeconds(1), decision.count())
                : null));
  }

  static String resource(String name) {
    try (InputStream in = Records.class.getResourceAsStream("/explain/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
