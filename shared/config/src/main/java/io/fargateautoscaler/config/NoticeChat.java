package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.text.Untrusted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notices as custom notifications of Amazon Q Developer in chat applications, which shows them in
 * Slack and Teams. An opening, what follows it and its {@code recovered} share a thread.
 */
public final class NoticeChat {
  /** Says nothing in a channel. */
  private static final String NOTHING = Notice.TO_DO + "nothing.";

  // AWS does not say how much it shows: these leave the message whole in both clients.
  static final int MAX_TITLE = 200;
  static final int MAX_DESCRIPTION = 4_000;
  static final int MAX_STEP = 350;
  static final int MAX_KEYWORD = 75;
  static final int MAX_ID = 128;

  /**
   * The message for the chat topic.
   *
   * @param main the same notice for the main topic
   */
  public Outbox.Message format(Notice notice, Outbox.Message main) {
    return new Outbox.Message(
        main.id() + Outbox.Message.CHAT,
        main.event(),
        main.severity(),
        main.cluster(),
        main.service(),
        main.subject(),
        "",
        json(notice.incident(), main),
        0);
  }

  private static String json(@Nullable String incident, Outbox.Message main) {
    String service = main.service().isEmpty() ? "" : main.cluster() + "/" + main.service();
    String title = Untrusted.cut(ChatText.of(main.subject()), MAX_TITLE);
    List<String> said = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (String line : main.text().lines().toList()) {
      if (line.equals(NOTHING)) {
        continue;
      }
      if (line.startsWith(Notice.TO_DO) && steps.isEmpty()) {
        steps.add(Untrusted.cut(ChatText.of(line.substring(Notice.TO_DO.length())), MAX_STEP));
      } else {
        said.add(ChatText.of(line));
      }
    }
    ObjectNode json = Json.object();
    json.put("version", "1.0");
    json.put("source", "custom");
    json.put("id", id(main.id()));
    ObjectNode content = json.putObject("content");
    content.put("textType", "client-markdown");
    content.put("title", title);
    String description = String.join("\n", said);
    content.put(
        "description", description.isBlank() ? title : Untrusted.cut(description, MAX_DESCRIPTION));
    if (!steps.isEmpty()) {
      steps.forEach(content.putArray("nextSteps")::add);
    }
    ArrayNode keywords = content.putArray("keywords").add(main.event()).add(main.severity());
    ObjectNode metadata = json.putObject("metadata");
    // The ids of incidents are unique for their service only.
    metadata.put("threadId", id(incident == null ? main.id() : service + ":" + incident));
    metadata.put("summary", title);
    metadata.put("eventType", main.event());
    if (!service.isEmpty()) {
      keywords.add(Untrusted.cut(ChatText.of(service), MAX_KEYWORD));
      metadata.putArray("relatedResources").add(ChatText.of(service));
    }
    return Json.text(json);
  }

  /** Short and printable; ids that differ stay different. */
  private static String id(String id) {
    boolean fine = id.length() <= MAX_ID && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return fine ? id : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
