package io.fargateautoscaler.core.compare;

import io.fargateautoscaler.core.compare.Shadow.Look;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Pure: what passes between two looks is counted as it was at the first, in whole seconds. */
public final class Counting {
  /** What happened in a longer time without a look nobody knows. */
  private static final long LONGEST_GAP = 300;

  private Counting() {}

  /**
   * The tally at a look.
   *
   * @param today the day of this look
   * @param finished the day before, if this is the first look after it and it was counted
   */
  public record Counted(DayTally today, @Nullable DayTally finished) {}

  /**
   * @param last the look before; null: the time since was not measured
   */
  public static Counted until(Instant now, @Nullable Look last, DayTally known) {
    Instant midnight =
        now.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
    boolean rolls = known.since().isBefore(midnight);
    long from = last == null ? now.getEpochSecond() : last.at().getEpochSecond();
    long until = Math.min(now.getEpochSecond(), from + LONGEST_GAP);
    long middle = rolls ? Math.clamp(midnight.getEpochSecond(), from, Math.max(from, until)) : from;
    DayTally old = known;
    DayTally today = rolls ? DayTally.from(midnight) : known;
    if (last != null && middle > from) {
      old = old.ran(last, middle - from);
    }
    if (last != null && until > middle) {
      today = today.ran(last, until - middle);
    }
    return new Counted(today, rolls && old.measuredSeconds() > 0 ? old : null);
  }
}
