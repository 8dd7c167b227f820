package io.fargateautoscaler.simulator.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the AWS CLI prints of CloudWatch metrics, token by token. */
final class TraceJson {
  private static final String TIME =
      "a time is written 2026-01-01T00:00:00Z, in whole seconds of 1970 to 2100";
  private static final long LAST_TIME = Instant.parse("2101-01-01T00:00:00Z").getEpochSecond();
  private static final int SERIES_TOLD = 20;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(50)
                  .maxStringLength(1_000_000)
                  .build())
          .build();
  private final TraceProblems problems;
  private final List<String> notes;
  private final @Nullable String wanted;

  private final Set<String> ids = new LinkedHashSet<>();
  private @Nullable String kept;
  private TracePoints points = new TracePoints();
  private boolean known;
  private boolean more;
  private @Nullable String status;

  TraceJson(TraceProblems problems, List<String> notes, @Nullable String wanted) {
    this.problems = problems;
    this.notes = notes;
    this.wanted = wanted;
  }

  /** The chosen series, oldest first; nothing of it if there are problems. */
  TracePoints read(InputStream in) throws IOException {
    try (JsonParser json = factory.createParser(in)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        topLevel(json, json.currentName(), json.nextToken());
      }
      if (json.nextToken() != null) {
        problems.add(line(json), json.getText(), "nothing follows the JSON document");
      }
    } catch (TooMany e) {
      problems.add(TraceGrid.TOO_LONG);
      return new TracePoints();
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.add(at, e.getOriginalMessage(), "the file must be JSON to its end");
      return new TracePoints();
    }
    choose();
    TracePoints sorted = points.sorted();
    for (int row = 1; row < sorted.size(); row++) {
      if (sorted.time(row) == sorted.time(row - 1)) {
        problems.add(sorted.line(row), spoken(sorted.time(row)), "a time is there once only");
      }
    }
    return problems.none() ? sorted : new TracePoints();
  }

  static String spoken(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }

  private void topLevel(JsonParser json, String key, JsonToken value) throws IOException {
    if (key.equals("MetricDataResults") && value == JsonToken.START_ARRAY) {
      known = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          series(json);
        } else {
          problems.add(line(json), json.getText(), "a series is an object");
          json.skipChildren();
        }
      }
    } else if (key.equals("Datapoints") && value == JsonToken.START_ARRAY) {
      known = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        datapoint(json);
      }
    } else {
      more |= key.equals("NextToken") && value == JsonToken.VALUE_STRING;
      json.skipChildren();
    }
  }

  private void series(JsonParser json) throws IOException {
    TraceProblems own = problems.another();
    var read = new TracePoints();
    String id = "";
    String code = null;
    long begins = line(json);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "Id" -> id = json.getText();
        case "StatusCode" -> code = json.getText();
        case "Timestamps" -> {
          while (value == JsonToken.START_ARRAY && json.nextToken() != JsonToken.END_ARRAY) {
            time(json, read, own);
          }
        }
        case "Values" -> {
          while (value == JsonToken.START_ARRAY && json.nextToken() != JsonToken.END_ARRAY) {
            count(json, read, own);
          }
        }
        default -> {}
      }
      if (json.currentToken().isStructStart()) {
        json.skipChildren();
      }
    }
    if (ids.size() <= SERIES_TOLD) {
      ids.add(id);
    }
    if (kept == null && (wanted == null || wanted.equals(id))) {
      kept = id;
    }
    if (id.equals(kept)) {
      // The CLI puts pages one after another, so a long series is there in several parts.
      status = code;
      if (own.none() && read.size() != read.counted()) {
        own.add(
            begins,
            read.size() + " Timestamps, " + read.counted() + " Values",
            "each time has one value");
      }
      if (own.none()) {
        join(read);
      }
      problems.addAll(own);
    }
  }

  private void join(TracePoints read) throws TooMany {
    if (points.size() == 0) {
      points = read;
    } else {
      limit(points.size() + read.size());
      points.addAll(read);
    }
  }

  private void datapoint(JsonParser json) throws IOException {
    long begins = line(json);
    if (json.currentToken() != JsonToken.START_OBJECT) {
      problems.add(begins, json.getText(), "a datapoint is an object");
      json.skipChildren();
      return;
    }
    int times = points.size();
    int counts = points.counted();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("Timestamp") && points.size() == times) {
        time(json, points, problems);
      } else if (key.equals("Sum") && points.counted() == counts) {
        count(json, points, problems);
      } else {
        json.skipChildren();
      }
    }
    if (points.size() == times || points.counted() == counts) {
      problems.add(
          begins, "a datapoint", "it has a Timestamp and a Sum; ask with --statistics Sum");
      if (points.size() == times) {
        points.addTime(0, begins);
      }
      if (points.counted() == counts) {
        points.addCount(0);
      }
    }
  }

  private void time(JsonParser json, TracePoints into, TraceProblems own) throws IOException {
    limit(into.size() + 1);
    long seconds = seconds(json);
    if (seconds < 0) {
      own.add(line(json), json.getText(), TIME);
      json.skipChildren();
    }
    into.addTime(Math.max(0, seconds), line(json));
  }

  private void count(JsonParser json, TracePoints into, TraceProblems own) throws IOException {
    limit(into.counted() + 1);
    double count = json.currentToken().isNumeric() ? TraceNumber.of(json.getText()) : Double.NaN;
    if (Double.isNaN(count)) {
      own.add(line(json), json.getText(), "a value is " + TraceNumber.ALLOWED);
      json.skipChildren();
      count = 0;
    }
    into.addCount(count);
  }

  /** Since 1970, or -1. */
  private static long seconds(JsonParser json) throws IOException {
    String text = json.getText();
    if (json.currentToken().isNumeric()) {
      double number = TraceNumber.of(text);
      return TraceNumber.whole(number) && number < LAST_TIME ? (long) number : -1;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      long seconds = time.toEpochSecond();
      return time.getNano() == 0 && seconds < LAST_TIME ? seconds : -1;
    } catch (DateTimeException e) {
      return -1;
    }
  }

  private void choose() {
    String listed =
        ids.stream()
            .limit(SERIES_TOLD)
            .map(TraceProblems::printable)
            .collect(Collectors.joining(", ", "", ids.size() > SERIES_TOLD ? " and more" : ""));
    if (!known) {
      problems.add(
          "has neither MetricDataResults nor Datapoints; give what aws cloudwatch get-metric-data"
              + " prints");
    } else if (wanted != null && kept == null) {
      problems.add(
          "has no series "
              + TraceProblems.quoted(wanted)
              + (ids.isEmpty() ? ", it is of one without an id" : "; it has " + listed));
    } else if (wanted == null && ids.size() > 1) {
      problems.replace("has several series (" + listed + "); keep one, or choose one by its id");
    }
    if (more) {
      notes.add("CloudWatch had more to give (NextToken): the series may not be whole");
    }
    if (status != null && !status.equals("Complete")) {
      notes.add(
          "CloudWatch calls the series " + TraceProblems.quoted(status) + ": it may not be whole");
    }
  }

  private static void limit(int size) throws TooMany {
    if (size > TraceGrid.MAX_INTERVALS) {
      throw new TooMany();
    }
  }

  private static long line(JsonParser json) {
    return Math.max(1, json.currentTokenLocation().getLineNr());
  }

  private static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
