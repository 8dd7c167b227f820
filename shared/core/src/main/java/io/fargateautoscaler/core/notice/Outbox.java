package io.fargateautoscaler.core.notice;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Port: notices that are written but not yet told (DynamoDB). */
public interface Outbox {
  /** How long after it was added a message that fails once more is set aside. */
  Duration GIVES_UP_AFTER = Duration.ofHours(24);

  /** How long a message waits after so many failed attempts: 30 s, doubled each time up to 1 h. */
  static Duration pauseAfter(int attempts) {
    Duration first = Duration.ofSeconds(30);
    Duration longest = Duration.ofHours(1);
    Duration pause = first.multipliedBy(1L << Math.clamp(attempts - 1, 0, 10));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /** Adds a notice unless one with its id is waiting or was told in the last day. */
  void add(Notice notice);

  /**
   * The oldest waiting notices whose pause is over, at most {@code limit} for each topic: one that
   * refuses everything must not crowd out the other.
   */
  List<Message> waiting(int limit);

  /**
   * Takes a message for this run alone, until it is told or has failed, or for some seconds if the
   * run dies: two runs at once must not tell it twice.
   *
   * @return false if another run has it, or it no longer waits
   */
  boolean claim(Message message);

  /**
   * Removes a message that was told.
   *
   * @return false if another run removed it first
   */
  boolean told(Message message);

  /**
   * Counts a failed attempt: the message pauses, or is set aside if it has been failing for a day.
   */
  void failed(Message message, String reason);

  /**
   * How many notices were told lately, and which were withheld.
   *
   * @param chat on the chat topic; else on the main one
   */
  Limit limit(boolean chat);

  /**
   * Replaces a topic's limit and adds notices for that topic only, in one transaction.
   *
   * @return false if another run has changed it since; then nothing was written
   */
  boolean limit(boolean chat, long expectedVersion, NoticeLimit next, List<Notice> notices);

  /**
   * Takes a claimed message out, untold, and replaces its topic's limit by one that counts it.
   *
   * @return false if another run has changed the limit since, or the message no longer waits; then
   *     nothing was written
   */
  boolean withhold(Message message, long expectedVersion, NoticeLimit next);

  /**
   * The limit's state as stored.
   *
   * @param version 0: never written
   */
  record Limit(long version, NoticeLimit limit) {}

  /**
   * A notice in the form in which it is published.
   *
   * @param json for queues, functions and https; the text is for mail
   * @param attempts failed attempts so far
   */
  record Message(
      String id,
      String event,
      String severity,
      String cluster,
      String service,
      String subject,
      String text,
      String json,
      int attempts) {

    /** The most severe first; else the order stays. */
    public static final Comparator<Message> MOST_URGENT =
        Comparator.comparing(Message::urgency).reversed();

    /** The place of its severity, 0 the least; an unknown one is the least. */
    int urgency() {
      for (Notice.Severity each : Notice.Severity.values()) {
        if (each.name().equalsIgnoreCase(severity)) {
          return each.ordinal();
        }
      }
      return 0;
    }

    /** Ends the id of a message for the chat topic: each topic has its own row, told on its own. */
    public static final String CHAT = "@chat";

    /** Whether it is for the chat topic; else it is for the main one. */
    public boolean forChat() {
      return id.endsWith(CHAT);
    }
  }
}
