package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.observation.Load;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A queue message by message, with as many consumers as it is told second by second. */
public final class MessagesOneByOne {
  private static final int NEVER_BACK = 1_000_000;

  private final PretendQueue queue;
  private final ArrayDeque<PretendTask> running = new ArrayDeque<>();
  private int tasksSoFar;
  private double rate;
  private long second;
  private double sent;
  private double deleted;

  /**
   * @param work how long a message takes
   * @param concurrency messages that a task works on at once
   */
  public MessagesOneByOne(ServiceTime work, int concurrency, long seed) {
    queue =
        new PretendQueue(
            new ServiceSpec.Queue(
                "orders",
                _ -> rate,
                true,
                new ServiceSpec.Messages(work, 0, 0, NEVER_BACK),
                new ServiceSpec.Consumer(concurrency, concurrency, false),
                ServiceSpec.Counters.EXACT),
            new SplittableRandom(seed));
  }

  /**
   * One second; tasks beyond {@code tasks}, the oldest ones, finish what they have.
   *
   * @param now messages a second, at random times
   * @return how many came
   */
  public int second(double now, int tasks) {
    List<PretendTask> stopping = new ArrayList<>();
    while (running.size() > tasks) {
      PretendTask oldest = running.remove();
      oldest.state = PretendTask.State.STOPPING;
      stopping.add(oldest);
    }
    while (running.size() < tasks) {
      int number = tasksSoFar++;
      PretendTask task =
          new PretendTask(
              "t" + number, number, new Revision(1, new Revision.Good()), second, second);
      task.state = PretendTask.State.RUNNING;
      running.add(task);
    }
    stopping.addAll(running);
    rate = now;
    queue.second(second, stopping);
    Load.Flow flow = queue.takeFlow();
    sent += flow.sent();
    deleted += flow.deleted();
    second++;
    return (int) flow.sent();
  }

  public long visible() {
    return queue.visible();
  }

  /** Messages in the hands of tasks, those that are to stop included. */
  public double inFlight() {
    return sent - deleted - queue.visible();
  }

  public double deleted() {
    return deleted;
  }

  /** Messages that waited for so many seconds or longer, those that still wait included. */
  public double late(long seconds) {
    Waits waits = queue.waits(second);
    return waits.partFrom(seconds) * waits.count();
  }
}
