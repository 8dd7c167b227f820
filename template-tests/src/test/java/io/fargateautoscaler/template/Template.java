package io.fargateautoscaler.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The template as maps and lists. The short forms of functions become their long forms: {@code !Ref
 * X} is {@code {Ref: X}}, {@code !Sub text} is {@code {Fn::Sub: text}}.
 */
record Template(Map<String, Object> root) {

  /** Root folder of the project: the nearest one upwards that holds template.yaml. */
  static Path projectRoot() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("template.yaml"))) {
        return at;
      }
    }
    throw new IllegalStateException("no template.yaml in this folder or above it");
  }

  static Template read() {
    return read(projectRoot().resolve("template.yaml"));
  }

  /** The template as a release shipped it. */
  static Template of(String release) {
    var tests = projectRoot().resolve("template-tests/src/test/resources/releases");
    return read(tests.resolve(release).resolve("template.yaml"));
  }

  private static Template read(Path file) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000);
    options.setAllowDuplicateKeys(false);
    try {
      var text = Files.readString(file);
      return new Template(map(new Yaml(new Tags(options)).load(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Object> section(String name) {
    return map(root.get(name));
  }

  /** Resources of one type in the order of the template. */
  Map<String, Map<String, Object>> resources(String type) {
    var found = new LinkedHashMap<String, Map<String, Object>>();
    section("Resources")
        .forEach((name, resource) -> {
          if (type.equals(map(resource).get("Type"))) {
            found.put(name, map(resource));
          }
        });
    return found;
  }

  Map<String, Object> properties(String resource) {
    return map(map(section("Resources").get(resource)).get("Properties"));
  }

  /** Properties of a function, with those that the Globals section gives to all. */
  Map<String, Object> function(String name) {
    var merged = new LinkedHashMap<>(map(section("Globals").get("Function")));
    merged.putAll(properties(name));
    return merged;
  }

  /** The value as a map; a missing one is empty. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  /** The value as a list; a missing one is empty, a single one a list of one. */
  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> many -> (List<Object>) many;
      default -> List.of(value);
    };
  }

  private static final class Tags extends SafeConstructor {

    Tags(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new LongForm());
    }

    private final class LongForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        var function = node.getTag().getValue().substring(1);
        Object argument =
            switch (node) {
              case ScalarNode scalar -> scalar.getValue();
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              default -> throw new IllegalStateException("unexpected node at " + node);
            };
        return switch (function) {
          case "Ref", "Condition" -> Map.of(function, argument);
          case "GetAtt" -> Map.of("Fn::GetAtt", Objects.requireNonNull(argument));
          default -> Map.of("Fn::" + function, argument);
        };
      }
    }
  }
}
