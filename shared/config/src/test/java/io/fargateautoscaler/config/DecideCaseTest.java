package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecideCaseTest {
  private static final String POLICY =
      "'policy':{'capacity':{'min':0,'max':9},'policies':{"
          + "'cpu':{'type':'target-tracking','metric':'cpu','target':60},"
          + "'orders':{'type':'queue','queue':'orders'}}}";

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
                + "'alarms':{'a':'ALARM'},'loads':{'cpu':{'period':'20s','points':["
                + "{'at':'2026-01-01T00:08:00Z','average':'NaN','count':3}]},"
                + "'orders':{'at':'2026-01-01T00:10:00Z','visible':0,'in-flight':0,'delayed':0,"
                + "'oldest-seconds':5,'last-minute':{'sent':1,'received':2,'deleted':3}}}},"
                + "'history':{'actions':[{'at':'2026-01-01T00:01:00Z','from':2,'to':4}],"
                + "'lastApplied':4,'reads':{'orders':["
                + "{'at':'2026-01-01T00:04:00Z','visible':2,'in-flight':0,'delayed':0},"
                + "{'at':'2026-01-01T00:05:00Z','visible':0,'in-flight':0,'delayed':0,'running':2},"
                + "{'at':'2026-01-01T00:06:00Z','visible':0,'in-flight':0,'delayed':0}]},"
                + "'votes':{'orders':[{'at':'2026-01-01T00:05:00Z','count':7}]},"
                + "'learned':{},'lastStep':{},'starts':[],'brake':{},'hold':{},"
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
        .isEqualTo(new ScalingHistory.Span(Instant.EPOCH, Instant.parse("2026-01-01T00:20:00Z")));
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
        "bad deployment | {'observation':{'service':{'deployment':'odd'}}} | allowed steady,"
            + " rolling, failed",
      })
  void bad_lines_say_why(String name, String line, String error) {
    DecideCase.Result result = DecideCase.read(line.replace('\'', '"'));
    assertThat(result.value()).isEmpty();
    if (!name.equals("bad policy")) {
      assertThat(result.error()).contains(error);
    }
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
