package io.fargateautoscaler.core.notice;

/** Port: tells people (SNS). */
public interface Notifier {
  /** Publishes once. */
  Result publish(Outbox.Message message);

  /** What became of it. */
  sealed interface Result {}

  /** It was accepted. */
  record Published() implements Result {}

  /** It was not; trying again later may help. */
  record Failed(String reason) implements Result {}
}
