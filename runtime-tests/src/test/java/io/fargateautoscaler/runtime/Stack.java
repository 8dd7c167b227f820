package io.fargateautoscaler.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What template.yaml says of its functions, with the values of one deployed stack. */
final class Stack {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";
  static final String NAME = "fargate-autoscaler";
  static final String TABLE = NAME + "-StateTable-1A2B3C";

  private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Za-z:]+)}");

  /** Tags are lost in it: {@code !Ref X} is the text X, {@code !Sub text} is text. */
  private final JsonNode template;

  Stack() {
    try {
      template = new YAMLMapper().readTree(root().resolve("template.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A function of the template.
   *
   * @param memory MB
   */
  record Function(String name, Path jar, String handler, int memory) {}

  /** Root folder of the project: the nearest one upwards that holds template.yaml. */
  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("template.yaml"))) {
        return at;
      }
    }
    throw new IllegalStateException("no template.yaml in this folder or above it");
  }

  /** Names of all functions. */
  List<String> functions() {
    List<String> names = new ArrayList<>();
    template
        .path("Resources")
        .properties()
        .forEach(resource -> {
          if (resource.getValue().path("Type").asText().equals("AWS::Serverless::Function")) {
            names.add(resource.getKey());
          }
        });
    return names;
  }

  Function function(String name) {
    JsonNode own = template.path("Resources").path(name).path("Properties");
    JsonNode globals = template.path("Globals").path("Function");
    JsonNode memory = own.has("MemorySize") ? own.path("MemorySize") : globals.path("MemorySize");
    Path jar = root().resolve(own.path("CodeUri").asText());
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing: ./mvnw package makes it");
    }
    return new Function(name, jar, own.path("Handler").asText(), memory.asInt());
  }

  /**
   * Environment variables that Lambda gives to a function because the template says so.
   *
   * @param queues address of SQS
   */
  Map<String, String> environment(String function, String queues) {
    Map<String, String> known = new TreeMap<>();
    template
        .path("Parameters")
        .properties()
        .forEach(parameter ->
            known.put(parameter.getKey(), parameter.getValue().path("Default").asText()));
    known.put("AWS::StackName", NAME);
    known.put("AWS::AccountId", ACCOUNT);
    known.put("StateTable", TABLE);
    known.put("Topic", "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":" + NAME);
    known.put("WorkQueue", queues + "/" + ACCOUNT + "/work");
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode part :
        List.of(
            template.path("Globals").path("Function"),
            template.path("Resources").path(function).path("Properties"))) {
      part.path("Environment")
          .path("Variables")
          .properties()
          .forEach(it -> environment.put(it.getKey(), value(it.getValue(), known)));
    }
    return environment;
  }

  /** Of a condition, what holds without it: the parameters have their defaults. */
  private static String value(JsonNode value, Map<String, String> known) {
    String text = value.isArray() ? value.path(2).asText() : value.asText();
    return text.isEmpty() ? text : value(text, known);
  }

  private static String value(String text, Map<String, String> known) {
    Matcher names = NAMED.matcher(text);
    return text.contains("${")
        ? names.replaceAll(it -> Matcher.quoteReplacement(value(it.group(1), known)))
        : Objects.requireNonNull(known.get(text), () -> "no value for " + text);
  }
}
