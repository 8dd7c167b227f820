package io.fargateautoscaler.config;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.Optional;

/** The only class that needs the YAML library, so that readers of JSON can do without it. */
final class YamlText {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().streamReadConstraints(TreeReader.CONSTRAINTS).build();

  private YamlText() {}

  static Optional<Node> read(String text, Problems problems) {
    return TreeReader.read(
        text,
        "YAML",
        YAML::createParser,
        parser -> parser instanceof YAMLParser yaml && yaml.isCurrentAlias(),
        problems);
  }
}
