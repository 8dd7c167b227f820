package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryClaimBoard;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines that policy-sync writes, made by its own classes. */
public final class PolicySyncLines {
  private static final Instant NOW = Instant.parse("2026-01-15T10:05:00Z");

  private PolicySyncLines() {}

  /** A full read; {@code trouble}: the mode could not be read. */
  public static String read(boolean trouble) {
    List<String> lines = new ArrayList<>();
    InMemoryStore store = new InMemoryStore(new NoticeJson());
    PolicySync sync =
        new PolicySync(
            new Nothing(trouble),
            store,
            store,
            new LoadBalancerSearch(store, new NoServices(), _ -> Optional.empty()),
            new ClaimSync(
                "prod", new InMemoryClaimBoard("prod", () -> NOW), store, store, () -> NOW),
            (_, _) -> {},
            () -> NOW);
    try {
      new PolicySyncHandler(
              new EventDecoder(null, null), sync, "/p/services/", "/p/mode", lines::add)
          .handle(
              "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"time\":\""
                  + NOW
                  + "\",\"account\":\"111122223333\",\"region\":\"eu-west-1\",\"detail\":{}}");
    } catch (IllegalStateException failed) {
      // It fails so that Lambda tries again; the line is there all the same.
    }
    return lines.getFirst();
  }

  private record Nothing(boolean trouble) implements PolicySource {
    @Override
    public List<Document> all() {
      return List.of();
    }

    @Override
    public Optional<Document> mode() {
      if (trouble) {
        throw new StateStore.Unavailable("no answer", null);
      }
      return Optional.empty();
    }
  }

  private record NoServices() implements ScalableTarget {
    @Override
    public Map<ServiceRef, Reading> describe(Collection<ServiceRef> services) {
      return Map.of();
    }

    @Override
    public Outcome setDesiredCount(ServiceRef service, int count) {
      throw new AssertionError("this function never scales");
    }
  }
}
