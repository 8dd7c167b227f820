package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Side;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was counted of an observed service on one day, as compact JSON. */
public final class DayTallyJson {
  private static final long MOST = 1_000_000_000_000L;
  private static final ValueType<Long> SECONDS = ValueType.wholeLong(0, MOST);
  private static final ValueType<String> SCALER =
      ValueType.text("(?s).{0,200}", "a text of at most 200 characters");

  private DayTallyJson() {}

  public static String write(DayTally day) {
    return Json.text(tree(day));
  }

  /** The same as a tree, for a place in another document. */
  public static ObjectNode tree(DayTally day) {
    ObjectNode json = Json.object();
    Json.put(json, "since", day.since());
    json.put("measuredSeconds", day.measuredSeconds());
    json.put("hiddenSeconds", day.hiddenSeconds());
    json.set("actual", side(day.actual()));
    json.set("shadow", side(day.shadow()));
    Json.put(json, "scaler", day.scaler());
    return json;
  }

  private static ObjectNode side(Side side) {
    return Json.object()
        .put("taskSeconds", side.taskSeconds())
        .put("lateSeconds", side.lateSeconds())
        .put("changes", side.changes());
  }

  /**
   * Reads what {@link #write} wrote, in this or another version: unknown keys are ignored.
   *
   * @throws IllegalArgumentException if the text is anything else; the message is one line
   */
  public static DayTally read(String text) {
    var problems = new Problems();
    Optional<Node> root = TreeReader.json(text, problems);
    DayTally day = root.map(node -> read(Fields.of(node, "", problems))).orElse(null);
    if (day == null || problems.any()) {
      throw new IllegalArgumentException(
          "not a stored day: "
              + problems.all().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
    return day;
  }

  static @Nullable DayTally read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Instant since = fields.required("since", ValueType.INSTANT);
    return since == null
        ? null
        : new DayTally(
            since,
            fields.value("measuredSeconds", SECONDS, 0L),
            fields.value("hiddenSeconds", SECONDS, 0L),
            side(fields.fields("actual")),
            side(fields.fields("shadow")),
            fields.value("scaler", SCALER));
  }

  private static Side side(@Nullable Fields fields) {
    return fields == null
        ? Side.NONE
        : new Side(
            fields.value("taskSeconds", SECONDS, 0L),
            fields.value("lateSeconds", SECONDS, 0L),
            fields.value("changes", HistoryReader.COUNT, 0));
  }
}
