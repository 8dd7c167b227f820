package io.fargateautoscaler.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.tasks.Address;
import io.fargateautoscaler.core.tasks.TaskFacts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDecoderTest {

  private static final EventDecoder ANY = new EventDecoder(null, null);

  private static final String ECS_ALARM =
      """
      {"id":"e1","source":"aws.cloudwatch","detail-type":"CloudWatch Alarm State Change",
       "account":"111122223333","region":"eu-west-1","time":"2026-01-15T10:00:00Z",
       "resources":["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu high"],
       "detail":{"alarmName":"cpu high","state":{"value":"ALARM","timestamp":"2026-01-15T09:59:58.123+0000"},
        "configuration":{"metrics":[
         {"metricStat":{"metric":{"dimensions":{"ClusterName":"shop","ServiceName":"checkout"}}}},
         {"metricStat":{"metric":{"dimensions":{"ClusterName":"shop","ServiceName":"orders"}}}},
         {"metricStat":{"metric":{"dimensions":{"ClusterName":"shop","ServiceName":"checkout"}}}},
         {"metricStat":{"metric":{"dimensions":{"ClusterName":"shop"}}}},
         {"metricStat":{"metric":{"dimensions":{"ClusterName":"a b","ServiceName":"<x>"}}}}]}}}
      """;

  @Test
  void alarmNamesTheServicesOfAllItsMetrics() {
    var alarm = (Decoded.AlarmChange) ANY.decode(ECS_ALARM);

    assertThat(alarm.services()).containsExactly("shop/checkout", "shop/orders");
    assertThat(Hints.of(alarm)).isEqualTo(alarm.services());
    assertThat(alarm.alarmName()).isEqualTo("cpu high");
    assertThat(alarm.state()).isEqualTo("ALARM");
    assertThat(alarm.time()).isEqualTo(Instant.parse("2026-01-15T10:00:00Z"));
    assertThat(alarm.ignored()).isNull();
  }

  @Test
  void theSameChangeOfAnAlarmHasOneRefOnEveryPath() {
    String action =
        """
        {"source":"aws.cloudwatch","alarmArn":"arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu high",
         "accountId":"111122223333","region":"eu-west-1","time":"2026-01-15T10:00:00.000+0000",
         "alarmData":{"alarmName":"cpu high","state":{"value":"ALARM","timestamp":"2026-01-15T09:59:58.123+0000"},
         "configuration":{"metrics":[{"metricStat":{"metric":{"dimensions":{"ClusterName":"shop","ServiceName":"checkout"}}}}]}}}
        """;
    String message =
        """
        {"AlarmName":"cpu high","AWSAccountId":"111122223333","NewStateValue":"ALARM","Region":"EU (Ireland)",
         "StateChangeTime":"2026-01-15T09:59:58.123+0000",
         "AlarmArn":"arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu high",
         "Trigger":{"Metrics":[{"MetricStat":{"Metric":{"Dimensions":[
           {"value":"checkout","name":"ServiceName"},{"value":"shop","name":"ClusterName"}]}}}]}}
        """;
    var strict = new EventDecoder("111122223333", "eu-west-1");

    for (String body : List.of(ECS_ALARM, action, message)) {
      Decoded decoded = strict.decode(body);
      assertThat(decoded.kind()).isEqualTo(Kind.ALARM);
      assertThat(decoded.ref())
          .isEqualTo(
              "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu high@2026-01-15T09:59:58.123Z");
      assertThat(decoded.services()).contains("shop/checkout");
      assertThat(decoded.ignored()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "111122223333, eu-west-1, ",
    "111122223333, us-east-1, foreign region",
    "444455556666, eu-west-1, foreign account"
  })
  void f49ForeignEventsAreIgnored(String account, String region, String ignored) {
    Decoded decoded = new EventDecoder(account, region).decode(ECS_ALARM);

    assertThat(decoded.ignored()).isEqualTo(ignored);
    assertThat(Hints.of(decoded)).hasSize(ignored == null ? 2 : 0);
  }

  @Test
  void f50ReplayedTickWakesNobody() {
    String tick =
        ExampleEvents.read("own/tick.json").replaceFirst("\\{", "{\"replay-name\":\"a\",");

    Decoded decoded = ANY.decode(tick);

    assertThat(decoded.replayed()).isTrue();
    assertThat(decoded.ignored()).isEqualTo("replayed");
    assertThat(Hints.of(decoded)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // resource, detail.clusterArn, detail.serviceName, service
    "service/shop/checkout, , , shop/checkout",
    "service/shop/checkout, cluster/shop, , shop/checkout",
    "service/shop/checkout, cluster/other, , ",
    "service/checkout, cluster/shop, , shop/checkout",
    "service/checkout, , , ",
    "cluster/shop, cluster/shop, checkout, shop/checkout",
    "service/shop/check%20out, , , ",
    "service/shop/a/b, , , "
  })
  void serviceOfAServiceAction(String resource, String cluster, String name, String service) {
    String arn = "arn:aws:ecs:eu-west-1:111122223333:";
    String event =
        """
        {"source":"aws.ecs","detail-type":"ECS Service Action","resources":["%s"],
         "detail":{"eventType":"ERROR","eventName":"X"%s%s}}
        """
            .formatted(
                arn + resource,
                cluster == null ? "" : ",\"clusterArn\":\"" + arn + cluster + "\"",
                name == null ? "" : ",\"serviceName\":\"" + name + "\"");

    assertThat(Hints.of(ANY.decode(event)))
        .isEqualTo(service == null ? List.of() : List.of(service));
  }

  @Test
  void taskFactsAreComplete() {
    var change =
        (Decoded.TaskChange)
            ANY.decode(ExampleEvents.read("ecs-task/stopped-scaling-exit137-v6.real.json"));

    TaskFacts task = Objects.requireNonNull(change.task());
    assertThat(task.taskArn()).endsWith("/c50e321c974248dbaf4ae2cfa1662986");
    assertThat(task.version()).isEqualTo(6);
    assertThat(task.serviceRef()).isEqualTo(change.services().getFirst());
    assertThat(task.lastStatus()).isEqualTo("STOPPED");
    assertThat(task.desiredStatus()).isEqualTo("STOPPED");
    assertThat(task.stop().stopCode()).isEqualTo("ServiceSchedulerInitiated");
    assertThat(task.stop().stoppedReason())
        .hasToString("Scaling activity initiated by (deployment ecs-svc/8646900195280463695)");
    assertThat(task.stop().platformVersion()).isEqualTo("1.4.0");
    assertThat(task.stop().launchType()).isEqualTo("FARGATE");
    assertThat(task.stop().capacityProvider()).isNull();
    StopFacts.Container container = task.stop().containers().getFirst();
    assertThat(container.exitCode()).isEqualTo(137);
    assertThat(container.name()).isEqualTo("FargateContainer");
    assertThat(container.image()).contains("dkr.ecr.us-east-2");
    assertThat(task.stop().createdAt()).isEqualTo(Instant.parse("2023-05-02T14:19:14.980Z"));
    assertThat(task.startedAt()).isEqualTo(Instant.parse("2023-05-02T14:19:34.520Z"));
    assertThat(task.stoppingAt()).isEqualTo(Instant.parse("2023-05-02T15:28:04.974Z"));
    assertThat(task.stoppedAt()).isEqualTo(Instant.parse("2023-05-02T15:29:11.177Z"));
    assertThat(task.taskDefinition()).isEqualTo("DemoTrafficGen01TaskDef59B414B2:10");
    assertThat(task.startedBy()).isEqualTo("ecs-svc/8646900195280463695");
    assertThat(change.ref()).isEqualTo("47cc72d7-e8dd-320c-cba3-a8d73d1f8d0d");
  }

  @Test
  void ofAttachmentsOnlyTheAddressIsTaken() {
    var change =
        (Decoded.TaskChange)
            ANY.decode(ExampleEvents.read("ecs-task/running-fargate-standalone-v4.docs.json"));

    TaskFacts task = Objects.requireNonNull(change.task());
    assertThat(task.launch())
        .isEqualTo(
            new TaskFacts.Launch(
                Instant.parse("2020-01-23T17:57:52.103Z"),
                Instant.parse("2020-01-23T17:57:55.103Z"),
                Address.parse("10.0.0.139").orElseThrow()));
    assertThat(task.toString()).doesNotContain("10.0.0.139", "subnet-abcd1234", "0a:98");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|",
        "{'attachments':7,'containers':'x'}|",
        "{'attachments':[{'details':'x'},4,{'details':[4,{'name':4,'value':4}]}]}|",
        "{'attachments':[{'details':[{'name':'privateIPv4Address','value':'evil.example'}]}]}|",
        "{'containers':[{'networkInterfaces':[{'ipv6Address':'fd00::1'}]}]}|fd00::1",
        "{'containers':[{'networkInterfaces':[7,{'privateIpv4Address':['10.0.0.1']}]}]}|",
        "{'attachments':[{'details':[{'name':'privateIPv4Address','value':'10.0.0.300'}]}],"
            + "'containers':[{'networkInterfaces':[{'privateIpv4Address':'10.0.0.3'}]}]}|10.0.0.3"
      })
  void anAddressIsFoundWhereverItIsAndOnlyIfItIsOne(String detail, @Nullable String address)
      throws JsonProcessingException {
    Address found = TaskAddress.of(new JsonMapper().readTree(detail.replace('\'', '"')));
    assertThat(found == null ? null : found.literal()).isEqualTo(address);
  }

  @Test
  void taskOfAnotherClusterThanItsArnSaysNamesNoService() {
    String event =
        ExampleEvents.read("synthetic/task-oom.json")
            .replaceFirst("cluster/DemoTrafficGen01[^\"]*", "cluster/other");

    assertThat(ANY.decode(event).services()).isEmpty();
    assertThat(ANY.decode(event).ignored()).isEqualTo("no service named");
  }

  @Test
  void unwrapsTwoEnvelopesAndNoMore() {
    String once = notification(ExampleEvents.read("synthetic/task-oom.json"));
    String twice = batch(once, "plain text");

    Decoded decoded = ANY.decode(twice);
    assertThat(decoded.kind()).isEqualTo(Kind.SQS);
    assertThat(decoded.leaves().map(Decoded::kind)).containsExactly(Kind.ECS_TASK, Kind.UNREADABLE);
    assertThat(decoded.services()).hasSize(1);
    assertThat(Hints.of(decoded)).isEqualTo(decoded.services());
    assertThat(new Replay(ANY).line("x", twice))
        .contains("out-of-memory")
        .doesNotContain("ignored");

    Decoded thrice = ANY.decode(batch(notification(once)));
    assertThat(thrice.leaves().map(Decoded::ignored)).containsExactly("too many envelopes");
  }

  @ParameterizedTest
  @CsvSource({
    "/stack/services/shop/checkout, shop/checkout, ",
    "/stack/mode, , ",
    "/stack/other, , no service named",
    "/stack/services/shop, , no service named",
    "/stack/services/shop/<b>, , no service named",
    "mode, , no service named"
  })
  void parameterNames(String name, String service, String ignored) {
    String event =
        ExampleEvents.read("own/parameter-change-delete.json")
            .replace("\"/fargate-autoscaler/services/shop/checkout\"", "\"" + name + "\"");

    var decoded = (Decoded.ParameterChange) ANY.decode(event);

    assertThat(decoded.services()).isEqualTo(service == null ? List.of() : List.of(service));
    assertThat(decoded.ignored()).isEqualTo(ignored);
    assertThat(decoded.parameter()).isEqualTo(new ParameterFacts(name, "Delete"));
    assertThat(Objects.requireNonNull(decoded.parameter()).deleted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T10:00:00Z, 2026-01-15T10:00:00Z",
    "2026-01-15T10:00:00.5Z, 2026-01-15T10:00:00.500Z",
    "2026-01-15T10:00:00.123+0000, 2026-01-15T10:00:00.123Z",
    "2026-01-15T10:00:00+0130, 2026-01-15T08:30:00Z",
    "yesterday, ",
    "+999999999-01-01T00:00:00Z, ",
    "1969-12-31T23:59:59Z, ",
    "2026-13-45T10:00:00Z, "
  })
  void times(String text, Instant time) {
    String tick = ExampleEvents.read("own/tick.json").replace("2026-01-15T10:00:00Z", text);

    assertThat(ANY.decode(tick).time()).isEqualTo(time);
    assertThat(ANY.decode(tick).kind()).isEqualTo(Kind.SCHEDULE);
  }

  @Test
  void ownMessagesNameOnlyServices() {
    String hint =
        """
        {"source":"fargate-autoscaler","detail-type":"Hint",
         "detail":{"services":["*","a/b/c","a/","shop/checkout",7,null],"ref":"r\\n1"}}
        """;

    assertThat(ANY.decode(hint).services()).containsExactly("shop/checkout");
    assertThat(ANY.decode(hint).ref()).isNull();
  }

  @Test
  void forgedSourceIsUnknown() {
    String forged =
        ExampleEvents.read("synthetic/task-oom.json").replace("\"aws.ecs\"", "\"my.ecs\"");

    assertThat(ANY.decode(forged).kind()).isEqualTo(Kind.UNKNOWN);
  }

  private static String notification(String message) {
    return "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"Message\":" + quoted(message) + "}";
  }

  private static String batch(String... bodies) {
    var records =
        List.of(bodies).stream()
            .map(body -> "{\"eventSource\":\"aws:sqs\",\"body\":" + quoted(body) + "}")
            .toList();
    return "{\"Records\":" + records + "}";
  }

  private static String quoted(String text) {
    return new JsonMapper().valueToTree(text).toString();
  }
}
