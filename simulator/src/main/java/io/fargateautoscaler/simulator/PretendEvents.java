package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The way of task events from ECS to the autoscaler: most come after a second or more, some twice,
 * some late and so out of order, some never. What arrives is given to the shipped recorder.
 */
public final class PretendEvents {
  private static final int SOONEST = 1;
  private static final int SPREAD = 3;
  private static final int LATEST = 45;

  /**
   * How well events travel; all parts are 0 to 1.
   *
   * @param lost part that never comes
   * @param doubled part that comes twice
   * @param late part that comes up to 45 s later than others
   */
  public record Settings(long seed, double lost, double doubled, double late) {
    /** Each once, after one to three seconds. */
    public static Settings orderly(long seed) {
      return new Settings(seed, 0, 0, 0);
    }

    /** One in twenty is lost, a fifth comes twice, a fifth late. */
    public static Settings troubled(long seed) {
      return new Settings(seed, 0.05, 0.2, 0.2);
    }
  }

  private final Settings settings;
  private final Simulation simulation;
  private final SplittableRandom random;
  private final TaskRecorder recorder;
  private final Set<String> dealtWith = new HashSet<>();
  private final Map<StopClass, Integer> stops = new EnumMap<>(StopClass.class);
  private int lost;
  private int doubled;

  PretendEvents(Settings settings, Simulation simulation) {
    this.settings = settings;
    this.simulation = simulation;
    this.random = new SplittableRandom(settings.seed());
    this.recorder = simulation.recorder();
  }

  void happened(Happening happening) {
    switch (happening) {
      case Happening.TaskStarted started -> send(PretendTaskFacts.of(started));
      case Happening.TaskStopped stopped -> send(PretendTaskFacts.of(stopped));
      case Happening.Deployment _, Happening.ServiceAction _ -> {
        // The next look sees it; its event would only bring that forward.
      }
    }
  }

  private void send(TaskFacts task) {
    if (random.nextDouble() < settings.lost()) {
      lost++;
      return;
    }
    boolean twice = random.nextDouble() < settings.doubled();
    doubled += twice ? 1 : 0;
    for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
      int late = random.nextDouble() < settings.late() ? random.nextInt(LATEST) : 0;
      long at = simulation.clock().second() + SOONEST + random.nextInt(SPREAD) + late;
      simulation.at(at, () -> arrived(task));
    }
  }

  private void arrived(TaskFacts task) {
    if (task.stopped() && dealtWith.add(task.taskArn())) {
      stops.merge(task.classified().stopClass(), 1, Integer::sum);
    }
    Instant now = simulation.clock().instant();
    recorder.record(List.of(new TaskRecorder.Told("", task, now)), List.of());
  }

  /** Stops that were heard of, each task once. */
  public int stops(StopClass why) {
    return stops.getOrDefault(why, 0);
  }

  /** Events that never came. */
  public int lost() {
    return lost;
  }

  /** Events that came twice. */
  public int doubled() {
    return doubled;
  }
}
