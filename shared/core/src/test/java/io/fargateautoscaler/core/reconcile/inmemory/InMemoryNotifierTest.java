package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.reconcile.contract.NotifierContract;
import java.util.List;

/** The notifier that tests and the simulator use. */
final class InMemoryNotifierTest extends NotifierContract {
  private final InMemoryNotifier notifier = new InMemoryNotifier();

  @Override
  protected Notifier notifier() {
    return notifier;
  }

  @Override
  protected void refuse(String reason) {
    notifier.refuse(reason);
  }

  @Override
  protected void remove() {
    notifier.refuse("gone");
  }

  @Override
  protected void accept() {
    notifier.accept();
  }

  @Override
  protected List<Arrived> arrived() {
    return notifier.published().stream().map(Arrived::of).toList();
  }
}
