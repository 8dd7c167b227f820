package io.fargateautoscaler.dashboard.demo;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.CountPoint;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.board.ServiceView.FailureView;
import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import io.fargateautoscaler.simulator.TaskLook;
import io.fargateautoscaler.simulator.demo.LiveDemo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service of the demo as the board shows it. */
final class DemoService {
  private static final int HOURS_A_MONTH = 730;
  private static final int MOST_DECISIONS = 20;

  private DemoService() {}

  static ServiceView view(LiveDemo demo, ServiceRef service) {
    ServiceStatus status = demo.aws().truth(service);
    ServicePolicy policy = demo.policies().get(service);
    List<DecisionRecord> decisions = demo.decisions(service);
    if (policy == null) {
      throw new IllegalArgumentException("no policy for " + service);
    }
    DecisionRecord last = decisions.isEmpty() ? null : decisions.getLast();
    return new ServiceView(
        service,
        Mode.ACTIVE,
        1,
        policy.capacity().min(),
        policy.capacity().max(),
        "document",
        status.desired(),
        status.running(),
        status.pending(),
        last == null ? "nothing was decided yet" : words(last),
        last == null ? null : hold(last),
        null,
        null,
        status.deployment() == ServiceStatus.Deployment.ROLLING,
        List.of(),
        DemoLoads.views(policy, decisions),
        demo.aws().tasks(service).stream().map(look -> task(service, look)).toList(),
        demo.course(service).stream()
            .map(each -> new CountPoint(each.at(), each.desired(), each.running()))
            .toList(),
        decisions(decisions),
        failures(demo.failures(service)),
        cost(demo, service, status.running()));
  }

  private static String words(DecisionRecord record) {
    return switch (record.decision().outcome()) {
      case Decision.Scale(_, _, var cause, var because) -> cause + ": " + because;
      case Decision.Hold(var reason, _, var because) -> reason + ": " + because;
    };
  }

  private static @Nullable String hold(DecisionRecord record) {
    return record.decision().outcome() instanceof Decision.Hold hold ? hold.reason().name() : null;
  }

  private static TaskView task(ServiceRef service, TaskLook look) {
    return new TaskView(
        look.id(), look.state(), look.since(), service.service() + ":" + look.revision());
  }

  /** Changes, and the first of like holds in a row; newest first. */
  private static List<DecisionView> decisions(List<DecisionRecord> records) {
    List<DecisionView> views = new ArrayList<>();
    String before = "";
    for (DecisionRecord record : records) {
      String hold = hold(record);
      if (record.decision().outcome() instanceof Decision.Scale(var from, var to, _, _)) {
        views.add(new DecisionView(record.at(), from, to, words(record)));
      } else if (!before.equals(hold)) {
        views.add(new DecisionView(record.at(), null, null, words(record)));
      }
      before = hold == null ? "" : hold;
    }
    List<DecisionView> newest = views.reversed();
    return List.copyOf(newest.subList(0, Math.min(MOST_DECISIONS, newest.size())));
  }

  private static List<FailureView> failures(List<LiveDemo.Failure> failures) {
    Map<StopClass, FailureView> byClass = new EnumMap<>(StopClass.class);
    for (LiveDemo.Failure each : failures) {
      FailureView before = byClass.get(each.why().stopClass());
      int count = before == null ? 1 : before.count() + 1;
      byClass.put(
          each.why().stopClass(),
          new FailureView(each.why().stopClass().wireName(), count, each.at(), each.reason()));
    }
    return List.copyOf(byClass.values());
  }

  private static CostView cost(LiveDemo demo, ServiceRef service, int running) {
    double task = demo.aws().usdPerTaskHour(service);
    return new CostView(
        task,
        task * running,
        task * running * HOURS_A_MONTH,
        "list price of Fargate on x86 in us-east-1");
  }
}
