package io.fargateautoscaler.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What one task does with its messages: it works on some and holds others. */
final class PretendConsumer {
  private final ServiceSpec.Consumer spec;
  private final List<PretendMessage> inWork = new ArrayList<>();
  private final ArrayDeque<PretendMessage> kept = new ArrayDeque<>();

  /** Whether it asks for more: a task that is told to stop does not. */
  boolean open = true;

  /** Whether the task is gone, so that what it had begun is never done. */
  boolean gone;

  PretendConsumer(ServiceSpec.Consumer spec) {
    this.spec = spec;
  }

  /** Messages that it would take now; 0 while it does not ask. */
  int room() {
    int held = inWork.size() + kept.size();
    int enough = spec.prefetch() ? spec.held() : spec.concurrency();
    return open && held < enough ? spec.held() - held : 0;
  }

  boolean canBegin() {
    return inWork.size() < spec.concurrency();
  }

  void begin(PretendMessage message) {
    inWork.add(message);
  }

  void keep(PretendMessage message) {
    kept.add(message);
  }

  boolean hasKept() {
    return !kept.isEmpty();
  }

  PretendMessage nextKept() {
    return kept.remove();
  }

  void done(PretendMessage message) {
    inWork.remove(message);
  }

  Iterable<PretendMessage> kept() {
    return kept;
  }

  /** Everything in its hands, which it then no longer has. */
  List<PretendMessage> drop() {
    List<PretendMessage> all = new ArrayList<>(inWork);
    all.addAll(kept);
    inWork.clear();
    kept.clear();
    return all;
  }
}
