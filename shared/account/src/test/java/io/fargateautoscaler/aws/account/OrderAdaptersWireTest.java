package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.operations.AccountServices.Presence;
import io.fargateautoscaler.operations.Parameters.Kept;
import io.fargateautoscaler.operations.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

@Tag("wire")
class OrderAdaptersWireTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");

  private final Session session = WireAccount.session("any");

  @Test
  void theFleetReadsWhatTheStackHasInForceAndOrdersIt() {
    String table = WireAccount.table(session);
    DynamoFleet fleet = new DynamoFleet(session, table, () -> Samples.NOW);
    DynamoStore stack =
        new DynamoStore(session.clients().dynamoDb(), table, new NoticeJson(), () -> Samples.NOW);
    assertThat(fleet.services()).isEmpty();
    stack.mode(Mode.ACTIVE, Samples.NOW);
    stack.put(Samples.document(WEB, 7), Samples.NOW, List.of());
    Pause pause = new Pause(Samples.NOW, Samples.NOW.plusSeconds(60), "ann");
    RangeHold hold = new RangeHold(3, null, Samples.NOW.plusSeconds(60), "ann");

    fleet.order(WEB, orders -> orders.paused(pause));
    fleet.order(WEB, orders -> orders.held(hold));

    assertThat(fleet.mode()).isEqualTo(Mode.ACTIVE);
    assertThat(fleet.inForce()).isEqualTo(Map.of(WEB, 7L));
    assertThat(fleet.services().get(WEB))
        .satisfies(managed -> {
          assertThat(managed.document().version()).isEqualTo(7);
          assertThat(managed.orders()).isEqualTo(new Orders(pause, hold));
          assertThat(managed.parked()).isFalse();
        });
  }

  @Test
  void theFleetSeesNoticesThatWaitOrWereTold() {
    String table = WireAccount.table(session);
    DynamoFleet fleet = new DynamoFleet(session, table, () -> Samples.NOW);
    session
        .clients()
        .dynamoDb()
        .putItem(request ->
            request
                .tableName(table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("OUTBOX"),
                        "sk", AttributeValue.fromS("told#policy-rejected:1"))));

    assertThat(fleet.tells("policy-rejected:1")).isTrue();
    assertThat(fleet.tells("policy-rejected:2")).isFalse();
  }

  @Test
  void aTableThatIsGoneIsASentence() {
    DynamoFleet fleet = new DynamoFleet(session, "no-such-table", () -> Instant.EPOCH);

    assertThatThrownBy(fleet::mode)
        .isInstanceOf(Trouble.class)
        .hasMessageStartingWith("dynamodb:Query failed: ");
  }

  @Test
  void parametersKeepTheirVersions() {
    SsmParameters parameters = new SsmParameters(session);
    String path = "/" + WireAccount.unique("stack") + "/services/";
    String name = path + "shop/web";
    assertThat(parameters.newest(name)).isEmpty();
    assertThat(parameters.history(name)).isEmpty();

    assertThat(parameters.put(name, "one")).isEqualTo(1);
    assertThat(parameters.put(name, "two")).isEqualTo(2);

    assertThat(parameters.newest(name)).contains(new Kept(2, "two"));
    assertThat(parameters.history(name)).containsExactly(new Kept(1, "one"), new Kept(2, "two"));
  }

  @Test
  void parametersAreListedAndDeletedInMoreThanOneCall() {
    SsmParameters parameters = new SsmParameters(session);
    String path = "/" + WireAccount.unique("stack") + "/";
    List<String> names = IntStream.range(10, 33).mapToObj(i -> path + "shop/s" + i).toList();
    names.forEach(name -> parameters.put(name, "x"));
    assertThat(parameters.below(path)).isEqualTo(names);

    parameters.delete(names.subList(0, 22));
    parameters.delete(List.of(path + "shop/never-there"));

    assertThat(parameters.below(path)).containsExactly(path + "shop/s32");
  }

  @Test
  void presenceOfServicesOfSeveralClusters() {
    String cluster = WireAccount.unique("cluster");
    EcsClient ecs = session.clients().ecs();
    ecs.createCluster(request -> request.clusterName(cluster));
    ecs.registerTaskDefinition(request ->
        request
            .family(cluster)
            .containerDefinitions(
                ContainerDefinition.builder().name("main").image("main").memory(128).build()));
    ecs.createService(request ->
        request.cluster(cluster).serviceName("web").taskDefinition(cluster).desiredCount(0));
    ServiceRef web = new ServiceRef(cluster, "web");
    ServiceRef missing = new ServiceRef(cluster, "missing");
    ServiceRef nowhere = new ServiceRef(cluster + "-not", "web");

    assertThat(new EcsAccountServices(session).presence(List.of(web, missing, nowhere)))
        .isEqualTo(
            Map.of(web, Presence.ACTIVE, missing, Presence.MISSING, nowhere, Presence.NO_CLUSTER));
  }
}
