package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricReaderTest {
  private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  @Test
  void asksForFiveHundredSeriesAtATime() {
    List<MetricQuery> queries = queries(1203);
    try (FakeAws aws = new FakeAws(call -> answer(ids(call), "Complete", null))) {
      Map<MetricQuery, MetricSeries> series = read(aws, queries);

      assertThat(series).containsOnlyKeys(queries);
      assertThat(series.values()).allMatch(MetricSeries.Points.class::isInstance);
      assertThat(aws.calls()).extracting(call -> ids(call).size()).containsExactly(500, 500, 203);
    }
  }

  @Test
  void followsEveryPage() {
    List<MetricQuery> queries = queries(1);
    try (FakeAws aws =
        new FakeAws(call ->
            call.number() == 0
                ? answer(ids(call), "PartialData", "next")
                : answer(ids(call), "Complete", null))) {
      Map<MetricQuery, MetricSeries> series = read(aws, queries);

      assertThat(series.get(queries.getFirst()))
          .isEqualTo(
              new MetricSeries.Points(new TreeMap<>(Map.of(FROM, 0.0, FROM.plusSeconds(60), 1.0))));
      assertThat(request(aws.calls().get(1)).path("NextToken").asText()).isEqualTo("next");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PartialData", "InternalError", "Forbidden", "Later"})
  void f05OnlyWhatIsCompleteCounts(String status) {
    MetricSeries series = one(call -> answer(ids(call), status, null));

    assertThat(series).isInstanceOf(MetricSeries.NotRead.class);
  }

  @Test
  void aQueryWithoutAnAnswerIsNotRead() {
    assertThat(one(call -> answer(List.of(), "Complete", null)))
        .isInstanceOf(MetricSeries.NotRead.class);
  }

  @Test
  void anEndlessChainOfPagesEnds() {
    assertThat(one(call -> answer(ids(call), "Complete", "again")))
        .isInstanceOf(MetricSeries.NotRead.class);
  }

  @Test
  void aThrottledCallIsNotRead() {
    MetricSeries series = one(call -> MetricAnswers.error(400, "ThrottlingException"));

    assertThat(series)
        .isInstanceOfSatisfying(
            MetricSeries.NotRead.class,
            notRead -> assertThat(notRead.reason()).contains("Throttling"));
  }

  @Test
  void aBadQueryHarmsNoOther() {
    List<MetricQuery> queries = queries(9);
    try (FakeAws aws =
        new FakeAws(call ->
            request(call).toString().contains("\"series-5\"")
                ? MetricAnswers.error(400, "InvalidParameterValueException")
                : answer(ids(call), "Complete", null))) {
      Map<MetricQuery, MetricSeries> series = read(aws, queries);

      for (int i = 0; i < queries.size(); i++) {
        assertThat(series.get(queries.get(i)))
            .isInstanceOf(i == 5 ? MetricSeries.NotRead.class : MetricSeries.Points.class);
      }
    }
  }

  private static MetricSeries one(Function<Call, Answer> answers) {
    List<MetricQuery> queries = queries(1);
    try (FakeAws aws = new FakeAws(answers)) {
      return read(aws, queries)
          .getOrDefault(queries.getFirst(), new MetricSeries.Points(new TreeMap<>()));
    }
  }

  private static Map<MetricQuery, MetricSeries> read(FakeAws aws, List<MetricQuery> queries) {
    return new MetricReader(aws.clients().cloudWatch()).read(queries, FROM, FROM.plusSeconds(600));
  }

  private static List<MetricQuery> queries(int number) {
    List<MetricQuery> queries = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      queries.add(
          MetricQuery.of("Shop", "series-" + i, Map.of(), "Average", Duration.ofMinutes(1)));
    }
    return queries;
  }

  private static JsonNode request(Call call) {
    try {
      return CBOR.readTree(call.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> ids(Call call) {
    List<String> ids = new ArrayList<>();
    request(call).path("MetricDataQueries").forEach(query -> ids.add(query.path("Id").asText()));
    return ids;
  }

  /** One point for each id: the number of the page, so many minutes after the start. */
  private static Answer answer(List<String> ids, String status, @Nullable String next) {
    int page = status.equals("Complete") && next == null ? 1 : 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = new CBORFactory().createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeArrayFieldStart("MetricDataResults");
      for (String id : ids) {
        cbor.writeStartObject();
        cbor.writeStringField("Id", id);
        cbor.writeStringField("StatusCode", status);
        cbor.writeArrayFieldStart("Timestamps");
        cbor.writeTag(1);
        cbor.writeNumber(FROM.plusSeconds(60L * page).getEpochSecond());
        cbor.writeEndArray();
        cbor.writeArrayFieldStart("Values");
        cbor.writeNumber((double) page);
        cbor.writeEndArray();
        cbor.writeEndObject();
      }
      cbor.writeEndArray();
      if (next != null) {
        cbor.writeStringField("NextToken", next);
      }
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.cbor(bytes.toByteArray());
  }
}
