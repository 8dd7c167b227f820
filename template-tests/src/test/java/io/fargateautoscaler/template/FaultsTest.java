package io.fargateautoscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every fault of docs/faults.md has a test with its number in its name. */
class FaultsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\|((?: F-\\d\\d)+) ");
  private static final Pattern NUMBER = Pattern.compile("F-(\\d\\d)");

  /** {@code f01F02Copies()}, {@code i22F13One()} or a named row {@code "draining F-15"}. */
  private static final Pattern IN_A_NAME =
      Pattern.compile("(?:\\bf|(?<=[a-z0-9])F|F-)(\\d\\d)(?!\\d)");

  @Test
  void everyFaultIsTested() throws IOException {
    var root = Template.projectRoot();
    var listed = new TreeSet<String>();
    ROW.matcher(Files.readString(root.resolve("docs/faults.md")))
        .results()
        .forEach(
            row -> NUMBER.matcher(row.group(1)).results().forEach(it -> listed.add(it.group(1))));
    assertThat(listed).hasSizeGreaterThan(30);
    var tested = new TreeSet<String>();
    for (var module : new String[] {"shared", "functions"}) {
      try (var files = Files.walk(root.resolve(module))) {
        for (Path file : files.filter(FaultsTest::isTest).toList()) {
          IN_A_NAME
              .matcher(Files.readString(file))
              .results()
              .forEach(it -> tested.add(it.group(1)));
        }
      }
    }
    assertThat(tested).containsAll(listed);
  }

  private static boolean isTest(Path file) {
    return file.toString().contains("src/test/java") && file.toString().endsWith("Test.java");
  }
}
