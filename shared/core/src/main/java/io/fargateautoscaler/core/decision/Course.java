package io.fargateautoscaler.core.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The count on its way through the stages of one decision, with its trace. Not shared. */
final class Course {
  private final int current;
  private int count;
  private final List<Adjustment> trace = new ArrayList<>();
  private final List<HoldReasonAt> reasons = new ArrayList<>();

  private record HoldReasonAt(int to, @Nullable HoldReason reason, String because) {}

  Course(int current) {
    this.current = current;
    this.count = current;
  }

  int count() {
    return count;
  }

  boolean scalesIn() {
    return count < current;
  }

  /** Moves the count; nothing is recorded if it stays. */
  void move(String stage, int to, @Nullable HoldReason reason, String because) {
    if (to != count) {
      trace.add(new Adjustment(stage, count, to, because));
      reasons.add(new HoldReasonAt(to, reason, because));
      count = to;
    }
  }

  /** A floor can stop a move, never cause one. */
  void floor(String stage, int floor, HoldReason reason, String because) {
    move(stage, Math.max(count, Math.min(floor, current)), reason, because);
  }

  /** A cap can stop a move, never cause one. */
  void cap(String stage, int cap, HoldReason reason, String because) {
    move(stage, Math.min(count, Math.max(cap, current)), reason, because);
  }

  List<Adjustment> trace() {
    return trace;
  }

  /** The first stage that pinned the final count, if one did. */
  Optional<Decision.Hold> pinned() {
    int first = reasons.size();
    while (first > 0 && reasons.get(first - 1).to() == count) {
      first--;
    }
    if (first == reasons.size()) {
      return Optional.empty();
    }
    HoldReasonAt pin = reasons.get(first);
    return pin.reason() == null
        ? Optional.empty()
        : Optional.of(new Decision.Hold(pin.reason(), count, pin.because()));
  }
}
