package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.Problem;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.simulator.Happening;
import io.fargateautoscaler.simulator.PretendAws;
import io.fargateautoscaler.simulator.Revision;
import io.fargateautoscaler.simulator.ServiceSpec;
import io.fargateautoscaler.simulator.Simulation;
import io.fargateautoscaler.simulator.Workload;
import io.fargateautoscaler.simulator.demo.Story.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Forty minutes in the life of two services, with everything that goes wrong in a month. */
public final class Demo {
  static final ServiceRef WEB = new ServiceRef("shop", "web");
  static final ServiceRef WORKER = new ServiceRef("shop", "worker");
  static final long LENGTH = 2400;

  /** Minutes of metrics before the story begins. */
  private static final long PAST = 900;

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final double TARGET = 0.6;
  private static final double SECONDS_PER_MESSAGE = 0.5;
  private static final double LAMBDA_SECONDS = 0.05;
  private static final double LAMBDA_GB = 0.5;

  static final String WEB_POLICY =
      """
      service: shop/web
      capacity: {min: 2, max: 40}
      policies:
        cpu:      {type: target-tracking, metric: cpu, target: 60}
        requests: {type: target-tracking, metric: alb-requests-per-task, target: 600}
      """;

  static final String WORKER_POLICY =
      """
      service: shop/worker
      capacity: {min: 0, max: 20}
      policies:
        orders: {type: queue, queue: orders, seconds-per-message: 0.5, drain-within: 3m}
      """;

  /** Somebody's slip: the maximum is below the minimum, and the target is no percentage. */
  private static final String BAD_POLICY =
      """
      service: shop/web
      capacity: {min: 4, max: 2}
      policies:
        cpu: {type: target-tracking, metric: cpu, target: 600}
      """;

  private final Simulation simulation;
  private final StoryTeller teller;
  private final Delivery delivery;
  private final EventTexts texts = new EventTexts();
  private final Workload load =
      shifted(
          Workload.lines(
              point(0, 2.4),
              point(240, 2.4),
              point(330, 4.5),
              point(450, 6.0),
              point(900, 6.0),
              point(1000, 7.8),
              point(1200, 7.8),
              point(1290, 0.6)));
  private final Workload arrivals =
      shifted(
          second -> second >= 150 && second < 420 ? 6 : second >= 1500 && second < 1560 ? 12 : 0);
  private boolean alarm;
  private boolean pullTold;
  private double usdBefore;

  private Demo(long seed) {
    teller = new StoryTeller(seed, START, LENGTH);
    simulation =
        new Simulation(
            START.minusSeconds(PAST),
            PretendAws.Settings.of(seed, Duration.ofSeconds(60)).late(0.1),
            Duration.ofSeconds(10),
            new NoticeJson(),
            teller);
    delivery = new Delivery(simulation);
  }

  /** Tells the story; the same seed tells it in the same words. */
  public static Story tell(long seed) {
    return new Demo(seed).run();
  }

  private static double[] point(double second, double value) {
    return new double[] {second, value};
  }

  private static Workload shifted(Workload workload) {
    return second -> workload.at(Math.max(0, second - PAST));
  }

  /** Ready for its first second. */
  static Demo ready(long seed) {
    Demo demo = new Demo(seed);
    demo.begin();
    return demo;
  }

  private void begin() {
    PretendAws aws = simulation.aws();
    aws.add(new ServiceSpec(WEB, 4, 35, 0.2, 0.5, 1, ServiceSpec.Web.of(load).burning(5)));
    aws.add(
        new ServiceSpec(
            WORKER,
            0,
            30,
            0.2,
            0.25,
            0.5,
            ServiceSpec.Queue.of(
                "orders", arrivals, SECONDS_PER_MESSAGE, new ServiceSpec.Consumer(1, 10, false))));
    simulation.warmUp(PAST);
    usdBefore = aws.usdOfTasks();
    aws.listen(this::happened);
    begin(WEB, WEB_POLICY, "watching: cpu 60 %, 600 requests a minute and task, 2–40 tasks");
    begin(WORKER, WORKER_POLICY, "watching: queue orders, drain within 3 min, 0–20 tasks");
    script();
  }

  /** One second later. */
  void second() {
    long second = now() + 1;
    simulation.runUntil(PAST + second);
    watchAlarm();
    tellNotices();
    if (second % 10 == 0) {
      sample(second);
    }
  }

  private Story run() {
    begin();
    while (now() < LENGTH) {
      second();
    }
    return story();
  }

  /** What happened so far. */
  Story story() {
    double usd = simulation.aws().usdOfTasks() - usdBefore;
    return teller.story(policies(), simulation, delivery, usd, LAMBDA_SECONDS, LAMBDA_GB);
  }

  static Map<ServiceRef, ServicePolicy> policies() {
    Map<ServiceRef, ServicePolicy> policies = new TreeMap<>();
    policies.put(WEB, policy(WEB_POLICY));
    policies.put(WORKER, policy(WORKER_POLICY));
    return policies;
  }

  Simulation simulation() {
    return simulation;
  }

  StoryTeller teller() {
    return teller;
  }

  /** US dollars a month that the autoscaler itself would cost if it went on so; 730 h. */
  double usdPerMonthOfAutoscaler() {
    double usd = simulation.calls().usd(LAMBDA_SECONDS, LAMBDA_GB);
    return now() == 0 ? 0 : usd / now() * 3600 * 730;
  }

  private void begin(ServiceRef service, String document, String text) {
    PolicyReader.Result read = PolicyReader.read(document, service.toString());
    simulation.inForce(policy(document), read.canonicalJson());
    int desired = simulation.aws().truth(service).desired();
    teller.line(now(), service, Mark.EVENT, text, "" + desired, List.of());
  }

  private static ServicePolicy policy(String document) {
    PolicyReader.Result read = PolicyReader.read(document, null);
    return read.policy().orElseThrow(() -> new IllegalStateException(read.problems().toString()));
  }

  long now() {
    return simulation.clock().second() - PAST;
  }

  private void script() {
    PretendAws aws = simulation.aws();
    at(
        150,
        () ->
            teller.line(
                now(), WORKER, Mark.EVENT, "orders begin to arrive: 6 a second", "", List.of()));
    at(240, () -> tell("visitors come: the load rises from 4 to 10 tasks"));
    at(570, () -> aws.deploy(WEB, new Revision(12, new Revision.CannotPull(20))));
    at(690, () -> aws.deploy(WEB, new Revision(13, new Revision.Good())));
    at(
        780,
        () -> {
          aws.metricOutage(WEB, Duration.ofSeconds(570));
          tell("CloudWatch gets no CPU metric any more (for 9.5 min)");
        });
    at(900, () -> tell("more visitors: the load rises to 13 tasks"));
    at(1140, this::badPolicy);
    at(1200, () -> tell("the visitors leave: the load falls to 1 task"));
    at(
        1500,
        () ->
            teller.line(
                now(),
                WORKER,
                Mark.EVENT,
                "another batch of orders: 12 a second for a minute",
                "",
                List.of()));
    at(1020, () -> aws.crash(WEB));
  }

  private void at(long second, Runnable action) {
    simulation.at(PAST + second, action);
  }

  private void tell(String text) {
    teller.line(now(), WEB, Mark.EVENT, text, "", List.of());
  }

  /** The alarm that an operator put on the CPU: it tells a change of its state once. */
  private void watchAlarm() {
    Double cpu = simulation.aws().newestCpu(WEB);
    boolean next = cpu == null ? alarm : alarm ? cpu > 65 : cpu > 80;
    if (next == alarm) {
      return;
    }
    alarm = next;
    if (!alarm) {
      delivery.lose();
      tell("alarm web-cpu-high is OK (the event is lost: the tick makes it harmless)");
      return;
    }
    tell("alarm web-cpu-high is ALARM (3 copies, 1 decision)");
    delivery.deliver(texts.alarm(WEB, "web-cpu-high", "ALARM", simulation.clock().instant()), 3);
  }

  private void happened(Happening happening) {
    switch (happening) {
      case Happening.Deployment deployment -> deployed(deployment);
      case Happening.TaskStopped stopped -> stopped(stopped);
      // Nothing is short in the story.
      case Happening.ServiceAction _ -> {}
      case Happening.TaskStarted _ -> {
        // That a task runs is seen in the counts.
      }
    }
  }

  private void deployed(Happening.Deployment deployment) {
    String name = "deployment of web:" + deployment.revision();
    if (deployment.completed()) {
      delivery.lose();
      teller.line(
          now(), WEB, Mark.DEPLOYMENT, name + " is complete (the event is lost)", "", List.of());
    } else {
      teller.line(now(), WEB, Mark.DEPLOYMENT, name + " begins", "", List.of());
      simulation.at(
          simulation.clock().second() + 1, () -> delivery.deliver(texts.of(deployment), 1));
    }
  }

  private void stopped(Happening.TaskStopped stopped) {
    // ECS events take a second or two, and the first of the failures comes twice.
    boolean twice = stopped.cause() == Happening.Cause.CANNOT_PULL && !pullTold;
    pullTold |= twice;
    simulation.at(
        simulation.clock().second() + 1,
        () -> {
          Decoded decoded = delivery.deliver(texts.of(stopped), twice ? 2 : 1);
          if (decoded instanceof Decoded.TaskChange(_, var task) && task != null) {
            teller.failure(now(), stopped, task);
          }
        });
  }

  private void badPolicy() {
    PolicyReader.Result read = PolicyReader.read(BAD_POLICY, WEB.toString());
    List<String> problems = read.problems().stream().map(Problem::toString).toList();
    teller.line(
        now(),
        WEB,
        Mark.EVENT,
        "a new policy document has " + problems.size() + " problems: the last good one stays",
        "",
        problems);
    simulation
        .outbox()
        .add(
            new Notice(
                "policy-rejected:" + WEB + "@2",
                simulation.clock().instant(),
                Notice.Event.POLICY_REJECTED,
                Notice.Severity.WARNING,
                WEB,
                "[" + WEB + "] policy rejected: " + problems.size() + " problems",
                problems,
                null,
                null));
  }

  private void tellNotices() {
    teller.notices(now(), simulation.aws().published());
  }

  private void sample(long second) {
    PretendAws aws = simulation.aws();
    long world = simulation.clock().second();
    teller.sample(second, WEB, load.at(world) / TARGET, aws.truth(WEB));
    double needed =
        arrivals.at(world) * SECONDS_PER_MESSAGE / 0.8
            + aws.waiting(WORKER) * SECONDS_PER_MESSAGE / 90;
    teller.sample(second, WORKER, needed, aws.truth(WORKER));
  }
}
