package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told; it can be told to refuse. Safe for use by several threads. */
public final class InMemoryNotifier implements Notifier {
  private final List<Outbox.Message> published = new ArrayList<>();
  private @Nullable String refusal;

  @Override
  public synchronized Result publish(Outbox.Message message) {
    if (refusal != null) {
      return new Failed(refusal);
    }
    published.add(message);
    return new Published();
  }

  /** From now on everything is refused; the reason becomes one line. */
  public synchronized void refuse(String reason) {
    refusal = reason.lines().collect(Collectors.joining(" "));
  }

  /** From now on everything is accepted, as at the start. */
  public synchronized void accept() {
    refusal = null;
  }

  /** What was accepted, oldest first. */
  public synchronized List<Outbox.Message> published() {
    return List.copyOf(published);
  }
}
