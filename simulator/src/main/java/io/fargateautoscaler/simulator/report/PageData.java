package io.fargateautoscaler.simulator.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import io.fargateautoscaler.simulator.report.Comparison.Decision;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON that may stand in a script element, and that is never too long for it. */
final class PageData {
  static final int MOST_POINTS = 3000;
  private static final int FEWEST_POINTS = 100;
  private static final int SERIES_BYTES = 1_000_000;
  private static final int BYTES_A_POINT = 16;
  private static final int DECISION_BYTES = 1_500_000;
  private static final int WORDS = 400;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder().characterEscapes(new NoMarkup()).build();

  private PageData() {}

  static String json(Comparison comparison) {
    int courses = comparison.courses().size();
    int room = SERIES_BYTES / BYTES_A_POINT / courses;
    Steps steps = Steps.of(comparison.need().size(), Math.clamp(room, FEWEST_POINTS, MOST_POINTS));
    return written(json -> {
      json.writeStartObject();
      json.writeNumberField("step", comparison.stepSeconds() * steps.each());
      json.writeNumberField("end", (long) comparison.stepSeconds() * steps.steps());
      json.writeStringField("unit", unit(comparison.kind()));
      series(json, "need", steps.largest(comparison.need()), 0);
      series(json, "arrivals", steps.mean(comparison.arrivals()), 2);
      json.writeArrayFieldStart("courses");
      for (Course course : comparison.courses()) {
        json.writeStartObject();
        json.writeStringField("name", name(course));
        series(json, "desired", steps.largest(course.desired()), 0);
        series(json, "running", steps.mean(course.running()), 2);
        series(
            json,
            "late",
            steps.latePercent(course.late(), comparison.arrivals(), comparison.stepSeconds()),
            2);
        decisions(json, course.decisions(), DECISION_BYTES / courses);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  static String unit(Kind kind) {
    return switch (kind) {
      case WEB -> "requests";
      case QUEUE -> "messages";
    };
  }

  private static String name(Course course) {
    return safe(
        course.setting().isBlank() ? course.policy() : course.policy() + " · " + course.setting());
  }

  private static String safe(String text) {
    return new Untrusted(text).forPlainText();
  }

  private static void series(JsonGenerator json, String name, List<Double> values, int digits)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      json.writeRawValue(compact(value, digits));
    }
    json.writeEndArray();
  }

  /** Without zeros at the end, which would be half of a long page. */
  private static String compact(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "null";
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** All of them; if that is too long the changes; if that is too long every second, third ... */
  private static void decisions(JsonGenerator json, List<Decision> all, int room)
      throws IOException {
    List<String> kept = all.stream().map(PageData::decision).toList();
    if (bytes(kept) > room) {
      kept = all.stream().filter(each -> each.hold() == null).map(PageData::decision).toList();
    }
    List<String> shown = kept;
    for (int every = 2; bytes(shown) > room && every <= kept.size(); every++) {
      shown = new ArrayList<>();
      for (int i = 0; i < kept.size(); i += every) {
        shown.add(kept.get(i));
      }
    }
    json.writeNumberField("made", all.size());
    json.writeArrayFieldStart("decisions");
    for (String decision : shown) {
      json.writeRawValue(decision);
    }
    json.writeEndArray();
  }

  private static long bytes(List<String> texts) {
    return texts.stream().mapToLong(each -> each.getBytes(StandardCharsets.UTF_8).length + 1).sum();
  }

  private static String decision(Decision decision) {
    return written(json -> {
      json.writeStartArray();
      json.writeNumber(decision.second());
      json.writeNumber(decision.from());
      json.writeNumber(decision.to());
      json.writeString(Untrusted.cut(safe(decision.why()), WORDS));
      @Nullable String hold = decision.hold();
      json.writeString(hold == null ? "" : safe(hold));
      json.writeEndArray();
    });
  }

  private static String written(Json content) {
    var out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private interface Json {
    void write(JsonGenerator json) throws IOException;
  }

  /** No character that can end the script element, or a line of a script. */
  private static final class NoMarkup extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final SerializedString LINE = new SerializedString("\\u2028");
    private static final SerializedString PARAGRAPH = new SerializedString("\\u2029");

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char c : new char[] {'<', '>', '&'}) {
        codes[c] = CharacterEscapes.ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return c == 0x2028 ? LINE : c == 0x2029 ? PARAGRAPH : null;
    }
  }
}
