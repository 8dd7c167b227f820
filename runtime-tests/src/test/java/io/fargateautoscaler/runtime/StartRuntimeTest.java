package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartRuntimeTest extends RuntimeTest {

  @Test
  void everyFunctionOfTheTemplateIsTested() {
    assertThat(stack.functions())
        .containsExactlyInAnyOrder("Reconciler", "TaskEvents", "PolicySync");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reconciler", "TaskEvents", "PolicySync"})
  void aMissingVariableIsNamedInOneSentence(String name) {
    Map<String, String> environment = stack.environment(name, aws.url());
    environment.remove("STATE_TABLE");
    LambdaProcess function = start(name, environment);

    LambdaService.Outcome outcome = function.await();

    assertThat(outcome.kind()).as(outcome.body()).isEqualTo(LambdaService.Outcome.Kind.INIT_ERROR);
    JsonNode error = json(outcome.body());
    assertThat(error.path("errorMessage").asText())
        .isEqualTo("environment variables: STATE_TABLE is missing");
    assertThat(function.exitCode()).isNotZero();
    Output output = new Output(function.output());
    output.holdsNoSecret();
    // The client adds where it happened; the sentence comes first.
    assertThat(output.lines())
        .first()
        .asString()
        .startsWith("environment variables: STATE_TABLE is missing");
    assertThat(aws.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reconciler", "TaskEvents", "PolicySync"})
  void theRuntimesOwnClassesAreNotShipped(String name) throws IOException {
    try (JarFile jar = new JarFile(stack.function(name).jar().toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .isNotEmpty()
          .noneMatch(entry -> entry.startsWith("com/amazonaws/services/lambda/runtime/api/"))
          .noneMatch(entry -> entry.startsWith("jni/"));
    }
  }

  /** The local cloud brings a copy of the client of its own. */
  @Test
  void theLocalCloudRunsTheSameRuntimeClient() throws IOException {
    Properties coordinates = new Properties();
    String artifact = "com.amazonaws/aws-lambda-java-runtime-interface-client";
    try (InputStream in =
        AWSLambda.class.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
      coordinates.load(Objects.requireNonNull(in));
    }
    assertThat(Files.readString(Stack.root().resolve("local/ric/pom.xml")))
        .containsPattern(
            "<artifactId>aws-lambda-java-runtime-interface-client</artifactId>\\s+<version>"
                + Pattern.quote(coordinates.getProperty("version"))
                + "</version>");
  }
}
