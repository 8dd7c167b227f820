package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PolicyFuzzTest {
  private static final long SEED = 20_260_131;
  private static final int DOCUMENTS = 20_000;

  private static final List<String> SEEDS =
      List.of(
          """
          schema: 1
          service: shop/checkout
          capacity: {min: 2, max: 40}
          mode: active
          policies:
            cpu:      {type: target-tracking, metric: cpu, target: 60, tolerance: 0.1, warm-up: 60s}
            requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000}
            busy:     {type: target-tracking, metric: {namespace: Shop, name: Busy, dimensions: {App: x}, statistic: Sum, load: total, period: 60s}, target: 50}
            orders:   {type: queue, queue: orders, seconds-per-message: 0.5, concurrency: 1, drain-within: 3m, idle-for: 5m, activation: 0}
            mails:    {type: queue, queue: mails, messages-per-task: 100, tolerance: 0.2}
          scale-out: {stabilization: 0s, step: {percent: 300, tasks: 4, per: 60s}}
          scale-in:  {enabled: true, stabilization: 10m, every: 2m, step: {percent: 50}}
          guards:    {deployment-hold: 60m}
          respect-external: 15m
          """,
          """
          service: a/b
          capacity: {min: 0, max: 9}
          policies:
            errors:
              type: step
              alarm: checkout-5xx
              warm-up: 3m
              direction: both
              steps: [{above: 0, add: 2}, {above: 50, add-percent: 50, at-least: 2}, {above: 99, set: 9}]
            quiet: {type: step, alarm: 'q', steps: [{below: 0, remove: 1}, {below: 5, remove-percent: 10}]}
            calls:
              type: target-tracking
              metric: {expression: m1 + m2, metrics: {m1: {namespace: S, name: B, statistic: Sum}, m2: {namespace: S, name: C, dimensions: {A: b}, statistic: p90}}, load: total, period: 20s}
              target: 5
          schedules:
            - {name: day, start: "0 8 * * MON-FRI", for: 11h, timezone: Europe/Paris, capacity: {min: 1, max: 4}, scale-in: off}
            - {name: n, start: '*/5 0-6,22 1 1-6/2 *', for: 90s, scale-in: off}
          guards:
            crash-loop: {bad-starts: 3, percent: 50, within: 10m}
            veto-scale-out: [db-connections-high]
            veto-scale-in: ["a b", c]
            capacity-after: 10m
          """,
          """
          service: a/b
          capacity:
            min: 0
            max: 5
          policies:
            q:
              type: queue
              queue: jobs.fifo
          """,
          "{\"service\":\"a/b\",\"capacity\":{\"min\":1,\"max\":2},\"policies\":{\"m\":{\"type\":"
              + "\"target-tracking\",\"metric\":\"memory\",\"target\":7e1}},\"mode\":\"observe\"}");

  private static final List<String> PIECES =
      List.of(
          "&a ",
          "*a",
          "<<: ",
          "!!int ",
          "!x ",
          "? ",
          "- ",
          "|\n",
          ">-\n",
          "%YAML 9\n",
          "---\n",
          "...\n",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          ":",
          "#",
          "\t",
          "\n",
          "\r",
          "\0",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ud800",
          "\ud83d\ude00",
          "1e999",
          "-0",
          ".nan",
          "~",
          "null",
          "999999999999999999999",
          "0x",
          "off",
          "30d",
          "  ",
          ",",
          "\\",
          "\"\\u",
          "@",
          "`");

  @Test
  void mutated_documents_never_throw_and_never_give_a_policy_with_problems() {
    System.out.println("PolicyFuzzTest seed " + SEED);
    var random = new Random(SEED);
    int good = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
      PolicyReader.Result result = PolicyReader.read(text, null);
      assertThat(result.policy().isPresent())
          .as("document %d: %s", i, text)
          .isEqualTo(result.problems().isEmpty())
          .isEqualTo(!result.canonicalJson().isEmpty());
      if (result.policy().isPresent()) {
        good++;
        assertThat(PolicyReader.readCanonical(result.canonicalJson()))
            .as("document %d: %s", i, text)
            .isEqualTo(result);
      }
      DecideCase.read(text);
    }
    assertThat(good).isBetween(DOCUMENTS / 50, DOCUMENTS / 2);
  }

  private static String mutated(String seed, Random random) {
    var text = new StringBuilder(seed);
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        default -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
