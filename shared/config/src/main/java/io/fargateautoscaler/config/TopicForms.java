package io.fargateautoscaler.config;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.Outbox;
import java.util.List;

/** Notices for the main topic, and for the chat topic where there is one. */
public final class TopicForms implements NoticeFormat {
  private final NoticeJson main = new NoticeJson();
  private final NoticeChat chat = new NoticeChat();
  private final boolean withChat;

  public TopicForms(boolean withChat) {
    this.withChat = withChat;
  }

  @Override
  public Outbox.Message format(Notice notice) {
    return main.format(notice);
  }

  /** That a task has started goes to the main topic only: a channel would drown in it. */
  @Override
  public List<Outbox.Message> messages(Notice notice) {
    Outbox.Message message = main.format(notice);
    return withChat && notice.event() != Notice.Event.TASK_STARTED
        ? List.of(message, chat.format(notice, message))
        : List.of(message);
  }
}
