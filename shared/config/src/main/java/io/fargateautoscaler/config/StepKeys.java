package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.StepPolicy.Adjust;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keys of policies of type step, and of their steps. */
final class StepKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final int MOST = 20;

  static final Key<String> TYPE = PolicyKeys.type(TABLE, Section.STEP);
  static final Key<String> ALARM =
      TABLE.required(
          Section.STEP,
          "alarm",
          PolicyKeys.ALARM,
          "A CloudWatch alarm of this account and Region. While it rings, the steps count.");

  static {
    TABLE.structure(
        Section.STEP,
        "steps",
        "list of steps, 1 to " + MOST,
        true,
        "",
        "All on one side of the alarm's threshold. A step holds up to the next one's distance.");
  }

  static final Key<Duration> WARM_UP =
      TABLE.key(
          Section.STEP,
          "warm-up",
          ValueType.time(Duration.ZERO, Duration.ofHours(1)),
          "3m",
          "Time after a step in which a larger step adds only the difference.");
  static final Key<Direction> DIRECTION =
      TABLE.key(
          Section.STEP,
          "direction",
          ValueType.words(Direction.class),
          "both",
          "out: scale-out only; the need still is a floor for scale-in.");

  private static final ValueType<BigDecimal> DISTANCE = ValueType.number("0", "1000000000000");
  static final Key<BigDecimal> ABOVE =
      TABLE.key(
          Section.STEP_ITEM,
          "above",
          DISTANCE,
          "",
          "Least distance of the metric above the alarm's threshold; a step has this or below."
              + " Composite and anomaly alarms have no threshold: give them one step with above:"
              + " 0.");
  static final Key<BigDecimal> BELOW =
      TABLE.key(
          Section.STEP_ITEM,
          "below",
          DISTANCE,
          "",
          "Least distance of the metric below the alarm's threshold.");

  /** The adjustments, of which a step has one. */
  static final Map<Adjust, Key<BigDecimal>> ADJUSTMENTS = adjustments();

  static final Key<Integer> AT_LEAST =
      TABLE.key(
          Section.STEP_ITEM,
          "at-least",
          ValueType.whole(0, 5_000, ""),
          "0",
          "Least number of tasks that add-percent or remove-percent changes.");

  private StepKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }

  static List<String> adjustmentNames() {
    return ADJUSTMENTS.values().stream().map(Key::name).toList();
  }

  private static Map<Adjust, Key<BigDecimal>> adjustments() {
    var keys = new EnumMap<Adjust, Key<BigDecimal>>(Adjust.class);
    for (Adjust adjust : Adjust.values()) {
      keys.put(
          adjust,
          switch (adjust) {
            case ADD ->
                adjustment(adjust, tasks(1), "Number of tasks more. A step has one of add to set.");
            case REMOVE -> adjustment(adjust, tasks(1), "Number of tasks fewer.");
            case ADD_PERCENT ->
                adjustment(adjust, ValueType.positive("10000"), "Part of the count more.");
            case REMOVE_PERCENT ->
                adjustment(adjust, ValueType.positive("100"), "Part of the count fewer.");
            case SET -> adjustment(adjust, tasks(0), "The count itself.");
          });
    }
    return keys;
  }

  private static Key<BigDecimal> adjustment(
      Adjust adjust, ValueType<BigDecimal> type, String meaning) {
    return TABLE.key(Section.STEP_ITEM, ValueType.word(adjust), type, "", meaning);
  }

  private static ValueType<BigDecimal> tasks(int min) {
    ValueType<Integer> whole = ValueType.whole(min, 5_000, "");
    return new ValueType<>(
        whole.allowed(),
        whole.schema(),
        text -> {
          Integer tasks = whole.parser().apply(text);
          return tasks == null ? null : BigDecimal.valueOf(tasks);
        });
  }
}
