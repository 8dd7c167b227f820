package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** Notices as subject, mail text and JSON. Texts from elsewhere are made harmless and cut. */
public final class NoticeJson implements NoticeFormat {
  /** SNS allows fewer than 100 characters. */
  static final int MAX_SUBJECT = 99;

  private static final int SHORTEST_NAME = 30;

  static final int MAX_LINES = 12;
  static final int MAX_LINE = 300;
  static final int MAX_JSON_BYTES = 32 * 1024;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("[ ]{2,}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{C}\\u2028\\u2029]");

  @Override
  public Outbox.Message format(Notice notice) {
    String subject = subject(notice.subject());
    List<String> lines = lines(notice.lines());
    ServiceRef service = notice.service();
    return new Outbox.Message(
        notice.id(),
        notice.event().wireName(),
        ValueType.word(notice.severity()),
        service == null ? "" : service.cluster(),
        service == null ? "" : service.service(),
        subject,
        String.join("\n", lines),
        json(notice, subject, lines),
        0);
  }

  /** At most 99 printable ASCII characters, beginning with one that is no blank. */
  static String subject(String text) {
    String ascii =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
            .replaceAll("")
            .replace('\u2013', '-')
            .replace('\u2014', '-')
            .replace("\u2192", "->")
            .replace('\u00d7', 'x');
    var clean = new StringBuilder();
    ascii
        .codePoints()
        .map(c -> c >= 0x20 && c < 0x7f ? c : Character.isISOControl(c) ? ' ' : '?')
        .forEach(clean::appendCodePoint);
    String one = BLANKS.matcher(clean).replaceAll(" ").strip();
    if (one.isEmpty()) {
      return "Fargate Autoscaler";
    }
    String fitting = one.length() <= MAX_SUBJECT ? one : withShortName(one);
    return cut(fitting, MAX_SUBJECT);
  }

  /**
   * What happened must be seen even where a tool has made up the names: the cluster goes first,
   * then the end of the service's name.
   */
  private static String withShortName(String subject) {
    int end = subject.indexOf("] ");
    int slash = subject.indexOf('/');
    if (!subject.startsWith("[") || slash < 0 || slash > end) {
      return subject;
    }
    String what = subject.substring(end);
    int room = Math.max(SHORTEST_NAME, MAX_SUBJECT - what.length() - 1);
    return "[" + cut("..." + subject.substring(slash, end), room) + what;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }

  private static List<String> lines(List<String> lines) {
    return lines.stream()
        .flatMap(line -> line.isEmpty() ? java.util.stream.Stream.of("") : line.lines())
        .map(NoticeJson::line)
        .limit(MAX_LINES)
        .toList();
  }

  private static String line(String text) {
    String clean = CONTROL.matcher(text).replaceAll(" ");
    if (clean.length() <= MAX_LINE) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(MAX_LINE - 4)) ? MAX_LINE - 4 : MAX_LINE - 3;
    return clean.substring(0, end) + "...";
  }

  private static String json(Notice notice, String subject, List<String> lines) {
    ObjectNode json = Json.object();
    json.put("schema", 1);
    json.put("id", notice.id());
    Json.put(json, "at", notice.at());
    json.put("event", notice.event().wireName());
    json.put("severity", ValueType.word(notice.severity()));
    if (notice.service() != null) {
      json.put("service", notice.service().toString());
    }
    json.put("subject", subject);
    ArrayNode texts = json.putArray("lines");
    lines.forEach(texts::add);
    Json.put(json, "incident", notice.incident());
    if (notice.detail() != null) {
      NoticeDetailJson.put(json, notice.detail(), MAX_JSON_BYTES);
    }
    return Json.text(json);
  }
}
