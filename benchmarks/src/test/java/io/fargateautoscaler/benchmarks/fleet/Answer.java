package io.fargateautoscaler.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer of AWS.
 *
 * @param status 0: the connection is closed instead
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Answer(int status, String contentType, byte[] body) {
  static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  static final Answer NONE = new Answer(0, "", new byte[0]);
  private static final String BINARY = "application/cbor";

  static Answer json(JsonNode body) {
    return new Answer(
        200, "application/x-amz-json-1.1", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Answer cbor(byte[] body) {
    return new Answer(200, BINARY, body);
  }

  static Answer xml(String body) {
    return new Answer(200, "text/xml", body.getBytes(StandardCharsets.UTF_8));
  }

  /** In the protocol of the action that failed. */
  static Answer error(int status, String code, boolean cbor) throws IOException {
    JsonNode body =
        JsonNodeFactory.instance.objectNode().put("__type", code).put("message", "pretended");
    return cbor
        ? new Answer(status, BINARY, CBOR.writeValueAsBytes(body))
        : new Answer(status, "application/x-amz-json-1.1", json(body).body());
  }

  boolean binary() {
    return contentType.equals(BINARY);
  }
}
