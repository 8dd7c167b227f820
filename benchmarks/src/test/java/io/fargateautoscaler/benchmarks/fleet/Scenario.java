package io.fargateautoscaler.benchmarks.fleet;

/**
 * A fleet and what it wants.
 *
 * @param queues whether its services work on queues; else they track their CPU
 * @param more of a hundred services, those that need twice their tasks
 * @param fewer of a hundred services, those that need half of them
 */
record Scenario(int services, boolean queues, int more, int fewer) {
  static final String CLUSTER = "shop";

  static Scenario parse(String text) {
    String[] parts = text.split(":", -1);
    return new Scenario(
        Integer.parseInt(parts[0]),
        Boolean.parseBoolean(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }

  String text() {
    return services + ":" + queues + ":" + more + ":" + fewer;
  }

  static String name(int number) {
    return "service-%04d".formatted(number);
  }

  /** What a service needs, in parts of the ten tasks that it has in the beginning. */
  double need(int number) {
    int of = number % 100;
    return of < more ? 2 : of >= 100 - fewer ? 0.5 : 1;
  }

  /** Its policy document. */
  String document(int number) {
    String policy =
        queues
            ? "\"orders\": {\"type\": \"queue\", \"queue\": \"%s\", \"messages-per-task\": 10}"
                .formatted(name(number))
            : "\"cpu\": {\"type\": \"target-tracking\", \"metric\": \"cpu\", \"target\": 60}";
    return "{\"service\": \"%s/%s\", \"capacity\": {\"min\": 2, \"max\": 40}, \"policies\": {%s}}"
        .formatted(CLUSTER, name(number), policy);
  }

  @Override
  public String toString() {
    return "%,d %s, %d %% need more, %d %% fewer"
        .formatted(services, queues ? "queues" : "by CPU", more, fewer);
  }
}
