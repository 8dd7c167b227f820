package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function in a JVM of its own, started as Lambda's managed Java runtime does it: the runtime
 * client on the class path, the function's jar in the folder {@code lib} of its task root.
 */
final class LambdaProcess implements AutoCloseable {
  static final String ACCESS_KEY = "ASIAEXAMPLEEXAMPLE00";
  static final String SECRET_KEY = "secret-key-that-nobody-may-ever-read";
  static final String SESSION_TOKEN = "session-token-that-nobody-may-ever-log";

  /** Of a process that ends because of SIGTERM; a crash has another one. */
  private static final int TERMINATED = 128 + 15;

  private static final long PATIENCE_SECONDS = 60;

  /** Everything that is not heap. */
  private static final int BESIDE_HEAP = 128;

  private final LambdaService lambda = new LambdaService();
  private final Path log;
  private final Process process;

  /**
   * Starts a function.
   *
   * @param environment what the template gives to it
   * @param folder empty; for the task root and the log
   */
  LambdaProcess(Stack.Function function, Map<String, String> environment, String aws, Path folder) {
    try {
      Path taskRoot = Files.createDirectories(folder.resolve("task"));
      Path lib = Files.createDirectory(taskRoot.resolve("lib"));
      Files.copy(function.jar(), lib.resolve(function.jar().getFileName()));
      log = folder.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx" + (function.memory() - BESIDE_HEAP) + "m",
              "-XX:ErrorFile=" + folder.resolve("crash"),
              "--enable-native-access=ALL-UNNAMED",
              // Else every client of this machine unpacks it to one file, and two of them crash.
              "-D"
                  + AWSLambda.class.getPackageName()
                  + ".runtimeapi.NativeClient.JNI="
                  + nativeLibrary(folder),
              "-cp",
              runtimeClient(),
              AWSLambda.class.getName(),
              function.handler());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().putAll(reserved(function));
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
      builder.environment().put("AWS_ENDPOINT_URL", aws);
      // Whatever this machine's user has configured must not matter.
      builder.environment().put("AWS_CONFIG_FILE", folder.resolve("none").toString());
      builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
      process =
          builder
              .directory(taskRoot.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      lambda.close();
      throw new UncheckedIOException(e);
    }
    var _ = process.onExit().thenAccept(ended -> lambda.ended(ended.exitValue()));
  }

  /** Skips the caller where the runtime client cannot run; on Linux it always can. */
  static void assumeItRuns() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    String reason = "runtime tests skipped: the native part of Lambda's client is for Linux only";
    if (!linux) {
      System.out.println(reason);
    }
    assumeTrue(linux, reason);
  }

  /** Variables that Lambda itself sets. */
  private static Map<String, String> reserved(Stack.Function function) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_REGION", Stack.REGION);
    variables.put("AWS_DEFAULT_REGION", Stack.REGION);
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/15/[$LATEST]0");
    variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
    variables.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    variables.put("AWS_SESSION_TOKEN", SESSION_TOKEN);
    variables.put("TZ", ":UTC");
    return variables;
  }

  private static String runtimeClient() {
    return Stream.of(
            AWSLambda.class,
            LambdaRuntime.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(LambdaProcess::jarOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path nativeLibrary(Path folder) throws IOException {
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "libaws-lambda-jni." + libc + "-" + processor + ".so";
    Path library = folder.resolve(name);
    try (InputStream packed = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      Files.copy(Objects.requireNonNull(packed, name), library);
    }
    return library;
  }

  /** Sends an event and waits for the outcome. */
  LambdaService.Outcome invoke(String event) {
    return lambda.invoke(event);
  }

  /** The answer to an event that must be dealt with. */
  String answer(String event) {
    LambdaService.Outcome outcome = invoke(event);
    assertThat(outcome.kind())
        .as(() -> outcome + "\n" + String.join("\n", output()))
        .isEqualTo(LambdaService.Outcome.Kind.RESPONSE);
    return outcome.body();
  }

  /** Waits for what the process does without an event. */
  LambdaService.Outcome await() {
    return lambda.await();
  }

  /** Ends the function as Lambda does when it needs it no more, and gives what it wrote. */
  Output stop() {
    process.destroy();
    assertThat(exitCode()).as("exit code").isEqualTo(TERMINATED);
    return new Output(output());
  }

  /** Waits until the process has ended by itself; the exit code. */
  int exitCode() {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return process.exitValue();
  }

  /** Lines written so far. */
  List<String> output() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroyForcibly();
    }
    lambda.close();
  }
}
