package io.fargateautoscaler.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Reads JSON text within limits that no genuine event comes near. */
final class JsonText {

  private static final int MAX_DOCUMENT = 1 << 20;

  private final ObjectReader reader;

  JsonText() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .maxStringLength(262_144)
                    .maxNameLength(1024)
                    .maxDocumentLength(MAX_DOCUMENT)
                    .build())
            .build();
    reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
  }

  /** The JSON value in {@code text}; null when there is none, or it is beyond the limits. */
  @Nullable JsonNode read(String text) {
    // A text this long is refused unread; a parser may look only at whole buffers.
    if (text.length() > MAX_DOCUMENT) {
      return null;
    }
    try {
      JsonNode node = reader.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
      return node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
