package io.fargateautoscaler.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON or YAML text into nodes; finds duplicate keys, aliases and excessive depth. */
final class TreeReader {
  /** No document that means something is deeper. */
  private static final int MAX_DEPTH = 20;

  static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(2 * MAX_DEPTH)
          .maxNumberLength(1_000)
          .maxNameLength(1_000)
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

  /** How to open a text; may fail for texts that are not of its language. */
  @FunctionalInterface
  interface Language {
    JsonParser open(String text) throws IOException;
  }

  /** What tells an alias ({@code *name}) from a value; JSON has none. */
  @FunctionalInterface
  interface AliasCheck {
    boolean isAlias(JsonParser parser) throws IOException;
  }

  private final Problems problems;
  private final AliasCheck aliases;

  private TreeReader(Problems problems, AliasCheck aliases) {
    this.problems = problems;
    this.aliases = aliases;
  }

  /** Reads JSON; a text that is none is a problem. */
  static Optional<Node> json(String text, Problems problems) {
    return read(text, "JSON", JSON::createParser, parser -> false, problems);
  }

  static Optional<Node> read(
      String text, String language, Language opener, AliasCheck aliases, Problems problems) {
    try (JsonParser parser = opener.open(text)) {
      if (parser.nextToken() == null) {
        problems.add(0, "", "empty; a document is needed");
        return Optional.empty();
      }
      Node root = new TreeReader(problems, aliases).node(parser, "", 0);
      if (root != null && parser.nextToken() != null) {
        problems.add(line(parser), "", "more than one document; only one is allowed");
        return Optional.empty();
      }
      return Optional.ofNullable(root);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      int line = place == null ? 0 : Math.max(0, place.getLineNr());
      int tab = language.equals("YAML") ? YamlText.lineOfTab(text, e) : 0;
      problems.add(
          tab > 0 ? tab : line,
          "",
          "not valid "
              + language
              + ": "
              + (tab > 0
                  ? "a tab; lines are indented with spaces"
                  : Found.firstLine(e.getOriginalMessage())));
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Parsers are not perfect on hostile text: whatever they throw means "not readable".
      problems.add(0, "", "not valid " + language);
      return Optional.empty();
    }
  }

  /** The node at the parser's token; null after a problem that ends the reading. */
  private @Nullable Node node(JsonParser parser, String path, int depth) throws IOException {
    int line = line(parser);
    if (depth > MAX_DEPTH) {
      problems.add(line, "", "nested deeper than " + MAX_DEPTH + " levels");
      return null;
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> entries(parser, path, depth, line);
      case START_ARRAY -> items(parser, path, depth, line);
      case VALUE_NULL -> new Node.Nothing(line);
      case null, default -> {
        if (aliases.isAlias(parser)) {
          problems.add(line, path, "aliases (*name) are not supported; write the value out");
        }
        yield new Node.Scalar(line, String.valueOf(parser.getText()));
      }
    };
  }

  private Node.@Nullable Entries entries(JsonParser parser, String path, int depth, int line)
      throws IOException {
    var byKey = new LinkedHashMap<String, Node.Entry>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = String.valueOf(parser.currentName());
      int keyLine = line(parser);
      String below = path.isEmpty() ? Found.cut(key) : path + "." + Found.cut(key);
      if (parser.nextToken() == null) {
        break;
      }
      Node value = node(parser, below, depth + 1);
      if (value == null) {
        return null;
      }
      Node.Entry first = byKey.putIfAbsent(key, new Node.Entry(keyLine, value));
      if (first != null) {
        problems.add(keyLine, below, "given twice (first in line " + first.line() + ")");
      }
    }
    return new Node.Entries(line, byKey);
  }

  private Node.@Nullable Items items(JsonParser parser, String path, int depth, int line)
      throws IOException {
    var nodes = new ArrayList<Node>();
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null || token == JsonToken.END_ARRAY) {
        return new Node.Items(line, nodes);
      }
      Node value = node(parser, path + "[" + nodes.size() + "]", depth + 1);
      if (value == null) {
        return null;
      }
      nodes.add(value);
    }
  }

  private static int line(JsonParser parser) {
    return Math.max(0, parser.currentTokenLocation().getLineNr());
  }
}
