package io.fargateautoscaler.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.List;
import java.util.Optional;

/** The only class that needs the YAML library, so that readers of JSON can do without it. */
final class YamlText {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().streamReadConstraints(TreeReader.CONSTRAINTS).build();

  private YamlText() {}

  /** The first line that is indented with a tab, if that is what the parser met; else 0. */
  static int lineOfTab(String text, JsonProcessingException problem) {
    if (!String.valueOf(problem.getOriginalMessage()).contains("TAB")) {
      return 0;
    }
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String indent = line.substring(0, line.length() - line.stripLeading().length());
      if (indent.contains("\t")) {
        return i + 1;
      }
    }
    return 0;
  }

  static Optional<Node> read(String text, Problems problems) {
    return TreeReader.read(
        text,
        "YAML",
        YAML::createParser,
        parser -> parser instanceof YAMLParser yaml && yaml.isCurrentAlias(),
        problems);
  }
}
