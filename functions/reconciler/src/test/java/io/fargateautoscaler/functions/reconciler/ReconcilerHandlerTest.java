package io.fargateautoscaler.functions.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.events.EventDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerHandlerTest {
  private static final String ANSWER = "{\"batchItemFailures\":[]}";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final RecordedScaling scaling = new RecordedScaling();
  private final List<String> log = new ArrayList<>();
  private final InMemoryStore store = Sample.store("shop/checkout", "shop/orders");
  private final ReconcilerHandler handler =
      new ReconcilerHandler(
          new EventDecoder(Sample.ACCOUNT, Sample.REGION),
          store,
          scaling,
          log::add,
          () -> Sample.NOW,
          "prod");

  private int millis = 60_000;

  private String invoke(String event) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Context context =
        (Context)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> method.getReturnType() == int.class ? millis : null);
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context);
    return output.toString(StandardCharsets.UTF_8);
  }

  private JsonNode metrics() throws Exception {
    return MAPPER.readTree(log.getLast());
  }

  @Test
  void f01TwentyCopiesGiveOneLook() throws Exception {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      bodies.add(Sample.alarm(Sample.ACCOUNT, "shop", "checkout"));
      bodies.add(Sample.own("Pulse", Sample.NOW, "p", "shop/checkout", "shop/orders"));
    }
    Collections.shuffle(bodies, new Random(7));
    assertThat(invoke(Sample.batch(bodies))).isEqualTo(ANSWER);
    assertThat(scaling.hints)
        .singleElement()
        .satisfies(services ->
            assertThat(services)
                .containsOnlyKeys(
                    new ServiceRef("shop", "checkout"), new ServiceRef("shop", "orders")));
    assertThat(scaling.ticks).isEmpty();
  }

  @Test
  void aTickCoversTheRest() throws Exception {
    invoke(
        Sample.batch(
            List.of(
                Sample.alarm(Sample.ACCOUNT, "shop", "checkout"),
                Sample.tick(Sample.NOW),
                Sample.tick(Sample.NOW))));
    assertThat(scaling.ticks).containsExactly(new Trigger(Trigger.Kind.TICK, "e-1"));
    assertThat(scaling.hints).isEmpty();
    assertThat(scaling.named)
        .singleElement()
        .satisfies(named -> assertThat(named).containsOnlyKeys(new ServiceRef("shop", "checkout")));
  }

  @ParameterizedTest(name = "{0} ms are left")
  @CsvSource({"60000, 45000", "31000, 16000", "20000, 10000", "0, 45000"})
  void theLastOfTheFunctionsTimeIsKeptForWhatComesAfterTheLastChange(int left, int toAct)
      throws Exception {
    millis = left;
    invoke(Sample.batch(List.of(Sample.tick(Sample.NOW))));
    invoke(Sample.batch(List.of(Sample.alarm(Sample.ACCOUNT, "shop", "checkout"))));
    assertThat(scaling.deadlines).hasSize(2).containsOnly(Sample.NOW.plusMillis(toAct));
  }

  @Test
  void servicesForWhichThereWasNoTimeAreAMetricOnlyWhereThereAreAny() throws Exception {
    invoke(Sample.batch(List.of(Sample.tick(Sample.NOW))));
    assertThat(metrics().has("Left")).isFalse();

    scaling.left = 7;
    invoke(Sample.batch(List.of(Sample.tick(Sample.NOW))));

    assertThat(metrics().path("Left").asInt()).isEqualTo(7);
    assertThat(metrics().at("/_aws/CloudWatchMetrics/0/Metrics").toString()).contains("\"Left\"");
  }

  @Test
  void f32PoisonHarmsNobodyElse() throws Exception {
    String deep = "[".repeat(5000);
    assertThat(
            invoke(
                Sample.batch(
                    List.of(
                        "{", deep, Sample.alarm(Sample.ACCOUNT, "shop", "orders"), "", "null"))))
        .isEqualTo(ANSWER);
    assertThat(scaling.hints)
        .singleElement()
        .satisfies(m -> assertThat(m).containsOnlyKeys(new ServiceRef("shop", "orders")));
    assertThat(metrics().path("Dropped").asInt()).isEqualTo(4);
  }

  @Test
  void directActionAndSnsWorkWithoutAQueue() throws Exception {
    invoke(Sample.alarmAction("shop", "checkout"));
    invoke(Sample.alarmBySns("shop", "checkout"));
    assertThat(scaling.hints).hasSize(2);
    assertThat(scaling.hints.getFirst()).isEqualTo(scaling.hints.getLast());
  }

  @Test
  void aServiceWithoutAPolicyCausesNoLook() throws Exception {
    invoke(Sample.batch(List.of(Sample.alarm(Sample.ACCOUNT, "shop", "unknown"))));
    assertThat(scaling.hints).isEmpty();
    assertThat(metrics().path("Dropped").asInt()).isEqualTo(1);
  }

  @Test
  void anAlarmThatAPolicyNamesCausesALookAtItsServiceOnly() throws Exception {
    store.put(Sample.documentWithVetoes("shop/orders", "ServerCpuTooHigh", "AlarmName"), List.of());
    invoke(
        Sample.batch(
            List.of(
                Sample.example(
                    "cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json"))));
    assertThat(scaling.hints)
        .singleElement()
        .satisfies(m -> assertThat(m).containsOnlyKeys(new ServiceRef("shop", "orders")));
    assertThat(metrics().path("Dropped").asInt()).isZero();
  }

  @Test
  void anAlarmThatNobodyNamesCausesNoLook() throws Exception {
    invoke(
        Sample.batch(
            List.of(
                Sample.example(
                    "cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json"))));
    assertThat(scaling.hints).isEmpty();
    assertThat(metrics().path("Dropped").asInt()).isEqualTo(1);
  }

  @Test
  void f36AnAbsentStoreIsAcknowledgedAndCounted() throws Exception {
    scaling.down = true;
    assertThat(invoke(Sample.batch(List.of(Sample.tick(Sample.NOW))))).isEqualTo(ANSWER);
    assertThat(metrics().path("Failed").asInt()).isEqualTo(1);
    assertThat(metrics().path("Verdicts").asInt()).isZero();
    assertThat(log.getFirst()).contains("table is away").doesNotContain("\n");
  }

  @Test
  void whatWasDoneBeforeTheStoreWentAwayIsCounted() throws Exception {
    scaling.stops = true;
    invoke(Sample.batch(List.of(Sample.tick(Sample.NOW))));
    assertThat(metrics().path("Scaled").asInt()).isEqualTo(2);
    assertThat(metrics().path("Verdicts").asInt()).isEqualTo(2);
    assertThat(metrics().path("Failed").asInt()).as("a service and the run").isEqualTo(2);
    assertThat(log.getFirst()).contains("\"failed\":\"Unavailable\"", "table is away");
  }

  @Test
  void metricsAreOneLineThatCloudWatchReads() throws Exception {
    invoke(Sample.batch(List.of(Sample.tick(Sample.NOW))));
    assertThat(log).singleElement().satisfies(line -> assertThat(line).doesNotContain("\n"));
    assertThat(log.getFirst())
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":"
                + Sample.NOW.toEpochMilli()
                + ",\"CloudWatchMetrics\":[{\"Namespace\":\"FargateAutoscaler\",\"Dimensions\":"
                + "[[\"Stack\"]],\"Metrics\":[{\"Name\":\"Verdicts\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"Scaled\",\"Unit\":\"Count\"},{\"Name\":\"Failed\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"Dropped\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"NotifyFailed\",\"Unit\":\"Count\"}]}]},\"Stack\":\"prod\","
                + "\"Verdicts\":3,\"Scaled\":1,\"Failed\":0,\"Dropped\":0,\"NotifyFailed\":4}");
  }

  @Test
  void mangledEventsNeverThrow() throws Exception {
    List<String> seeds =
        List.of(
            Sample.batch(
                List.of(Sample.tick(Sample.NOW), Sample.alarm(Sample.ACCOUNT, "shop", "checkout"))),
            Sample.alarmAction("shop", "checkout"),
            Sample.alarmBySns("shop", "checkout"),
            Sample.own("Hint", Sample.NOW, "x", "shop/checkout"));
    long seed = 20260115;
    Random random = new Random(seed);
    for (int round = 0; round < 4000; round++) {
      String mangled = mangle(seeds.get(random.nextInt(seeds.size())), random);
      assertThat(invoke(mangled)).as("seed %s round %s", seed, round).isEqualTo(ANSWER);
    }
    assertThat(scaling.hints)
        .allSatisfy(
            hints -> assertThat(hints).containsOnlyKeys(new ServiceRef("shop", "checkout")));
  }

  private static String mangle(String text, Random random) {
    StringBuilder mangled = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0 && !mangled.isEmpty(); i--) {
      int at = random.nextInt(mangled.length());
      switch (random.nextInt(4)) {
        case 0 -> mangled.deleteCharAt(at);
        case 1 -> mangled.setCharAt(at, (char) random.nextInt(1, 0x500));
        case 2 -> mangled.insert(at, "\"[{}],:0\\".charAt(random.nextInt(9)));
        default -> mangled.setLength(at);
      }
    }
    return mangled.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "59"})
  void pulsesAreAsOftenAsTheTemplateAllows(String seconds) {
    Map<String, String> environment = new TreeMap<>();
    for (String name :
        List.of("STACK_NAME", "AWS_REGION", "STATE_TABLE", "TOPIC_ARN", "WORK_QUEUE_URL")) {
      environment.put(name, "x");
    }
    environment.put("ACCOUNT_ID", Sample.ACCOUNT);
    environment.put("QUEUE_PULSE_SECONDS", seconds);
    environment.put("NOTICE_LIMIT", "20");
    assertThat(Settings.read(environment).pulseEvery()).hasSeconds(Long.parseLong(seconds));
    assertThat(Settings.read(environment).chat()).isFalse();
    environment.put("CHAT_TOPIC_ARN", "arn");
    assertThat(Settings.read(environment).chatTopic()).isEqualTo("arn");
    environment.put("AWS_REGION", "us-east-1");
    assertThat(Settings.read(environment).prices().source())
        .startsWith("prices of us-east-1")
        .doesNotContain("cannot");
    environment.put("FARGATE_PRICES", "vcpu=0.05,gb=0.01");
    assertThat(Settings.read(environment).prices().x86().vcpuHour()).isEqualTo(0.05);
    environment.put("FARGATE_PRICES", "cheap");
    assertThat(Settings.read(environment).prices().source())
        .startsWith("prices of us-east-1")
        .endsWith("FargatePrices cannot be read");
  }

  @Test
  void everyBadVariableIsNamedAtOnce() {
    assertThatThrownBy(
            () -> Settings.read(Map.of("ACCOUNT_ID", "secret-1", "QUEUE_PULSE_SECONDS", "60")))
        .hasMessageContainingAll(
            "STACK_NAME",
            "ACCOUNT_ID",
            "AWS_REGION",
            "STATE_TABLE",
            "TOPIC_ARN",
            "WORK_QUEUE_URL",
            "QUEUE_PULSE_SECONDS",
            "NOTICE_LIMIT")
        .hasMessageNotContaining("secret-1");
  }
}
