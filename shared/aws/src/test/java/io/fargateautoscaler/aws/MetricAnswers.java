package io.fargateautoscaler.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Answers to GetMetricData. */
final class MetricAnswers {
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  private MetricAnswers() {}

  /** What is asked for. */
  record Asked(String id, String metric, String statistic, int period, String expression) {}

  /** The queries of a call that return data. */
  static List<Asked> asked(Call call) {
    List<Asked> asked = new ArrayList<>();
    for (JsonNode query : queries(call)) {
      if (query.path("ReturnData").asBoolean(true)) {
        asked.add(
            new Asked(
                query.path("Id").asText(),
                query.at("/MetricStat/Metric/MetricName").asText(),
                query.at("/MetricStat/Stat").asText(),
                query.at("/MetricStat/Period").asInt(),
                query.path("Expression").asText()));
      }
    }
    return asked;
  }

  /** The queries of a call as they were sent. */
  static JsonNode queries(Call call) {
    try {
      return CBOR.readTree(call.body()).path("MetricDataQueries");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers each query, complete; {@code series} is by name and statistic of the metric. */
  static Answer complete(Call call, BiFunction<String, String, Map<Instant, Double>> series) {
    return answer(call, asked -> series.apply(asked.metric(), asked.statistic()));
  }

  /** Answers each query that returns data, complete. */
  static Answer answer(Call call, Function<Asked, Map<Instant, Double>> series) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = new CBORFactory().createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeArrayFieldStart("MetricDataResults");
      for (Asked asked : asked(call)) {
        Map<Instant, Double> points = series.apply(asked);
        cbor.writeStartObject();
        cbor.writeStringField("Id", asked.id());
        cbor.writeStringField("StatusCode", "Complete");
        cbor.writeArrayFieldStart("Timestamps");
        for (Instant at : points.keySet()) {
          cbor.writeTag(1);
          cbor.writeNumber(at.getEpochSecond());
        }
        cbor.writeEndArray();
        cbor.writeArrayFieldStart("Values");
        for (double value : points.values()) {
          cbor.writeNumber(value);
        }
        cbor.writeEndArray();
        cbor.writeEndObject();
      }
      cbor.writeEndArray();
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.cbor(bytes.toByteArray());
  }

  /** A refusal of the whole call. */
  static Answer error(int status, String code) {
    try {
      return new Answer(
          status,
          "application/cbor",
          CBOR.writeValueAsBytes(
              Map.of("__type", "com.amazonaws.cloudwatch#" + code, "message", "no")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
