package io.fargateautoscaler.core.reconcile;

import java.util.List;

/** Port: notices that are written but not yet told (DynamoDB). */
public interface Outbox {
  /** Adds a notice unless one with its id is waiting or was told in the last day. */
  void add(Notice notice);

  /** The oldest waiting notices, at most {@code limit}. */
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

  /** Counts a failed attempt; after the last one the message is set aside. */
  void failed(Message message, String reason);

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
      int attempts) {}
}
