package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.tasks.StartRecorder;
import io.fargateautoscaler.core.tasks.StartUps;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.core.tasks.TaskStore;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lines that task-events writes, made by its own classes. */
public final class TaskEventsLines {
  private static final Instant NOW = Instant.parse("2026-01-15T10:05:00Z");

  private static final String POLICY =
      "{\"service\":\"shop/web\",\"capacity\":{\"min\":1,\"max\":9},\"policies\":"
          + "{\"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}}";

  private TaskEventsLines() {}

  /** A task that began; {@code trouble}: without a state table. */
  public static String batch(boolean trouble) {
    List<String> lines = new ArrayList<>();
    InMemoryStore store = new InMemoryStore(new NoticeJson());
    PolicyReader.Result read = PolicyReader.read(POLICY, "shop/web");
    store.put(new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson()), List.of());
    TaskStore tasks = trouble ? new NoTable() : store;
    Supplier<Set<ServiceRef>> withPolicy = () -> store.stack().services();
    TaskEvents events =
        new TaskEvents(
            new EventDecoder(null, null),
            new TaskRecorder(
                withPolicy, tasks, new FailureReports(store, () -> NOW), (_, _) -> {}, () -> NOW),
            new StartRecorder(withPolicy, tasks, store, (_, _) -> {}, () -> NOW, false),
            () -> NOW);
    new TaskEventsHandler(events, lines::add)
        .handle(
            "{\"source\":\"aws.ecs\",\"detail-type\":\"ECS Task State Change\",\"account\":"
                + "\"111122223333\",\"region\":\"eu-west-1\",\"detail\":{\"clusterArn\":"
                + "\"arn:aws:ecs:eu-west-1:111122223333:cluster/shop\",\"group\":\"service:web\","
                + "\"taskArn\":\"arn:aws:ecs:eu-west-1:111122223333:task/shop/1\",\"version\":3,"
                + "\"lastStatus\":\"RUNNING\",\"startedAt\":\"2026-01-15T10:04:00Z\"}}");
    return lines.getFirst();
  }

  private static final class NoTable implements TaskStore {
    @Override
    public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
      throw new StateStore.Unavailable("no answer", null);
    }

    @Override
    public boolean trouble(ServiceRef service, Trouble said) {
      throw new StateStore.Unavailable("no answer", null);
    }

    @Override
    public void startUps(ServiceRef service, UnaryOperator<StartUps> change) {}
  }
}
