package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The functions of the template are those of the build. */
class HandlersTest {

  static final Map<String, String> MODULES =
      Map.of(
          "Reconciler", "reconciler",
          "TaskEvents", "task-events",
          "PolicySync", "policy-sync");

  static final Set<String> FUNCTIONS = MODULES.keySet();

  private final Template template = Template.read();

  @Test
  void thereAreThreeFunctions() {
    assertThat(template.resources("AWS::Serverless::Function").keySet()).isEqualTo(FUNCTIONS);
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void theHandlerExists(String function) throws IOException {
    var handler = String.valueOf(template.function(function).get("Handler"));
    assertThat(handler).endsWith("::handleRequest");
    var name = handler.substring(0, handler.indexOf("::")).replace('.', '/');
    try (var in = HandlersTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
      assertThat(in).as("class %s", name).isNotNull();
      var interfaces = ClassFile.of().parse(in.readAllBytes()).interfaces();
      assertThat(interfaces)
          .anyMatch(i -> i.asInternalName().endsWith("/lambda/runtime/RequestStreamHandler"));
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void theCodeIsTheShadedJarOfItsModule(String function) {
    var module = MODULES.get(function);
    var folder = "functions/" + module;
    assertThat(template.function(function))
        .containsEntry("CodeUri", folder + "/target/" + module + "-lambda.jar")
        .containsEntry("Runtime", "java25")
        .containsEntry("Architectures", List.of("arm64"));
    assertThat(Files.isRegularFile(Template.projectRoot().resolve(folder).resolve("pom.xml")))
        .isTrue();
    var metadata = map(map(template.section("Resources").get(function)).get("Metadata"));
    assertThat(metadata).as("sam build has nothing to build").containsEntry("SkipBuild", true);
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void everyFunctionHasItsOwnRoleAndLog(String function) {
    assertThat(template.function(function))
        .containsEntry("Role", Map.of("Fn::GetAtt", function + "Role.Arn"))
        .containsEntry("LoggingConfig", Map.of("LogGroup", Map.of("Ref", function + "Logs")));
  }

  @Test
  void everyFunctionGetsTheSameEnvironment() {
    var globals = map(template.section("Globals").get("Function"));
    assertThat(map(map(globals.get("Environment")).get("Variables")).keySet())
        .containsExactlyInAnyOrder(
            "STACK_NAME",
            "STATE_TABLE",
            "TOPIC_ARN",
            "CHAT_TOPIC_ARN",
            "WORK_QUEUE_URL",
            "POLICY_PATH",
            "MODE_PARAMETER",
            "ACCOUNT_ID",
            "QUEUE_PULSE_SECONDS",
            "NOTICE_LIMIT",
            "FARGATE_PRICES",
            "TASK_STARTED_NOTICES");
    FUNCTIONS.forEach(f -> assertThat(template.properties(f)).doesNotContainKey("Environment"));
  }
}
