package io.fargateautoscaler.operations.removal;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.AccountServices;
import io.fargateautoscaler.operations.Fleet;
import io.fargateautoscaler.operations.Parameters;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.Waiting;
import io.fargateautoscaler.operations.orders.ModeOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a stack away: first it stops to act, then it goes, then what is not part of it. */
public final class Uninstall {
  private static final Duration MOST = Duration.ofMinutes(20);
  private static final String CLAIMS = "/fargate-autoscaler-claims/";

  private final Stack stack;
  private final Fleet fleet;
  private final Parameters parameters;
  private final AccountServices account;
  private final StackRemoval removal;
  private final ModeOrder mode;
  private final Waiting waiting;

  public Uninstall(
      Stack stack,
      Fleet fleet,
      Parameters parameters,
      AccountServices account,
      StackRemoval removal,
      ModeOrder mode,
      Waiting waiting) {
    this.stack = stack;
    this.fleet = fleet;
    this.parameters = parameters;
    this.account = account;
    this.removal = removal;
    this.mode = mode;
    this.waiting = waiting;
  }

  /** Changes nothing. */
  public RemovalPlan plan(boolean deletesDocuments) {
    String path = stack.output("PolicyPath");
    List<ServiceRef> services = List.copyOf(fleet.services().keySet());
    String owned = path + stack.parameters().get("ClusterName") + "/" + firstService();
    List<String> commands = List.of();
    List<String> remarks = List.of();
    try {
      commands = account.suspended(services).stream().map(this::wakes).toList();
    } catch (Trouble trouble) {
      // What only helps afterwards must not keep anybody from leaving.
      remarks =
          List.of(
              "whether Application Auto Scaling is suspended somewhere is not known: "
                  + trouble.getMessage());
    }
    return new RemovalPlan(
        stack.name(),
        removal.resources(),
        parameters.below(path).stream().filter(name -> !name.equals(owned)).toList(),
        deletesDocuments,
        parameters.below(CLAIMS + stack.name() + "/"),
        services,
        commands,
        remarks);
  }

  private String firstService() {
    return stack.parameters().getOrDefault("ServiceName", "");
  }

  private String wakes(ServiceRef service) {
    return "aws application-autoscaling register-scalable-target --region "
        + stack.region()
        + " --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id"
        + " service/"
        + service
        + " --suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,"
        + "ScheduledScalingSuspended=false";
  }

  /**
   * Does it.
   *
   * @throws Trouble if the stack cannot be stopped or deleted; then all that is left is said
   */
  public void run(RemovalPlan plan) {
    mode.set(Mode.OFF);
    removal.delete();
    String ended =
        waiting
            .until("CloudFormation to delete " + stack.name(), MOST, this::ended)
            .orElseThrow(() ->
                new Trouble(
                    "CloudFormation still deletes "
                        + stack.name()
                        + " after 20 min: look at its events, then run this again"));
    if (!ended.isEmpty()) {
      throw new Trouble(
          "CloudFormation could not delete "
              + stack.name()
              + " ("
              + ended
              + "): its events say why; it scales nothing, and its documents are kept");
    }
    parameters.delete(plan.claims());
    if (plan.deletesDocuments()) {
      parameters.delete(plan.documents());
    }
  }

  /** How the deletion ended: empty text: it is gone. */
  private Optional<String> ended() {
    return removal
        .status()
        .map(status ->
            status.equals("DELETE_FAILED") ? Optional.of(status) : Optional.<String>empty())
        .orElse(Optional.of(""));
  }
}
