package io.fargateautoscaler.simulator.requests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The task with the fewest requests. Tasks are kept in the order of that number; as it changes by
 * one at a time, a swap at the border to the next number is all it takes.
 */
final class LeastOutstanding implements Balancer {
  private final SplittableRandom random;
  private final List<Task> order = new ArrayList<>();

  /** For each number of requests, the place of the first task that holds as many or more. */
  private int[] start = new int[64];

  LeastOutstanding(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public void add(Task task) {
    task.place = order.size();
    order.add(task);
    for (int level = start.length - 1; level > 0; level--) {
      down(task, level);
    }
  }

  @Override
  public void remove(Task task) {
    for (int level = task.outstanding() + 1; level < start.length; level++) {
      up(task, level);
    }
    order.removeLast();
  }

  @Override
  public @Nullable Task choose() {
    if (order.isEmpty()) {
      return null;
    }
    int equals = start[order.getFirst().outstanding() + 1];
    return order.get(equals == 1 ? 0 : random.nextInt(equals));
  }

  @Override
  public void more(Task task) {
    int level = task.outstanding() + 1;
    if (level + 1 == start.length) {
      start = Arrays.copyOf(start, 2 * start.length);
      Arrays.fill(start, level + 1, start.length, order.size());
    }
    up(task, level);
  }

  @Override
  public void less(Task task) {
    down(task, task.outstanding());
  }

  @Override
  public int size() {
    return order.size();
  }

  private void up(Task task, int level) {
    swap(task, order.get(--start[level]));
  }

  private void down(Task task, int level) {
    swap(task, order.get(start[level]++));
  }

  private void swap(Task one, Task other) {
    int place = one.place;
    order.set(other.place, one);
    order.set(place, other);
    one.place = other.place;
    other.place = place;
  }
}
