package io.fargateautoscaler.simulator.requests;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task after the other. */
final class RoundRobin implements Balancer {
  private final List<Task> tasks = new ArrayList<>();
  private int turn;

  @Override
  public void add(Task task) {
    tasks.add(task);
  }

  @Override
  public void remove(Task task) {
    int place = tasks.indexOf(task);
    tasks.remove(place);
    if (place < turn) {
      turn--;
    }
  }

  @Override
  public @Nullable Task choose() {
    if (tasks.isEmpty()) {
      return null;
    }
    if (turn >= tasks.size()) {
      turn = 0;
    }
    return tasks.get(turn++);
  }

  @Override
  public void more(Task task) {}

  @Override
  public void less(Task task) {}

  @Override
  public int size() {
    return tasks.size();
  }
}
