package io.fargateautoscaler.operations.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore.Stored;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.operations.board.ServiceView.CountPoint;
import io.fargateautoscaler.operations.board.ServiceView.LoadPoint;
import io.fargateautoscaler.operations.explain.Recorded;
import io.fargateautoscaler.operations.explain.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServiceViewsTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final Instant DECIDED = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant NOW = DECIDED.plusSeconds(40);
  private static final String SCALED = "scaled out by cpu, another policy beside it";

  private static Stored stored(Orders orders, @Nullable ServiceState state) {
    var policy =
        PolicyReader.read(
                """
                service: shop/web
                capacity: {min: 2, max: 40}
                policies:
                  cpu: {type: target-tracking, metric: cpu, target: 60}
                  requests: {type: target-tracking, metric: alb-requests-per-task, target: 600}
                """,
                null)
            .policy()
            .orElseThrow();
    return new Stored(new PolicyDocument(7, policy, ""), state, orders, List.of(), null, null);
  }

  private static ServiceView view(Stored stored, ServiceStatus status, String... names) {
    List<Recorded> records =
        Stream.of(names).map(name -> Recorded.read(Records.of(name)).orElseThrow()).toList();
    return new ServiceViews(Mode.ACTIVE, NOW)
        .of(new ServiceFacts(WEB, stored, status, "", records, List.of(), List.of(), null));
  }

  @Test
  void aChangeIsSaidWithItsAgeAndWhatIsStillToStart() {
    ServiceView view = view(stored(Orders.NONE, null), ServiceStatus.steady(10, 7, 3), SCALED);
    assertThat(view.now())
        .isEqualTo(
            "scaled out from 7 to 10 tasks, cpu: load 552.3 % over 7 tasks needs 10 at 60 % (40 s"
                + " ago); 3 still to start");
    assertThat(view.hold()).isNull();
    assertThat(view.decisions().getFirst())
        .satisfies(decision -> {
          assertThat(decision.from()).isEqualTo(7);
          assertThat(decision.to()).isEqualTo(10);
        });
    assertThat(view.course())
        .containsExactly(new CountPoint(DECIDED, 10, 7), new CountPoint(NOW, 10, 7));
  }

  @Test
  void loadsAreSaidPerTaskAndDrawnAsTasks() {
    ServiceView view = view(stored(Orders.NONE, null), ServiceStatus.steady(10, 10, 0), SCALED);
    assertThat(view.loads().getFirst().text()).isEqualTo("cpu 78.9 % of 60 %");
    assertThat(view.loads().getFirst().needs()).isEqualTo(10);
    assertThat(view.loads().get(1).text())
        .isEqualTo("requests 642.9 requests a minute of 600 requests a minute");
    assertThat(view.loads().getFirst().points())
        .hasSize(13)
        .last()
        .satisfies(point -> {
          assertThat(point.at()).isEqualTo(Instant.parse("2026-03-02T11:58:00Z"));
          assertThat(point.tasks()).isCloseTo(78.9 * 7 / 60, Offset.offset(1e-9));
        });
    assertThat(view.loads().get(1).points())
        .last()
        .extracting(LoadPoint::tasks)
        .isEqualTo(4500.0 / 600);
  }

  @Test
  void aCountThatOthersChangedSinceIsSaid() {
    assertThat(
            view(stored(Orders.NONE, null), ServiceStatus.steady(12, 12, 0), "held by the gate")
                .now())
        .isEqualTo("GATE: scale-in is possible in 60 s (40 s ago); the desired count is 12 by now");
  }

  @Test
  void aRecordThatIsNewerThanTheLookIsNoChangeByOthers() {
    List<Recorded> records = List.of(Recorded.read(Records.of(SCALED)).orElseThrow());
    Instant look = DECIDED.minusMillis(300);
    ServiceView view =
        new ServiceViews(Mode.ACTIVE, look)
            .of(
                new ServiceFacts(
                    WEB,
                    stored(Orders.NONE, null),
                    ServiceStatus.steady(7, 7, 0),
                    "",
                    records,
                    List.of(),
                    List.of(),
                    null));
    assertThat(view.now()).endsWith("(0 s ago)");
    assertThat(view.course())
        .containsExactly(new CountPoint(look, 7, 7), new CountPoint(DECIDED, 10, 7));
  }

  @Test
  void observedServicesSayWhatWouldBe() {
    ServiceView view =
        view(stored(Orders.NONE, null), ServiceStatus.steady(4, 4, 0), "watched in observe mode");
    assertThat(view.would()).isEqualTo(6);
    assertThat(view.now())
        .isEqualTo("OBSERVE: would be scaled out from 4 to 6 tasks, cpu (40 s ago)");
    assertThat(
            view(
                    stored(Orders.NONE, null),
                    ServiceStatus.steady(4, 4, 0),
                    "watched beside another scaler")
                .otherScaler())
        .isEqualTo("Application Auto Scaling");
  }

  @Test
  void ordersInForceSetTheRangeAndAreSaid() {
    Orders orders =
        new Orders(
            new Pause(NOW.minusSeconds(60), NOW.plusSeconds(600), "user/ann"),
            new RangeHold(8, 20, NOW.plusSeconds(7200), null));
    ServiceView view = view(stored(orders, null), ServiceStatus.steady(4, 4, 0), "held by a pause");
    assertThat(view.orders())
        .containsExactly(
            "paused until 12:10:40 UTC, 10 min more, by user/ann",
            "held at 8 tasks or more and at 20 tasks or fewer until 14:00:40 UTC, 2 h more");
    assertThat(List.of(view.min(), view.max())).containsExactly(8, 20);
    assertThat(view.rangeFrom()).isEqualTo("hold");

    Orders over =
        new Orders(
            new Pause(NOW.minusSeconds(60), NOW, "user/ann"), new RangeHold(8, 20, NOW, null));
    ServiceView after = view(stored(over, null), ServiceStatus.steady(4, 4, 0), "held by a pause");
    assertThat(after.orders()).isEmpty();
    assertThat(after.rangeFrom()).isEqualTo("document");
  }

  @Test
  void withoutRecordsItSaysSo() {
    ServiceView view = view(stored(Orders.NONE, null), ServiceStatus.steady(4, 4, 0));
    assertThat(view.now()).isEqualTo("not looked at yet");
    assertThat(view.loads().getFirst().text()).isEqualTo("cpu: not read yet");
    assertThat(view.decisions()).isEmpty();
  }

  @Test
  void whatEcsCannotSayIsSaid() {
    ServiceFacts unreadable =
        new ServiceFacts(
            WEB,
            stored(Orders.NONE, null),
            null,
            "cannot be read: x",
            List.of(),
            List.of(),
            List.of(),
            null);
    assertThat(new ServiceViews(Mode.ACTIVE, NOW).of(unreadable).now())
        .isEqualTo("cannot be read: x");
    assertThat(new ServiceViews(Mode.OFF, NOW).of(unreadable).mode()).isEqualTo(Mode.OFF);
  }

  @Test
  void theLastChangeIsKnownBeyondTheRecords() {
    Action action = new Action(NOW.minus(Duration.ofHours(9)), 3, 10);
    ServiceState state =
        new ServiceState(
            3, ScalingHistory.NONE.but().actions(List.of(action)).build(), null, null, Map.of());
    ServiceView view =
        view(stored(Orders.NONE, state), ServiceStatus.steady(10, 10, 0), "held by the window");
    assertThat(view.decisions()).hasSize(2);
    assertThat(view.decisions().getLast().to()).isEqualTo(10);
    assertThat(view.decisions().getLast().at()).isEqualTo(action.at());
  }
}
