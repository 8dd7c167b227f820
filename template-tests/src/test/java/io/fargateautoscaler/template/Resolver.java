package io.fargateautoscaler.template;

import static io.fargateautoscaler.template.Template.list;
import static io.fargateautoscaler.template.Template.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the template's functions for given parameters. References to resources stay symbolic:
 * {@code ref:Topic}, {@code att:WorkQueue.Arn}.
 */
final class Resolver {

  /** What {@code AWS::NoValue} resolves to. Maps and lists leave it out. */
  static final Object NOTHING = new Object();

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  private final Template template;
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Parameters that are not given have their defaults; pseudo parameters can be given too. */
  Resolver(Template template, Map<String, String> given) {
    this.template = template;
    values.putAll(
        Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", "eu-west-1",
            "AWS::AccountId", "111122223333",
            "AWS::StackName", "fargate-autoscaler",
            "AWS::NoValue", NOTHING));
    template
        .section("Parameters")
        .forEach((name, declaration) -> {
          var text = given.getOrDefault(name, defaultOf(map(declaration)));
          var isList = "CommaDelimitedList".equals(map(declaration).get("Type"));
          values.put(name, isList ? Arrays.asList(text.split(",", -1)) : text);
        });
    given.forEach(values::putIfAbsent);
    given.forEach((name, value) -> values.computeIfPresent(name, (k, old) -> replaced(old, value)));
  }

  private static Object replaced(Object old, String value) {
    return old instanceof List ? old : value;
  }

  private static String defaultOf(Map<String, Object> declaration) {
    return String.valueOf(declaration.getOrDefault("Default", ""));
  }

  boolean holds(String condition) {
    return truth(template.section("Conditions").getOrDefault(condition, Map.of()));
  }

  private boolean truth(Object expression) {
    var function = map(expression);
    var name = function.keySet().iterator().next();
    var arguments = function.get(name);
    return switch (name) {
      case "Condition" -> holds(String.valueOf(arguments));
      case "Fn::Not" -> !truth(list(arguments).getFirst());
      case "Fn::And" -> list(arguments).stream().allMatch(this::truth);
      case "Fn::Or" -> list(arguments).stream().anyMatch(this::truth);
      case "Fn::Equals" -> text(list(arguments).getFirst()).equals(text(list(arguments).getLast()));
      default -> throw new IllegalArgumentException("not a condition: " + name);
    };
  }

  String text(Object node) {
    return String.valueOf(resolve(node));
  }

  Object resolve(Object node) {
    return switch (node) {
      case Map<?, ?> function when function.size() == 1 && isFunction(function) ->
          call(
              String.valueOf(function.keySet().iterator().next()),
              function.values().iterator().next());
      case Map<?, ?> plain -> {
        var resolved = new LinkedHashMap<String, Object>();
        plain.forEach((key, value) -> {
          var result = resolve(value);
          if (!result.equals(NOTHING)) {
            resolved.put(String.valueOf(key), result);
          }
        });
        yield resolved;
      }
      case List<?> items ->
          items.stream().map(this::resolve).filter(item -> !item.equals(NOTHING)).toList();
      default -> node;
    };
  }

  private static boolean isFunction(Map<?, ?> candidate) {
    var key = String.valueOf(candidate.keySet().iterator().next());
    return key.equals("Ref") || key.startsWith("Fn::");
  }

  private Object call(String function, Object argument) {
    return switch (function) {
      case "Ref" -> values.getOrDefault(String.valueOf(argument), "ref:" + argument);
      case "Fn::GetAtt" -> "att:" + argument;
      case "Fn::Sub" -> substitute(list(argument));
      case "Fn::If" -> {
        var branches = list(argument);
        yield resolve(branches.get(holds(String.valueOf(branches.getFirst())) ? 1 : 2));
      }
      case "Fn::Join" -> {
        var items = list(resolve(list(argument).getLast()));
        yield String.join(
            String.valueOf(list(argument).getFirst()),
            items.stream().map(String::valueOf).toList());
      }
      case "Fn::Split" -> {
        var delimiter = Pattern.quote(String.valueOf(list(argument).getFirst()));
        yield new ArrayList<>(Arrays.asList(text(list(argument).getLast()).split(delimiter, -1)));
      }
      case "Fn::Select" ->
          list(resolve(list(argument).getLast()))
              .get(Integer.parseInt(text(list(argument).getFirst())));
      default -> throw new IllegalArgumentException("unknown function " + function);
    };
  }

  private String substitute(List<Object> arguments) {
    var own = arguments.size() > 1 ? map(arguments.get(1)) : Map.<String, Object>of();
    return PLACEHOLDER
        .matcher(String.valueOf(arguments.getFirst()))
        .replaceAll(match -> {
          var name = match.group(1);
          var value = own.containsKey(name) ? text(own.get(name)) : named(name);
          return Matcher.quoteReplacement(value);
        });
  }

  private String named(String name) {
    return String.valueOf(values.getOrDefault(name, (name.contains(".") ? "att:" : "ref:") + name));
  }
}
