package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * One pretended AWS and at most one function for each test. Tests do not count calls: the SDK
 * repeats one whose answer is late.
 */
abstract class RuntimeTest {
  private static final JsonMapper JSON = new JsonMapper();

  final Stack stack = new Stack();
  final PretendAws aws = new PretendAws();

  @TempDir Path folder = Path.of("");

  private @Nullable LambdaProcess started;

  @BeforeAll
  static void onLinux() {
    LambdaProcess.assumeItRuns();
  }

  @AfterEach
  void end() {
    if (started != null) {
      started.close();
    }
    aws.close();
  }

  /** Starts a function of the template with the environment of the template. */
  final LambdaProcess start(String function) {
    return start(function, stack.environment(function, aws.url()));
  }

  final LambdaProcess start(String function, Map<String, String> environment) {
    started = new LambdaProcess(stack.function(function), environment, aws.url(), folder);
    return started;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All calls were made with the credentials of the environment, signed for Region and service. */
  final void everyCallIsSigned() {
    assertThat(aws.calls())
        .isNotEmpty()
        .allSatisfy(call -> {
          assertThat(call.authorization())
              .startsWith("AWS4-HMAC-SHA256 Credential=" + LambdaProcess.ACCESS_KEY + "/")
              .contains("/" + Stack.REGION + "/" + call.service() + "/aws4_request, ")
              .contains("SignedHeaders=")
              .containsPattern("Signature=[0-9a-f]{64}");
          assertThat(call.token()).isEqualTo(LambdaProcess.SESSION_TOKEN);
        });
  }
}
