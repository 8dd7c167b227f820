package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecideCaseTest {
  private static final String POLICY =
      "'policy':{'capacity':{'min':0,'max':9},'policies':{"
          + "'cpu':{'type':'target-tracking','metric':'cpu','target':60},"
          + "'orders':{'type':'queue','queue':'orders'},"
          + "'errors':{'type':'step','alarm':'5xx','steps':[{'above':0,'add':1}]}}}";

  @Test
  void only_the_required_keys() {
    DecideCase read =
        good(
            "{"
                + POLICY
                + ",'observation':{'now':'2026-01-01T00:00:00Z',"
                + "'service':{'desired':4,'running':3},'loads':{}}}");
    assertThat(read.id()).isEmpty();
    assertThat(read.policy().service()).hasToString("demo/service");
    assertThat(read.observation().service()).isEqualTo(ServiceStatus.steady(4, 3, 1));
    assertThat(read.observation().loads().get("cpu")).isEqualTo(new Load.Missing("no load given"));
    assertThat(read.history()).isEqualTo(ScalingHistory.NONE);
  }

  @Test
  void every_key() {
    DecideCase read =
        good(
            "{'id':'c',"
                + POLICY
                + ",'observation':{'now':'2026-01-01T00:10:00Z',"
                + "'service':{'desired':4,'running':3,'pending':0,'status':'active',"
                + "'controller':'code-deploy','deployment':'rolling','otherScaler':'aas'},"
                + "'alarms':{'a':'ALARM'},'loads':{"
                + "'errors':{'state':'insufficient-data','threshold':50,'period':'5m','points':["
                + "{'at':'2026-01-01T00:08:00Z','value':61.5}]},"
                + "'cpu':{'period':'20s','points':["
                + "{'at':'2026-01-01T00:08:00Z','average':'NaN','count':3}]},"
                + "'orders':{'at':'2026-01-01T00:10:00Z','visible':0,'in-flight':0,'delayed':0,"
                + "'oldest-seconds':5,'last-minute':{'sent':1,'received':2,'deleted':3}}}},"
                + "'history':{'actions':[{'at':'2026-01-01T00:01:00Z','from':2,'to':4}],"
                + "'lastApplied':4,'reads':{'orders':["
                + "{'at':'2026-01-01T00:04:00Z','visible':2,'in-flight':0,'delayed':0},"
                + "{'at':'2026-01-01T00:05:00Z','visible':0,'in-flight':0,'delayed':0,'running':2},"
                + "{'at':'2026-01-01T00:06:00Z','visible':0,'in-flight':0,'delayed':0}]},"
                + "'votes':{'orders':[{'at':'2026-01-01T00:05:00Z','count':7}]},"
                + "'learned':{'orders':{'seconds-per-message':0.50}},"
                + "'lastStep':{'errors':{'at':'2026-01-01T00:02:00Z','desired':3}},"
                + "'starts':[{'at':'2026-01-01T00:03:00Z','deployment':'ecs-svc/1'},"
                + "{'at':'2025-01-01T00:03:00Z','ended':'2026-01-01T00:02:40Z','unhealthy':true},"
                + "{'at':'2026-01-01T00:02:00Z','ended':'2026-01-01T00:02:30Z','bad':true}],"
                + "'brake':{'since':'2026-01-01T00:03:00Z','cap':4},"
                + "'capacity':{'at':'2026-01-01T00:08:00Z','cause':'no room'},"
                + "'hold':{'min':3,'until':'2026-01-01T01:00:00Z','by':'me'},"
                + "'frozen':{'from':'2026-01-01T00:09:00Z'},"
                + "'grewAt':'2026-01-01T00:05:00Z','shortSince':'2026-01-01T00:06:00Z','running':3,"
                + "'paused':{'until':'2026-01-01T00:20:00Z'},"
                + "'blind':{'from':'2026-01-01T00:00:00Z','until':'2026-01-01T00:01:00Z'},"
                + "'external':{'at':'2026-01-01T00:01:00Z','count':8},"
                + "'deployment':{'from':'2026-01-01T00:00:00Z'}}}");
    ScalingHistory history = read.history();
    ScalingHistory.QueueMemory orders =
        history.queues().getOrDefault("orders", ScalingHistory.QueueMemory.NONE);
    assertThat(orders.emptySince()).isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
    assertThat(orders.emptyReads()).isEqualTo(2);
    assertThat(orders.reads())
        .extracting(ScalingHistory.QueueRead::running)
        .containsExactly(3, 2, 3);
    assertThat(history.external())
        .isEqualTo(new ScalingHistory.External(Instant.parse("2026-01-01T00:01:00Z"), 0, 8));
    assertThat(history.paused())
        .isEqualTo(
            new ScalingHistory.Pause(Instant.EPOCH, Instant.parse("2026-01-01T00:20:00Z"), null));
    assertThat(orders.learned())
        .isEqualTo(new ScalingHistory.Learned(new BigDecimal("0.5"), List.of(), null));
    assertThat(history.lastSteps())
        .containsExactly(
            Map.entry("errors", new ScalingHistory.Step(Instant.parse("2026-01-01T00:02:00Z"), 3)));
    assertThat(history.starts())
        .containsExactly(
            new ScalingHistory.Start(
                Instant.parse("2026-01-01T00:03:00Z"), null, false, false, "ecs-svc/1"),
            new ScalingHistory.Start(
                Instant.parse("2025-01-01T00:03:00Z"),
                Instant.parse("2026-01-01T00:02:40Z"),
                false,
                true,
                null),
            new ScalingHistory.Start(
                Instant.parse("2026-01-01T00:02:00Z"),
                Instant.parse("2026-01-01T00:02:30Z"),
                true));
    assertThat(history.capacity())
        .isEqualTo(
            new ScalingHistory.Trouble(
                Instant.parse("2026-01-01T00:08:00Z"),
                ScalingHistory.Trouble.Kind.CAPACITY,
                "no room",
                ""));
    assertThat(history.brake())
        .isEqualTo(new ScalingHistory.Brake(Instant.parse("2026-01-01T00:03:00Z"), 4, null));
    assertThat(history.hold())
        .isEqualTo(
            new ScalingHistory.RangeHold(3, null, Instant.parse("2026-01-01T01:00:00Z"), "me"));
    assertThat(history.frozen())
        .isEqualTo(new ScalingHistory.Span(Instant.parse("2026-01-01T00:09:00Z"), null));
    assertThat(history.grewAt()).isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
    assertThat(history.shortSince()).isEqualTo(Instant.parse("2026-01-01T00:06:00Z"));
    assertThat(history.running()).isEqualTo(3);
    assertThat(read.observation().alarms()).containsExactly(Map.entry("a", AlarmState.ALARM));
    assertThat(read.observation().loads().get("errors"))
        .isEqualTo(
            new Load.Alarmed(
                AlarmState.INSUFFICIENT_DATA,
                50.0,
                List.of(new Load.Value(Instant.parse("2026-01-01T00:08:00Z"), 61.5)),
                Duration.ofMinutes(5)));
    assertThat(read.observation().service().controller())
        .isEqualTo(ServiceStatus.Controller.CODE_DEPLOY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nothing       | {}                | policy: missing",
        "no JSON       | x                 | not valid JSON",
        "a list        | []                | a list; a mapping",
        "two           | {} {}             | more than one document",
        "bad policy    | {'policy':{}}     | policy.service",
        "slip          | {'histry':{}}     | histry: unknown; did you mean history?",
        "no now        | {'observation':{}} | observation.now: missing",
        "negative      | {'observation':{'service':{'desired':-1,'running':1}}} |"
            + " observation.service.desired: -1",
        "bad time      | {'history':{'actions':[{'at':'now','from':1,'to':2}]}} |"
            + " history.actions[0].at: now",
        "alarm state   | {'observation':{'alarms':{'a':'RED'}}} | observation.alarms.a: RED;"
            + " allowed ok, alarm, insufficient-data, missing",
        "alarm name    | {'observation':{'alarms':{'':'OK'}}} | observation.alarms.: needs the name"
            + " of an alarm, 1 to 255 characters without control characters",
        "brake         | {'history':{'brake':{'since':'2026-01-01T00:00:00Z'}}} |"
            + " history.brake.cap: missing; allowed 0 to 1000000",
        "no cause      | {'history':{'capacity':{'at':'2026-01-01T00:00:00Z'}}} |"
            + " history.capacity.cause: missing",
        "odd kind      | {'history':{'capacity':{'kind':'odd'}}} | history.capacity.kind: odd;"
            + " allowed none, capacity, placement, launch-rate",
        "hold          | {'history':{'hold':{'min':1}}} | history.hold.until: missing",
        "crossed hold  | {'history':{'hold':{'min':12,'max':10,'until':'2026-01-01T00:00:00Z'}}} |"
            + " history.hold.max: 10 is below min (12)",
        "start         | {'history':{'starts':[{'bad':true}]}} | history.starts[0].at: missing",
        "step          | {'history':{'lastStep':{'x':{'at':'2026-01-01T00:00:00Z'}}}} |"
            + " history.lastStep.x.desired: missing",
        "learned       | {'history':{'learned':{'x':{'seconds-per-message':0}}}} |"
            + " history.learned.x.seconds-per-message: 0; allowed above 0",
        "samples       | {'history':{'learned':{'x':{'samples':[1,'y']}}}} |"
            + " history.learned.x.samples[1]: y; allowed 0 to 1000000000000",
        "frozen        | {'history':{'frozen':{}}} | history.frozen.from: missing",
        "bad deployment | {'observation':{'service':{'deployment':'odd'}}} | allowed steady,"
            + " rolling, failed",
      })
  void bad_lines_say_why(String name, String line, String error) {
    DecideCase.Result result = DecideCase.read(line.replace('\'', '"'));
    assertThat(result.value()).as(name).isEmpty();
    if (!name.equals("bad policy")) {
      assertThat(result.error()).contains(error);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "'visible':-1, a number of messages is negative",
        "'visible':'NaN', visible is NaN",
        "'visible':1;'in-flight':-2, a number of messages is negative",
        "'visible':1;'delayed':'Infinity', delayed is Infinity"
      })
  void what_a_queue_cannot_have_is_no_data(String numbers, String because) {
    DecideCase read = good(queue(numbers.replace(';', ',')));
    assertThat(
            Decider.decide(read.policy(), read.stackMode(), read.observation(), read.history())
                .recommended())
        .containsEntry("orders", new Recommendation.Blind(because));
  }

  @Test
  void a_number_of_messages_is_whole() {
    DecideCase.Result result = DecideCase.read(queue("'visible':1.5").replace('\'', '"'));
    assertThat(result.error())
        .isEqualTo(
            "observation.loads.orders.visible: 1.5; allowed whole numbers, 0 to 1000000000000");
  }

  private static String queue(String numbers) {
    return "{"
        + POLICY
        + ",'observation':{'now':'2026-01-01T00:00:00Z','service':{'desired':4,'running':3},"
        + "'loads':{'orders':{'at':'2026-01-01T00:00:00Z',"
        + numbers
        + "}}}}";
  }

  @Test
  void a_bad_line_has_all_its_problems_and_its_id() {
    DecideCase.Result result =
        DecideCase.read(
            "{\"id\":\"7\",\"policy\":{\"capacity\":{\"min\":2,\"max\":1},\"policies\":{}},"
                + "\"observation\":{\"now\":\"x\"},\"more\":1}");
    assertThat(result.id()).isEqualTo("7");
    assertThat(result.error())
        .contains(
            "policy.capacity.max", "policy.policies: empty", "observation.now", "more: unknown")
        .contains("observation.service: missing", "observation.loads: missing");
  }

  private static DecideCase good(String line) {
    DecideCase.Result result = DecideCase.read(line.replace('\'', '"'));
    assertThat(result.error()).isNull();
    return result.value().orElseThrow();
  }
}
