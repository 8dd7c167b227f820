package io.fargateautoscaler.operations.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a decision read for one policy: how much, and how old. */
public final class LoadText {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})([smhd])");
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);

  private LoadText() {}

  /**
   * One datapoint.
   *
   * @param at start of its period
   * @param value average per task, sum, or value of an alarm's metric
   * @param count samples of an average; null: it is none
   */
  public record Datapoint(Instant at, double value, @Nullable Double count) {}

  /** The datapoints of a load, oldest first; those that cannot be read are left out. */
  public static List<Datapoint> points(JsonNode load) {
    List<Datapoint> points = new ArrayList<>();
    for (JsonNode point : load.path("points")) {
      Instant at = Recorded.instant(point.path("at"));
      for (String key : List.of("average", "sum", "value")) {
        if (at != null && point.path(key).isNumber()) {
          JsonNode count = point.path("count");
          points.add(
              new Datapoint(
                  at, point.path(key).asDouble(), count.isNumber() ? count.asDouble() : null));
        }
      }
    }
    points.sort(Comparator.comparing(Datapoint::at));
    return points;
  }

  /** The period of a load's datapoints. */
  public static Duration period(JsonNode load) {
    Matcher length = LENGTH.matcher(load.path("period").asText());
    Long unit = length.matches() ? SECONDS.get(length.group(2)) : null;
    return unit == null
        ? Duration.ofMinutes(1)
        : Duration.ofSeconds(Long.parseLong(length.group(1)) * unit);
  }

  /** What was read, with its age at {@code now}; empty if it was not kept. */
  public static String of(JsonNode load, Instant now) {
    if (load.has("missing")) {
      return "nothing to read: " + load.path("missing").asText();
    }
    String state = load.has("state") ? "alarm is " + load.path("state").asText() : "";
    if (load.has("visible")) {
      return queue(load, now);
    }
    List<Datapoint> points = points(load);
    if (points.isEmpty()) {
      return load.has("points") ? "no datapoint" : state;
    }
    Datapoint newest = points.getLast();
    return (state.isEmpty() ? "" : state + ", ")
        + "newest of "
        + (points.size() == 1 ? "1 datapoint" : points.size() + " datapoints")
        + " is "
        + Times.since(newest.at().plus(period(load)), now)
        + " old ("
        + number(newest.value())
        + (newest.count() == null ? "" : " on average over " + number(newest.count()) + " samples")
        + ")";
  }

  private static String queue(JsonNode load, Instant now) {
    Instant read = Recorded.instant(load.path("at"));
    long delayed = load.path("delayed").asLong();
    return load.path("visible").asLong()
        + " messages waited, "
        + load.path("in-flight").asLong()
        + " in flight"
        + (delayed == 0 ? "" : ", " + delayed + " delayed")
        + (read == null ? "" : ", read " + Times.since(read, now) + " before");
  }

  /** At most one decimal. */
  public static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value)
            .setScale(1, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        : Double.toString(value);
  }
}
