package io.fargateautoscaler.core.notice;

import java.util.List;

/** Turns a notice into the texts that are published. Pure. */
@FunctionalInterface
public interface NoticeFormat {
  /** The message for the main topic; its id is that of the notice. */
  Outbox.Message format(Notice notice);

  /**
   * One message for each topic that the notice is published on, the one of the main topic first.
   */
  default List<Outbox.Message> messages(Notice notice) {
    return List.of(format(notice));
  }
}
