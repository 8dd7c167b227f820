package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.contract.PolicySourceContract;

/** The documents that tests use. */
final class InMemoryPolicySourceTest extends PolicySourceContract {
  private final InMemoryPolicySource source =
      new InMemoryPolicySource("/stack/services/", "/stack/mode");

  @Override
  protected PolicySource source() {
    return source;
  }

  @Override
  protected String stack() {
    return "/stack";
  }

  @Override
  protected void put(String name, String text) {
    source.put(name, text);
  }

  @Override
  protected void delete(String name) {
    source.delete(name);
  }
}
