package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import java.util.ArrayList;
import java.util.List;

/** What runs and what scales it, in a few lines at the head of a document. */
record Description(RunningService service, AutoScaling found) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        service.service()
            + ": "
            + service.desired()
            + " tasks asked for, "
            + service.running()
            + " run, on "
            + Written.name(String.join(", ", service.providers()))
            + "; controller "
            + Written.name(service.controller())
            + ", deployment "
            + Written.name(service.deployment()));
    RunningService.Task task = service.task();
    if (task != null) {
      lines.add(
          "A task ("
              + Written.name(task.revision())
              + "): "
              + Written.name(task.cpu())
              + " CPU units, "
              + Written.name(task.memory())
              + " MiB, "
              + Written.name(task.architecture())
              + ", "
              + task.stopSeconds()
              + " s to stop");
    }
    service
        .targetGroups()
        .forEach(arn ->
            lines.add("Target group " + Written.name(arn.substring(arn.lastIndexOf(':') + 1))));
    if (service.targetGroups().size() > 1) {
      lines.add("With several target groups a policy on ALB requests must name one.");
    }
    lines.add(scaling());
    return lines;
  }

  private String scaling() {
    if (found.unread() != null) {
      return "Application Auto Scaling could not be read (" + Written.name(found.unread()) + ").";
    }
    Target target = found.target();
    if (target == null) {
      return "Application Auto Scaling does not know this service.";
    }
    int policies = found.tracking().size() + found.steps().size() + found.others().size();
    return "Application Auto Scaling: "
        + target.min()
        + " to "
        + target.max()
        + " tasks, "
        + policies
        + (policies == 1 ? " policy, " : " policies, ")
        + found.actions().size()
        + (found.actions().size() == 1 ? " scheduled action" : " scheduled actions")
        + (target.suspended() ? "; suspended" : "");
  }
}
