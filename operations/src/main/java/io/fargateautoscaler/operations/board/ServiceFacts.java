package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.FailureView;
import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import io.fargateautoscaler.operations.explain.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one service.
 *
 * @param status null: ECS could not be asked, and {@code trouble} says why
 * @param trouble empty where there is none
 * @param records newest first
 * @param cost of its running tasks; null: not known
 */
public record ServiceFacts(
    ServiceRef service,
    StateStore.Stored stored,
    @Nullable ServiceStatus status,
    String trouble,
    List<Recorded> records,
    List<TaskView> tasks,
    List<FailureView> failures,
    @Nullable CostView cost) {
  public ServiceFacts {
    records = List.copyOf(records);
    tasks = List.copyOf(tasks);
    failures = List.copyOf(failures);
  }
}
