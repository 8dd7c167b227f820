package io.fargateautoscaler.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What ends the running tasks of one service without the scheduler's wish. */
final class Misfortunes {
  private final SplittableRandom random;
  private long outageFrom;
  private long outageUntil;
  private int crashWithin = 1;

  /**
   * @param random asked only when something happens, so that other worlds stay as they are
   */
  Misfortunes(SplittableRandom random) {
    this.random = random;
  }

  void outage(Mishap.Outage outage, long now) {
    outageFrom = now;
    outageUntil = now + outage.length().toSeconds();
    crashWithin = outage.crashWithinSeconds();
  }

  void spotWave(Mishap.SpotWave wave, List<PretendTask> running, long now) {
    List<PretendTask> left = new ArrayList<>(running);
    long taken = Math.round(wave.part() * running.size());
    for (long i = 0; i < taken; i++) {
      PretendTask task = left.remove(random.nextInt(left.size()));
      task.endsAt = now + random.nextLong(wave.within().toSeconds());
      task.endsAs = Happening.Cause.SPOT;
    }
  }

  /** A task begins to run: its revision may end it later. */
  void began(PretendTask task, long now) {
    if (task.revision.fate() instanceof Revision.Ends ends && task.number % ends.oneIn() == 0) {
      double differs = ends.spread() == 0 ? 0 : ends.spread() * (2 * random.nextDouble() - 1);
      task.endsAt = now + Math.round(ends.afterSeconds() * (1 + differs));
      task.endsAs = ends.cause();
    }
  }

  /** Why a running task ends now; null: it does not. */
  Happening.@Nullable Cause ends(PretendTask task, long now) {
    if (now >= task.endsAt) {
      return task.endsAs;
    }
    Long started = task.startedAt;
    if (started == null || now < outageFrom || now >= outageUntil) {
      return null;
    }
    long alone = now - Math.max(outageFrom, started);
    return alone > task.number % crashWithin ? Happening.Cause.CRASHED : null;
  }
}
