package io.fargateautoscaler.core.notice;

/** Turns a notice into the texts that are published. Pure. */
@FunctionalInterface
public interface NoticeFormat {
  Outbox.Message format(Notice notice);
}
