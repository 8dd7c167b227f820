package io.fargateautoscaler.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ticks over fleets in a JVM as small as a function's, against a pretend AWS in this one. Times are
 * read, never asserted; that no service is forgotten is.
 */
class BenchmarksFleetTest {
  /** What Lambda gives a Java function: little heap, one collector thread, the first compiler. */
  private static final List<String> FUNCTION =
      List.of(
          "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1");

  private static final Map<String, String> IDENTITY =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test", "aws.region", "eu-west-1");

  static Stream<Scenario> fleets() {
    return Optional.ofNullable(System.getProperty("fleet"))
        .map(text -> Stream.of(text.split(",", -1)).map(Scenario::parse))
        .orElseGet(() ->
            Stream.of(
                new Scenario(100, false, 5, 5),
                new Scenario(1_000, false, 5, 5),
                new Scenario(1_000, true, 5, 5),
                new Scenario(2_000, false, 5, 5),
                new Scenario(1_000, false, 100, 0)));
  }

  @BeforeAll
  static void head() {
    // For the clients that fill the table.
    IDENTITY.forEach(System::setProperty);
    System.out.println(
        "| fleet | run | seconds | CPU s | heap MB | process MB | decided | scaled | failed | left"
            + " | calls | throttled | failed | billed |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
  }

  @AfterAll
  static void foot() {
    IDENTITY.keySet().forEach(System::clearProperty);
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void everyServiceIsDecidedFailedOrLeft(Scenario scenario) throws IOException {
    try (PretendAws aws = new PretendAws(scenario, InstantSource.system())) {
      Stack.fill(aws.endpoint(), scenario, InstantSource.system());
      aws.live();
      Process function = start(aws, scenario);
      try (BufferedReader answers =
              new BufferedReader(
                  new InputStreamReader(function.getInputStream(), StandardCharsets.UTF_8));
          PrintWriter orders =
              new PrintWriter(function.getOutputStream(), true, StandardCharsets.UTF_8)) {
        String started = Objects.requireNonNull(answers.readLine());
        for (String run : runs(scenario)) {
          orders.println(run.startsWith("tick") ? "tick" : "pulse");
          Figures figures = Figures.parse(Objects.requireNonNull(answers.readLine()));
          Bill bill = aws.minute();
          System.out.println(row(scenario, run, figures, bill));
          System.out.println("  " + started + " ms; " + bill.actions());
          int expected = run.startsWith("tick") ? scenario.services() : 400;
          assertThat(figures.verdicts() + figures.failed() + figures.left()).isEqualTo(expected);
        }
      } finally {
        function.destroy();
      }
    }
  }

  private static List<String> runs(Scenario scenario) {
    if (scenario.queues()) {
      return List.of("tick, cold", "tick", "tick", "pulse of 400");
    }
    return scenario.more() == 100
        ? Stream.iterate(1, n -> n <= 7, n -> n + 1).map(n -> "tick " + n).toList()
        : List.of("tick, cold", "tick", "tick");
  }

  private static Process start(PretendAws aws, Scenario scenario) throws IOException {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                FUNCTION.stream(),
                IDENTITY.entrySet().stream()
                    .map(each -> "-D" + each.getKey() + "=" + each.getValue()),
                Stream.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Ticks.class.getName(),
                    aws.endpoint().toString(),
                    scenario.text()))
            .flatMap(parts -> parts)
            .toList();
    return new ProcessBuilder(command)
        .redirectError(Path.of("target", "fleet.log").toFile())
        .start();
  }

  private static String row(Scenario scenario, String run, Figures f, Bill bill) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s |",
        scenario,
        run,
        f.wall() / 1e3,
        f.cpu() / 1e3,
        f.heap(),
        f.resident(),
        f.verdicts(),
        f.scaled(),
        f.failed(),
        f.left(),
        bill.calls(),
        bill.count(Bill.Fate.THROTTLED),
        bill.count(Bill.Fate.FAILED),
        bill.units());
  }
}
