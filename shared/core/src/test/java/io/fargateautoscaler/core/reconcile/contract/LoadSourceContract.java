package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Loads of services and of queues. */
public abstract class LoadSourceContract {
  private static final Duration WINDOW = Duration.ofMinutes(12);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  /** The source of this test; the same at every call. */
  protected abstract LoadSource source();

  /** A name that no other test uses. */
  protected abstract String unique(String prefix);

  /**
   * Adds a service that answers requests.
   *
   * @param tasks running tasks; without any there are no datapoints
   * @param cpu what each of them reports, percent
   * @param requests to all of them in a minute; 0: none, though the tasks are healthy
   */
  protected abstract void web(ServiceRef service, int tasks, double cpu, int requests);

  /** Adds a service without tasks that has a queue in which {@code messages} wait. */
  protected abstract void queue(ServiceRef service, String queue, int messages);

  /**
   * Lets time pass until {@code number} minutes have their datapoints.
   *
   * @return now, on the minute; the newest datapoint's minute began two minutes ago
   */
  protected abstract Instant minutes(int number);

  @Test
  void asksNothingForNothing() {
    assertThat(source().read(List.of(), minutes(1))).isEmpty();
  }

  @Test
  void anAverageComesWithItsNumberOfTasksAtTheStartOfItsMinute() {
    ServiceRef service = service("checkout");
    web(service, 4, 50, 0);
    Instant now = minutes(5);

    assertThat(one(cpu(service), now))
        .isInstanceOfSatisfying(
            Load.PerTask.class,
            load -> {
              assertThat(load.period()).isEqualTo(MINUTE);
              assertThat(load.points())
                  .containsExactlyInAnyOrderElementsOf(
                      starts(now, 5).stream().map(at -> new Load.Point(at, 50, 4)).toList());
            });
  }

  @Test
  void aSumComesAtTheStartOfItsMinute() {
    ServiceRef service = service("checkout");
    web(service, 2, 50, 1200);
    Instant now = minutes(5);

    assertThat(one(requests(service), now))
        .isInstanceOfSatisfying(
            Load.Total.class,
            load -> {
              assertThat(load.period()).isEqualTo(MINUTE);
              assertThat(load.points())
                  .containsExactlyInAnyOrderElementsOf(
                      starts(now, 5).stream().map(at -> new Load.Sum(at, 1200)).toList());
            });
  }

  @Test
  void noRequestsAreZeroOnlyWhileAWitnessSaysSo() {
    ServiceRef idle = service("idle");
    ServiceRef gone = service("gone");
    web(idle, 2, 50, 0);
    web(gone, 0, 0, 0);
    Instant now = minutes(5);

    assertThat(one(requests(idle), now))
        .isInstanceOfSatisfying(
            Load.Total.class,
            load -> {
              assertThat(load.points()).allMatch(point -> point.sum() == 0);
              // Zeros are written out, or a witness stands for them.
              assertThat(load.witness() || load.points().size() == 5).isTrue();
            });
    assertNothing(one(requests(gone), now));
  }

  @Test
  void aMetricWithoutDataIsNothingAndNeverZero() {
    ServiceRef silent = service("silent");
    web(silent, 0, 0, 0);
    Instant now = minutes(5);

    assertNothing(one(cpu(silent), now));
    assertNothing(one(memory(silent), now));
    assertNothing(one(cpu(service("unknown")), now));
    assertNothing(one(requests(service("unknown")), now));
  }

  @Test
  void nothingIsOlderThanTheWindow() {
    ServiceRef service = service("checkout");
    web(service, 2, 50, 600);
    Instant now = minutes(8);
    Request cpu = request(service, target(CPU), Duration.ofMinutes(4));
    Request requests = request(service, target(alb(service)), Duration.ofMinutes(5));

    Map<Request, Load> loads = source().read(List.of(cpu, requests), now);

    assertThat(loads.get(cpu))
        .isInstanceOfSatisfying(
            Load.PerTask.class,
            load ->
                assertThat(load.points())
                    .extracting(Load.Point::at)
                    .containsExactlyInAnyOrderElementsOf(starts(now, 3)));
    assertThat(loads.get(requests))
        .isInstanceOfSatisfying(
            Load.Total.class,
            load ->
                assertThat(load.points())
                    .extracting(Load.Sum::at)
                    .containsExactlyInAnyOrderElementsOf(starts(now, 4)));
  }

  @Test
  void aQueueSaysHowManyMessagesWait() {
    ServiceRef full = service("full");
    ServiceRef empty = service("empty");
    queue(full, full.service(), 7);
    queue(empty, empty.service(), 0);
    Instant now = minutes(2);

    assertThat(one(orders(full, full.service()), now))
        .isInstanceOfSatisfying(Load.QueueDepth.class, depth -> assertDepth(depth, now, 7));
    assertThat(one(orders(empty, empty.service()), now))
        .isInstanceOfSatisfying(Load.QueueDepth.class, depth -> assertDepth(depth, now, 0));
  }

  @Test
  void whatIsNotThereHarmsNoOther() {
    ServiceRef web = service("web");
    ServiceRef worker = service("worker");
    web(web, 2, 50, 0);
    queue(worker, worker.service(), 3);
    Instant now = minutes(3);
    Request gone = orders(worker, unique("no-such-queue"));
    Request silent = cpu(service("no-such-service"));
    Request there = orders(worker, worker.service());
    Request cpu = cpu(web);

    Map<Request, Load> loads = source().read(List.of(gone, silent, there, cpu, gone), now);

    assertThat(loads).containsOnlyKeys(gone, silent, there, cpu);
    assertThat(loads.get(gone))
        .isInstanceOfSatisfying(
            Load.Missing.class,
            missing -> assertThat(missing.reason()).isNotBlank().doesNotContainPattern("\\R"));
    assertNothing(loads.get(silent));
    assertThat(loads.get(there))
        .isInstanceOfSatisfying(Load.QueueDepth.class, depth -> assertDepth(depth, now, 3));
    assertThat(loads.get(cpu))
        .isInstanceOfSatisfying(Load.PerTask.class, load -> assertThat(load.points()).hasSize(3));
  }

  @Test
  void answersForEachOfMany() {
    List<ServiceRef> services = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      ServiceRef service = service("service-" + i);
      web(service, 1, 1 + i % 90, 0);
      services.add(service);
      requests.add(cpu(service));
    }
    ServiceRef worker = service("worker");
    queue(worker, worker.service(), 9);
    requests.add(orders(worker, worker.service()));
    Instant now = minutes(2);

    Map<Request, Load> loads = source().read(requests, now);

    assertThat(loads).containsOnlyKeys(requests);
    for (int i = 0; i < services.size(); i++) {
      double expected = 1 + i % 90;
      assertThat(loads.get(requests.get(i)))
          .isInstanceOfSatisfying(
              Load.PerTask.class,
              load ->
                  assertThat(load.points())
                      .hasSize(2)
                      .allSatisfy(point -> {
                        assertThat(point.average()).isCloseTo(expected, within(1e-6));
                        assertThat(point.count()).isEqualTo(1);
                      }));
    }
    assertThat(loads.get(requests.getLast()))
        .isInstanceOfSatisfying(Load.QueueDepth.class, depth -> assertDepth(depth, now, 9));
  }

  private ServiceRef service(String name) {
    return new ServiceRef("shop", unique(name));
  }

  private static Request cpu(ServiceRef service) {
    return request(service, target(CPU), WINDOW);
  }

  private static Request memory(ServiceRef service) {
    return request(
        service, target(new TargetMetric.Utilization(TargetMetric.Resource.MEMORY)), WINDOW);
  }

  private static Request requests(ServiceRef service) {
    return request(service, target(alb(service)), WINDOW);
  }

  /** The dimensions of the load balancer's metrics of a service. */
  protected static TargetMetric.AlbRequestsPerTask alb(ServiceRef service) {
    return new TargetMetric.AlbRequestsPerTask(
        "targetgroup/" + service.service() + "/0123", "app/shop/4567");
  }

  private static TargetTrackingPolicy target(TargetMetric metric) {
    return new TargetTrackingPolicy(
        "policy",
        metric,
        BigDecimal.TEN,
        TargetTrackingPolicy.DEFAULT_TOLERANCE,
        TargetTrackingPolicy.DEFAULT_WARM_UP,
        Direction.BOTH);
  }

  private static Request orders(ServiceRef service, String queue) {
    return request(
        service,
        new QueuePolicy(
            "orders",
            queue,
            new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1),
            QueuePolicy.DEFAULT_IDLE_FOR,
            0,
            Direction.BOTH),
        WINDOW);
  }

  private static Request request(ServiceRef service, ScalingPolicy policy, Duration window) {
    return new Request(service, policy, ServiceStatus.steady(1, 1, 0), window, null);
  }

  private Load one(Request request, Instant now) {
    Map<Request, Load> loads = source().read(List.of(request), now);
    assertThat(loads).containsOnlyKeys(request);
    return loads.getOrDefault(request, new Load.Missing("no answer"));
  }

  /** The starts of the newest minutes with a datapoint, oldest first. */
  private static List<Instant> starts(Instant now, int minutes) {
    return IntStream.rangeClosed(2, minutes + 1)
        .mapToObj(ago -> now.minus(ago, ChronoUnit.MINUTES))
        .toList()
        .reversed();
  }

  private static void assertDepth(Load.QueueDepth depth, Instant now, long visible) {
    assertThat(depth.at()).isEqualTo(now);
    assertThat(depth.visible()).isEqualTo(visible);
    assertThat(depth.inFlight()).isZero();
    assertThat(depth.delayed()).isZero();
  }

  private static void assertNothing(@Nullable Load load) {
    switch (load) {
      case Load.Missing missing -> assertThat(missing.reason()).isNotBlank();
      case Load.PerTask perTask -> assertThat(perTask.points()).isEmpty();
      case Load.Total total -> {
        assertThat(total.points()).isEmpty();
        assertThat(total.witness()).isFalse();
      }
      case Load.QueueDepth depth -> throw new AssertionError(depth);
      case Load.Alarmed alarm -> throw new AssertionError(alarm);
      case null -> throw new AssertionError("no answer");
    }
  }
}
