package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches, pages, failures, and kinds of alarms that a local server does not have. */
final class CloudWatchAlarmsTest {
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final Alarm OK = new Alarm(AlarmState.OK, null, null, Duration.ofMinutes(1));

  private Function<Call, Answer> answers = call -> composites(names(call), null);
  private final FakeAws aws = new FakeAws(call -> answers.apply(call));
  private final CloudWatchAlarms alarms = new CloudWatchAlarms(aws.clients().cloudWatch());

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void asksForAHundredNamesOfBothTypesAtATime() {
    List<String> names = names(250);

    Map<String, Alarm> read = alarms.read(names);

    assertThat(read).containsOnlyKeys(names);
    assertThat(read.values()).containsOnly(OK);
    assertThat(aws.calls()).extracting(call -> names(call).size()).containsExactly(100, 100, 50);
    assertThat(aws.calls())
        .allSatisfy(call ->
            assertThat(texts(call, "AlarmTypes"))
                .containsExactlyInAnyOrder("MetricAlarm", "CompositeAlarm"));
  }

  @Test
  void followsEveryPage() {
    answers =
        call ->
            call.number() == 0 ? composites(List.of("a"), "next") : composites(List.of("b"), null);

    assertThat(alarms.read(List.of("a", "b"))).containsOnly(Map.entry("a", OK), Map.entry("b", OK));
    assertThat(tree(aws.calls().get(1)).path("NextToken").asText()).isEqualTo("next");
  }

  @Test
  void anEndlessChainOfPagesEnds() {
    answers = call -> composites(List.of("a"), "again");

    assertThat(alarms.read(List.of("a"))).containsEntry("a", OK);
    assertThat(aws.calls()).hasSize(10);
  }

  @Test
  void aBadNameHarmsNoOther() {
    answers =
        call ->
            names(call).contains("name-5")
                ? MetricAnswers.error(400, "ValidationError")
                : composites(names(call), null);
    List<String> names = names(9);

    Map<String, Alarm> read = alarms.read(names);

    for (String name : names) {
      assertThat(read).containsEntry(name, name.equals("name-5") ? Alarm.MISSING : OK);
    }
  }

  @Test
  void aBatchThatFailsHarmsNoOther() {
    answers =
        call ->
            names(call).contains("name-0")
                ? MetricAnswers.error(403, "AccessDenied")
                : composites(names(call), null);
    List<String> names = names(150);

    Map<String, Alarm> read = alarms.read(names);

    assertThat(read).containsOnlyKeys(names);
    assertThat(read.values()).filteredOn(Alarm.MISSING::equals).hasSize(100);
    assertThat(aws.calls()).hasSize(2);
  }

  @Test
  void theBandOfAnAnomalyDetectorIsNoThreshold() {
    assertThat(
            one(
                Map.of(
                    "AlarmName", "a",
                    "StateValue", "ALARM",
                    "ThresholdMetricId", "band",
                    "Metrics", List.of(stat("m1", Map.of()), Map.of("Id", "band")))))
        .isEqualTo(new Alarm(AlarmState.ALARM, null, null, Duration.ofMinutes(1)));
  }

  @Test
  void aSingleMetricMayBeWrittenAsAQuery() {
    assertThat(
            one(
                Map.of(
                    "AlarmName",
                    "a",
                    "StateValue",
                    "ALARM",
                    "Threshold",
                    5.0,
                    "Metrics",
                    List.of(stat("m1", Map.of())))))
        .isEqualTo(
            new Alarm(
                AlarmState.ALARM,
                5.0,
                new TargetMetric.Input("Shop", "Errors", Map.of("App", "checkout"), "p90"),
                Duration.ofSeconds(30)));
  }

  @Test
  void theMetricOfAnotherAccountCannotBeRead() {
    assertThat(
            one(
                Map.of(
                    "AlarmName",
                    "a",
                    "StateValue",
                    "ALARM",
                    "Threshold",
                    5.0,
                    "Metrics",
                    List.of(stat("m1", Map.of("AccountId", "123456789012"))))))
        .isEqualTo(new Alarm(AlarmState.ALARM, 5.0, null, Duration.ofMinutes(1)));
  }

  @Test
  void aStateOfLaterTimesIsNotQuiet() {
    assertThat(one(Map.of("AlarmName", "a", "StateValue", "PANIC", "Threshold", 5.0)).state())
        .isEqualTo(AlarmState.MISSING);
  }

  private Alarm one(Map<String, Object> alarm) {
    answers = call -> answer(Map.of("MetricAlarms", List.of(alarm)));
    return alarms.read(List.of("a")).getOrDefault("a", Alarm.MISSING);
  }

  private static Map<String, Object> stat(String id, Map<String, String> more) {
    Map<String, Object> query =
        new HashMap<>(
            Map.of(
                "Id",
                id,
                "MetricStat",
                Map.of(
                    "Stat",
                    "p90",
                    "Period",
                    30,
                    "Metric",
                    Map.of(
                        "Namespace", "Shop",
                        "MetricName", "Errors",
                        "Dimensions", List.of(Map.of("Name", "App", "Value", "checkout"))))));
    query.putAll(more);
    return query;
  }

  private static List<String> names(int number) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      names.add("name-" + i);
    }
    return names;
  }

  private static JsonNode tree(Call call) {
    try {
      return CBOR.readTree(call.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(Call call, String field) {
    List<String> texts = new ArrayList<>();
    tree(call).path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> names(Call call) {
    return texts(call, "AlarmNames");
  }

  private static Answer composites(List<String> names, @Nullable String next) {
    Map<String, Object> answer = new HashMap<>();
    answer.put(
        "CompositeAlarms",
        names.stream().map(name -> Map.of("AlarmName", name, "StateValue", "OK")).toList());
    if (next != null) {
      answer.put("NextToken", next);
    }
    return answer(answer);
  }

  private static Answer answer(Object tree) {
    try {
      return Answer.cbor(CBOR.writeValueAsBytes(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
