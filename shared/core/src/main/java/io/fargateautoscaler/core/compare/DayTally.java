package io.fargateautoscaler.core.compare;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one service on one day, in UTC.
 *
 * @param since when counting began; a day may be counted in several parts
 * @param measuredSeconds in which both could be seen; all other numbers are of this time
 * @param hiddenSeconds of these, in which a metric was at its limit, so that the load was more than
 *     could be seen
 * @param actual what ran
 * @param shadow what would have run
 * @param scaler who scaled the service; null: not known, so people or other programs
 */
public record DayTally(
    Instant since,
    long measuredSeconds,
    long hiddenSeconds,
    Side actual,
    Side shadow,
    @Nullable String scaler) {

  /** Nothing was counted yet. */
  public static DayTally from(Instant since) {
    return new DayTally(since, 0, 0, Side.NONE, Side.NONE, null);
  }

  /** The day that it is of. */
  public LocalDate day() {
    return since.atZone(ZoneOffset.UTC).toLocalDate();
  }

  public Duration measured() {
    return Duration.ofSeconds(measuredSeconds);
  }

  /** Both together; {@code since} and {@code scaler} are those of the first that has one. */
  public DayTally plus(DayTally other) {
    return new DayTally(
        since.isBefore(other.since) ? since : other.since,
        measuredSeconds + other.measuredSeconds,
        hiddenSeconds + other.hiddenSeconds,
        actual.plus(other.actual),
        shadow.plus(other.shadow),
        scaler == null ? other.scaler : scaler);
  }

  /** Task hours that would have been saved; negative: it would have cost more. */
  public double savedTaskHours() {
    return actual.taskHours() - shadow.taskHours();
  }

  DayTally ran(Shadow.Look look, long seconds) {
    return new DayTally(
        since,
        measuredSeconds + seconds,
        hiddenSeconds + (look.hidden() ? seconds : 0),
        actual.ran(look.actual(), seconds, look.actualLate()),
        shadow.ran(look.shadow(), seconds, look.shadowLate()),
        scaler);
  }

  /** With a change of the desired count of either. */
  public DayTally changed(boolean ofActual, boolean ofShadow) {
    return new DayTally(
        since,
        measuredSeconds,
        hiddenSeconds,
        ofActual ? actual.changed() : actual,
        ofShadow ? shadow.changed() : shadow,
        scaler);
  }

  /** With who scaled the service, if that is known. */
  public DayTally by(@Nullable String name) {
    return name == null
        ? this
        : new DayTally(since, measuredSeconds, hiddenSeconds, actual, shadow, name);
  }
}
