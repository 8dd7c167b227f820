package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code autoscaler}, in a folder of its own with a stand-in for the local cloud. */
final class LauncherTest {
  @TempDir private Path folder = Path.of("");

  private record Answer(int code, String text) {}

  private Answer local(String... arguments) throws IOException, InterruptedException {
    Path launcher = folder.resolve("autoscaler");
    if (Files.notExists(launcher)) {
      Files.copy(Path.of("..", "autoscaler"), launcher);
      Path script = Files.createDirectories(folder.resolve("local")).resolve("local");
      Files.writeString(script, "#!/bin/sh\necho started \"$@\"\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString(), "local"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }

  @Test
  void every_command_of_the_local_cloud_is_passed_on() throws Exception {
    String cloud = Files.readString(Path.of("..", "local", "cloud.py"));
    Matcher commands = Pattern.compile("add_parser\\(\"([a-z-]+)\"").matcher(cloud);
    int found = 0;
    for (; commands.find(); found++) {
      String command = commands.group(1);
      assertThat(local(command, "x y")).isEqualTo(new Answer(0, "started " + command + " x y\n"));
    }
    assertThat(found).isPositive();
    assertThat(local()).isEqualTo(new Answer(0, "started\n"));
    assertThat(local("bogus"))
        .as("it knows its commands")
        .isEqualTo(new Answer(0, "started bogus\n"));
    assertThat(local("--help")).isEqualTo(new Answer(0, "started --help\n"));
  }

  /** With a stand-in for the JDK that prints what it is given. */
  private String java(String command) throws IOException, InterruptedException {
    Path launcher = folder.resolve("autoscaler");
    Path bin = Files.createDirectories(folder.resolve("jdk").resolve("bin"));
    if (Files.notExists(launcher)) {
      Files.copy(Path.of("..", "autoscaler"), launcher);
      Files.writeString(folder.resolve("jdk").resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
      for (String name : List.of("java", "javac")) {
        Path tool = Files.writeString(bin.resolve(name), "#!/bin/sh\necho \"$@\"\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
      }
      Path target = Files.createDirectories(folder.resolve("cli").resolve("target"));
      Files.createFile(target.resolve("autoscaler.jar"));
    }
    var builder =
        new ProcessBuilder("bash", launcher.toString(), command, "--x").redirectErrorStream(true);
    builder.environment().put("JDK25_HOME", folder.resolve("jdk").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void what_computes_for_minutes_gets_the_whole_compiler_and_much_memory() throws Exception {
    for (String command : List.of("benchmark", "simulate")) {
      assertThat(java(command))
          .contains("-XX:+UseParallelGC", "-XX:MaxRAMPercentage=")
          .doesNotContain("TieredStopAtLevel");
    }
    assertThat(java("demo"))
        .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .doesNotContain("RAM");
  }

  @Test
  void commands_are_told_where_the_repository_is_and_what_stderr_is() throws Exception {
    assertThat(java("benchmark"))
        .contains("-Dautoscaler.home=" + folder.toRealPath())
        .endsWith("autoscaler.jar benchmark --x\n")
        .as("stderr is a pipe here")
        .doesNotContain("autoscaler.terminal");
  }
}
