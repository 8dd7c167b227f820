package io.fargateautoscaler.simulator;

import static io.fargateautoscaler.simulator.WebCase.EVENT;

import io.fargateautoscaler.simulator.WebCase.Shape;
import io.fargateautoscaler.simulator.WebCase.Trouble;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one closed loop.
 *
 * @param need tasks needed at most since the load began to change
 * @param peak tasks asked for at most
 * @param overshoot largest scale-out over what I-33 allows
 * @param secondsToEnough until the tasks that a step needs run; 0: there is no step
 * @param idleSeconds longest time without a change at less than half of the count
 * @param cycles in, out, in within two windows, at most
 * @param takenBack whether a scale-in was taken back without more demand than before it
 */
record WebOutcome(
    WebCase of,
    int need,
    int peak,
    double overshoot,
    int secondsToEnough,
    int idleSeconds,
    int cycles,
    boolean takenBack) {
  private static final int LONGEST_IDLE = 1800;

  /** The count asked for stands for tasks that died, and half more on top: 2.5 × need, not 2 ×. */
  private static final double DYING = 1.25;

  static WebOutcome of(WebCase one) {
    WebCourse course = one.loop().course();
    int factor = one.shape().factor();
    return new WebOutcome(
        one,
        course.need(EVENT, course.desired().length - 1L),
        course.peak(EVENT),
        course.overshoot(EVENT),
        factor == 0 ? 0 : course.secondsToEnough(EVENT, (double) one.tasks() * factor),
        course.idle(EVENT),
        course.cycles(EVENT),
        course.takenBack(EVENT));
  }

  boolean noisy() {
    return of.noise() > 0;
  }

  /** The bounds that this run broke. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    if (overshoot > (of.trouble() == Trouble.DYING ? DYING : 1)) {
      broken.add("I-33: asked for %.2f of what is allowed".formatted(overshoot));
    }
    if (idleSeconds > LONGEST_IDLE) {
      broken.add("I-34: held for " + idleSeconds + " s at less than half of the count");
    }
    // A square wave of ten minutes has a cycle every two windows itself.
    if (cycles > 1 && of.shape() != Shape.SQUARE_10M) {
      broken.add(cycles + " cycles within two windows");
    }
    if (secondsToEnough < 0) {
      broken.add("never enough");
    }
    return broken;
  }

  /**
   * Whether it is one of the cases that the rules cannot hold: several samples a task that were not
   * yet learned, because noise left no quiet window.
   */
  boolean excused() {
    return noisy() && (of.trouble() == Trouble.SAMPLES_X2 || of.trouble() == Trouble.SAMPLES_X3);
  }
}
