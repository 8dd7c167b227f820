package io.fargateautoscaler.aws;

import static io.fargateautoscaler.aws.DynamoTable.key;
import static io.fargateautoscaler.aws.DynamoTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.Episode;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.NoticeDetail.Failed.Cause;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.tasks.StartUp;
import io.fargateautoscaler.core.tasks.StartUpSummary;
import io.fargateautoscaler.core.tasks.StartUps;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An upgrade in place: what an earlier release left in the state table is read by this one, and
 * what a later one may leave there (a downgrade) does no harm. Before a release {@code
 * -Drelease.write=VERSION} freezes the rows that this version writes.
 */
@Tag("wire")
final class ReleaseRowsWireTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef WORKER = new ServiceRef("shop", "worker");
  private static final Instant NOW = Samples.NOW;
  private static final String WORKER_DOCUMENT =
      """
      {"schema":1,"service":"shop/worker","capacity":{"min":0,"max":20},"policies":{"jobs":\
      {"type":"queue","queue":"jobs","seconds-per-message":2,"drain-within":"3m"}},\
      "guards":{"veto-scale-in":["db-slow"]}}\
      """;
  private static final Orders ORDERED =
      new Orders(
          new Pause(NOW.minusSeconds(5), NOW.plusSeconds(3600), "ann"),
          new RangeHold(3, null, NOW.plusSeconds(7200), "bob"));
  private static final Map<String, Start> STARTS =
      Map.of(
          "1a", new Start(NOW.minusSeconds(60), null, false),
          "2b", new Start(NOW.minusSeconds(90), NOW.minusSeconds(70), true, true, "ecs-svc/17"));
  private static final Trouble TROUBLE =
      new Trouble(NOW.minusSeconds(30), Trouble.Kind.PLACEMENT, "no capacity", "wait");
  private static final StartUps START_UPS =
      new StartUps(
          NOW.minusSeconds(900),
          Map.of(
              "1a",
              new StartUp(
                  NOW.minusSeconds(60),
                  "worker:7",
                  Duration.ofSeconds(42),
                  Duration.ofSeconds(9))));
  private static final FailureDigest DIGEST =
      new FailureDigest(
          new TreeMap<>(
              Map.of(
                  StopClass.CRASH,
                  new Episode(
                      "e-1",
                      NOW,
                      NOW.plusMillis(1500),
                      NOW,
                      3,
                      new Episode.Untold(
                          7,
                          List.of(new Cause(5, "it crashed", "look at its log", "web:12")),
                          List.of("arn:task/9"))))));
  private static final NoticeLimit LIMIT =
      new NoticeLimit(
          List.of(NOW.minusSeconds(10), NOW),
          new NoticeLimit.Withheld(
              NOW.minusSeconds(5),
              new TreeMap<>(Map.of("blind", 2)),
              new TreeSet<>(Set.of("shop/web"))));

  private final SetClock clock = new SetClock(NOW);
  private final DynamoDbClient dynamo = WireServer.clients().dynamoDb();
  private final String table = WireServer.table(dynamo, "release");
  private final DynamoStore store =
      new DynamoStore(dynamo, table, Samples.bothTopics(new NoticeJson()), clock);
  private final DynamoTaskFacts facts = new DynamoTaskFacts(dynamo, table, clock);
  private final DynamoDigests digests = new DynamoDigests(dynamo, table, new NoticeJson(), clock);

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(request -> request.tableName(table));
  }

  @ParameterizedTest
  @ValueSource(strings = "0.1.0")
  void everyRowOfAnEarlierReleaseIsRead(String release) throws IOException {
    ReleaseRows.put(dynamo, table, ReleaseRows.read(release));
    everythingIsThere();
    everythingGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = "0.1.0")
  void rowsAndKeysOfALaterReleaseAreLeftAlone(String release) throws IOException {
    List<Map<String, AttributeValue>> rows = ReleaseRows.read(release);
    List<Map<String, AttributeValue>> later =
        List.of(
            row("STACK", "fleet#1"),
            row("STACK", "servicex"),
            row("shop/web", "forecast#cpu"),
            row("shop/web", "a#1"),
            row("OUTBOX", "later#n-9"),
            row("LATER", "shop/web"));
    ReleaseRows.put(dynamo, table, rows.stream().map(ReleaseRowsWireTest::withMore).toList());
    ReleaseRows.put(dynamo, table, later);

    everythingIsThere();
    everythingGoesOn();
    store.release(WORKER, List.of());
    new ClaimRows(dynamo, table, clock).otherStacks(Map.of(WEB, "blue"));
    new ClaimRows(dynamo, table, clock).otherStacks(Map.of());

    assertThat(ReleaseRows.all(dynamo, table).values()).containsAll(later);
  }

  private static Map<String, AttributeValue> row(String pk, String sk) {
    Map<String, AttributeValue> row = new HashMap<>(key(pk, sk));
    row.put("unknown", text("äöü"));
    row.put("version", text("not a number"));
    return row;
  }

  /** With an attribute more, and a key more in each text that is a JSON object. */
  private static Map<String, AttributeValue> withMore(Map<String, AttributeValue> row) {
    Map<String, AttributeValue> more = new HashMap<>(row);
    more.replaceAll((name, value) ->
        value.s() != null && value.s().startsWith("{") && !name.equals("document")
            ? text("{\"a-later-key\":{\"deep\":[1]}," + value.s().substring(1))
            : value);
    more.put("laterAttribute", AttributeValue.fromSs(List.of("x")));
    return more;
  }

  private void everythingIsThere() {
    var stack = store.stack();
    assertThat(stack.mode()).isEqualTo(Mode.ACTIVE);
    assertThat(stack.frozenUntil()).isEqualTo(NOW.plusSeconds(600));
    assertThat(stack.services()).containsExactly(WEB, WORKER);
    assertThat(stack.alarms()).isEqualTo(Map.of("db-slow", Set.of(WORKER)));
    assertThat(store.lastTick()).contains(NOW);
    assertThat(store.inForce()).isEqualTo(Map.of(WEB, 7L, WORKER, 2L));

    StateStore.Stored web = stored(WEB);
    assertThat(web.policy()).isEqualTo(Samples.document(WEB, 7));
    assertThat(web.state()).isEqualTo(Samples.state(1, 6));
    assertThat(web.orders()).isEqualTo(ORDERED);
    assertThat(web.starts()).containsExactlyInAnyOrderElementsOf(STARTS.values());
    assertThat(web.capacity()).isEqualTo(TROUBLE);
    StateStore.Stored worker = stored(WORKER);
    assertThat(worker.policy()).isEqualTo(worker());
    assertThat(worker.startUp()).extracting(StartUpSummary::revision).isEqualTo("worker:7");

    assertThat(store.audit(WEB, 10))
        .singleElement()
        .asString()
        .contains("\"id\":\"d-1\"", "CPU 90 % of 60 %");
    assertThat(store.waiting(10))
        .extracting(Outbox.Message::id)
        .containsExactlyInAnyOrder("n-1", "both-1", "both-1@chat");
    assertThat(store.limit(false)).isEqualTo(new Outbox.Limit(1, LIMIT));
    assertThat(digests.read(WEB)).isEqualTo(new DigestStore.Entry(1, DIGEST));
    assertThat(digests.open()).containsOnlyKeys(WEB);
    assertThat(digests.known(WEB, List.of("arn:task/1", "arn:task/2")))
        .containsExactly("arn:task/1");
  }

  /** The versions of the rows still guard what is written next. */
  private void everythingGoesOn() {
    assertThat(store.save(WEB, 0, Samples.state(1, 8))).isFalse();
    assertThat(store.save(WEB, 1, Samples.state(2, 8))).isTrue();
    assertThat(stored(WEB).state()).isEqualTo(Samples.state(2, 8));
    assertThat(store.put(Samples.document(WEB, 6), NOW.minusSeconds(600), List.of())).isFalse();
    assertThat(store.mode(Mode.OFF, NOW.minusSeconds(600))).isFalse();
    Outbox.Message first =
        store.waiting(10).stream()
            .filter(each -> each.id().equals("n-1"))
            .findFirst()
            .orElseThrow();
    assertThat(store.claim(first)).isTrue();
    assertThat(store.told(first)).isTrue();
    store.add(Samples.notice("n-0", WEB, NOW));
    assertThat(store.waiting(10)).as("n-0 was told").noneMatch(each -> each.id().equals("n-0"));
    assertThat(digests.write(WEB, 1, DIGEST, Map.of("arn:task/1", StopClass.CRASH), List.of()))
        .isFalse();
    assertThat(digests.write(WEB, 1, FailureDigest.NONE, Map.of(), List.of())).isTrue();
  }

  private StateStore.Stored stored(ServiceRef service) {
    return Objects.requireNonNull(store.load(List.of(service)).get(service));
  }

  private static PolicyDocument worker() {
    PolicyReader.Result read = PolicyReader.readCanonical(WORKER_DOCUMENT);
    return new PolicyDocument(2, read.policy().orElseThrow(), read.canonicalJson());
  }

  @Test
  void whatIsWrittenNowIsReadToo() throws IOException {
    writeEverything();
    everythingIsThere();
    everythingGoesOn();
  }

  @Test
  void freezesTheRowsOfThisVersion() throws IOException {
    String release = System.getProperty("release.write", "");
    assumeTrue(!release.isEmpty(), "without -Drelease.write=VERSION nothing is frozen");
    writeEverything();
    ReleaseRows.freeze(dynamo, table, release);
    assertThat(ReleaseRows.all(dynamo, table)).isNotEmpty();
  }

  private void writeEverything() {
    store.mode(Mode.ACTIVE, NOW.minusSeconds(60));
    store.freeze(NOW.plusSeconds(600));
    store.ticked(NOW);
    store.put(Samples.document(WEB, 7), NOW.minusSeconds(60), List.of());
    store.put(worker(), NOW.minusSeconds(60), List.of());
    store.order(WEB, ORDERED);
    store.record(
        WEB,
        0,
        Samples.state(1, 6),
        Samples.decision(WEB, "d-1"),
        List.of(Samples.notice("n-1", WEB, NOW), Samples.notice("both-1", WEB, NOW)));
    facts.starts(WEB, _ -> STARTS);
    facts.trouble(WEB, TROUBLE);
    facts.startUps(WORKER, _ -> START_UPS);
    digests.write(WEB, 0, DIGEST, Map.of("arn:task/1", StopClass.CRASH), List.of());
    store.limit(false, 0, LIMIT, List.of());
    store.add(Samples.notice("n-0", WEB, NOW));
    Outbox.Message told =
        store.waiting(10).stream()
            .filter(each -> each.id().equals("n-0"))
            .findFirst()
            .orElseThrow();
    store.claim(told);
    store.told(told);
    assertThat(ReleaseRows.all(dynamo, table)).hasSizeGreaterThan(15);
  }
}
