package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.util.Map;

/** Documentation of the policy document, made from the same table that its reader uses. */
public final class PolicyReference {
  private static final String EXAMPLE =
      """
      schema: 1
      service: shop/checkout
      capacity: {min: 2, max: 40}
      policies:
        cpu:      {type: target-tracking, metric: cpu, target: 60}
        requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000}
        orders:   {type: queue, queue: orders, seconds-per-message: 0.5, drain-within: 3m}
        errors:   {type: step, alarm: checkout-5xx, steps: [{above: 0, add: 2}]}
      schedules:
        - {name: night, start: "0 20 * * MON-FRI", for: 11h, timezone: Europe/Paris, capacity: {min: 1}}
      """;

  /** Parts of a document, below the heading of what they show. */
  private static final Map<Section, String> EXAMPLES =
      Map.of(
          Section.TARGET_TRACKING,
          """
          policies:
            cpu:      {type: target-tracking, metric: cpu, target: 60, tolerance: 0.1, warm-up: 60s}
            memory:   {type: target-tracking, metric: memory, target: 75}
            requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000}
          """,
          Section.METRIC,
          """
          policies:
            busy:
              type: target-tracking
              metric: {namespace: Shop, name: BusyWorkers, dimensions: {App: checkout}, statistic: Sum, load: total}
              target: 50
          """,
          Section.EXPRESSION,
          """
          policies:
            calls:
              type: target-tracking
              metric:
                expression: m1 + 2 * m2
                metrics:
                  m1: {namespace: Shop, name: Reads, dimensions: {App: checkout}, statistic: Sum}
                  m2: {namespace: Shop, name: Writes, dimensions: {App: checkout}, statistic: Sum}
              target: 1000
          """,
          Section.QUEUE,
          """
          policies:
            orders:   {type: queue, queue: orders, drain-within: 3m}
            invoices: {type: queue, queue: invoices.fifo, seconds-per-message: 2, concurrency: 4}
            mails:    {type: queue, queue: mails, messages-per-task: 100, tolerance: 0.2}
          """,
          Section.STEP,
          """
          policies:
            errors:
              type: step
              alarm: checkout-5xx
              warm-up: 3m
              steps:
                - {above: 0, add: 2}
                - {above: 50, add-percent: 50, at-least: 2}
            quiet: {type: step, alarm: checkout-quiet, steps: [{below: 0, remove: 1}]}
          """,
          Section.SCHEDULE,
          """
          schedules:
            - {name: day, start: "0 7 * * MON-FRI", for: 13h, timezone: Europe/Paris, capacity: {min: 6}}
            - {name: sale, start: "0 9 28 11 *", for: 2d, capacity: {min: 20, max: 80}, scale-in: off}
          """,
          Section.SCALE_OUT,
          """
          scale-out: {step: {percent: 300, tasks: 4, per: 60s}}
          """,
          Section.SCALE_IN,
          """
          scale-in: {enabled: true, stabilization: 10m, every: 2m, step: {percent: 50, tasks: 1}}
          """,
          Section.GUARDS,
          """
          guards:
            crash-loop: {bad-starts: 3, percent: 50, within: 10m}
            veto-scale-out: [db-connections-high]
            veto-scale-in: [checkout-errors]
            capacity-after: 10m
            deployment-hold: 60m
          """);

  private PolicyReference() {}

  /** The page {@code docs/policy-reference.md}. */
  public static String markdown() {
    var page = new StringBuilder();
    page.append("# Policy document\n\n");
    page.append("One document for each service: YAML or JSON, at most ");
    page.append(PolicyReader.MAX_BYTES);
    page.append(" bytes, in the SSM parameter `/STACK/services/CLUSTER/SERVICE`.\n");
    page.append("`service`, `capacity` and one policy are enough. ");
    page.append("Unknown and repeated keys are problems, and a document with a problem changes ");
    page.append("nothing.\n`./autoscaler validate FILE` lists all problems of a document.\n\n");
    fence(page, EXAMPLE);
    page.append("\nDurations are whole numbers with `s`, `m`, `h` or `d`: `90s`, `10m`. ");
    page.append("Words like `off` stay words. Aliases (`*name`) are not allowed.\n\n");
    page.append("This page is generated from the table that the reader uses.\n");
    for (Section section : Section.values()) {
      page.append("\n## ").append(section.title()).append("\n\n");
      if (!section.path().isEmpty()) {
        page.append("Path: `").append(section.path()).append("`\n\n");
      }
      String example = EXAMPLES.get(section);
      if (example != null) {
        fence(page, example);
        page.append('\n');
      }
      page.append("| key | allowed | default | meaning |\n|---|---|---|---|\n");
      for (Key<?> key : PolicyKeys.of(section)) {
        page.append("| `").append(key.name()).append("` | ").append(cell(key.allowed()));
        page.append(" | ").append(key.required() ? "**required**" : cell(key.byDefault()));
        page.append(" | ").append(cell(key.meaning())).append(" |\n");
      }
    }
    return page.toString();
  }

  private static void fence(StringBuilder page, String yaml) {
    page.append("```yaml\n").append(yaml).append("```\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** A JSON Schema (draft 2020-12) for editors; the reader itself knows more rules. */
  public static String jsonSchema() {
    return Json.pretty(PolicySchema.tree()) + "\n";
  }
}
