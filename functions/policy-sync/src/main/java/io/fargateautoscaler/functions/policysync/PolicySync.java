package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.config.PolicyNotices;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the policies in force in line with the documents. A document with problems changes nothing
 * but causes a notice: the last good one stays in force.
 */
final class PolicySync {
  private static final int MINUTES_BETWEEN = 5;

  private final PolicySource source;
  private final PolicyStore store;
  private final Outbox outbox;
  private final LoadBalancerSearch loadBalancers;
  private final ClaimSync claims;
  private final ServiceHints hints;
  private final InstantSource clock;

  PolicySync(
      PolicySource source,
      PolicyStore store,
      Outbox outbox,
      LoadBalancerSearch loadBalancers,
      ClaimSync claims,
      ServiceHints hints,
      InstantSource clock) {
    this.source = source;
    this.store = store;
    this.outbox = outbox;
    this.loadBalancers = loadBalancers;
    this.claims = claims;
    this.hints = hints;
    this.clock = clock;
  }

  /**
   * What was done, in numbers of documents.
   *
   * @param trouble one line for each write that failed; repeating the sync may help
   */
  record Report(int read, int put, int rejected, int released, List<String> trouble) {
    Report {
      trouble = List.copyOf(trouble);
    }
  }

  /** What a change of a parameter may concern. */
  enum Changed {
    DOCUMENT,
    MODE
  }

  /**
   * Reads the mode; on every fifth minute everything, so that a lost event is made good, and so on
   * every minute while nothing is in force, so that a new stack begins at once.
   *
   * @param at when the tick was due; null: now
   * @return empty if only the mode was read, and that went well
   */
  Optional<Report> tick(@Nullable Instant at) {
    Instant due = at == null ? clock.instant() : at;
    boolean fifth = due.atZone(ZoneOffset.UTC).getMinute() % MINUTES_BETWEEN == 0;
    if (fifth || store.inForce().isEmpty()) {
      return Optional.of(sync(false));
    }
    Run run = new Run(Map.of());
    run.mode();
    Report report = run.report();
    return report.trouble().isEmpty() ? Optional.empty() : Optional.of(report);
  }

  /** Reads everything because a parameter changed. */
  Report changed(Changed what) {
    return sync(what == Changed.MODE);
  }

  private Report sync(boolean modeChanged) {
    Run run = new Run(store.inForce());
    run.mode();
    run.documents(modeChanged);
    return run.report();
  }

  private final class Run {
    private final Instant now = clock.instant();
    private final Map<ServiceRef, Long> inForce;
    private final Set<ServiceRef> fresh = new TreeSet<>();
    private final Map<ServiceRef, Mode> modes = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();
    private int read;
    private int rejected;
    private int released;

    Run(Map<ServiceRef, Long> inForce) {
      this.inForce = inForce;
    }

    /** The mode first: it may be there to stop everything. An absent one changes nothing. */
    void mode() {
      attempt(
          "mode",
          () ->
              source
                  .mode()
                  .ifPresent(read ->
                      modeOf(read.text())
                          .ifPresentOrElse(
                              mode -> store.mode(mode, read.modified()),
                              () -> outbox.add(PolicyNotices.modeRejected(read.text(), now)))));
    }

    void documents(boolean hintAll) {
      // A failure here ends the run: to take it for "no documents" would release every service.
      List<PolicySource.Document> documents = source.all();
      read = documents.size();
      Set<ServiceRef> present = new TreeSet<>();
      Set<ServiceRef> sameVersion = new TreeSet<>();
      for (PolicySource.Document document : documents) {
        ServiceRef.parse(document.path())
            .ifPresent(service -> {
              present.add(service);
              if (Long.valueOf(document.version()).equals(inForce.get(service))) {
                sameVersion.add(service);
              }
            });
      }
      Set<ServiceRef> known = new TreeSet<>(inForce.keySet());
      known.retainAll(present);
      Map<ServiceRef, PolicyDocument> stored = new TreeMap<>(loadBalancers.inForce(known));
      stored.forEach((service, document) -> modes.put(service, document.policy().mode()));
      stored.keySet().retainAll(sameVersion);
      for (PolicySource.Document document : documents) {
        attempt(
            document.path(),
            () -> {
              ServiceRef named = ServiceRef.parse(document.path()).orElse(null);
              consider(document, named, named == null ? null : stored.get(named));
            });
      }
      inForce.forEach((service, version) -> {
        if (!present.contains(service)) {
          attempt(service.toString(), () -> release(service, version));
        }
      });
      Set<ServiceRef> hinted = new TreeSet<>(fresh);
      if (hintAll) {
        hinted.addAll(inForce.keySet());
        hinted.retainAll(present);
      }
      // Last, and by itself: what other stacks do must not keep back a document.
      attempt("claims", () -> hinted.addAll(claims.settle(modes)));
      if (!hinted.isEmpty()) {
        attempt("hint", () -> hints.send(hinted, "policy:changed"));
      }
    }

    /**
     * @param stored what is in force with the same version; null: none. It need not be the same
     *     document: one that was deleted and made anew begins at version 1 again.
     */
    private void consider(
        PolicySource.Document document,
        @Nullable ServiceRef named,
        @Nullable PolicyDocument stored) {
      PolicyReader.Result result = PolicyReader.read(document.text(), document.path());
      ServicePolicy policy = result.policy().orElse(null);
      if (policy == null || named == null) {
        rejected++;
        Long known = named == null ? null : inForce.get(named);
        outbox.add(PolicyNotices.rejected(document, result.problems(), known, now));
        return;
      }
      PolicyDocument read = new PolicyDocument(document.version(), policy, result.canonicalJson());
      if (stored == null || !LoadBalancerSearch.same(read, stored)) {
        put(complete(read), document.modified());
        return;
      }
      PolicyDocument complete = complete(stored);
      if (!complete.equals(stored)) {
        put(complete, document.modified());
      }
    }

    /** Without its load balancer a policy is better than no policy: it holds, and says why. */
    private PolicyDocument complete(PolicyDocument document) {
      PolicyDocument[] complete = {document};
      attempt(
          document.policy().service().toString(),
          () -> complete[0] = loadBalancers.complete(document));
      return complete[0];
    }

    private void put(PolicyDocument document, Instant modified) {
      if (store.put(document, modified, List.of())) {
        fresh.add(document.policy().service());
        modes.put(document.policy().service(), document.policy().mode());
      }
    }

    private void release(ServiceRef service, long version) {
      store.release(service, List.of(PolicyNotices.released(service, version, now)));
      released++;
    }

    /** One document's trouble must not keep back another. */
    private void attempt(String what, Runnable step) {
      try {
        step.run();
      } catch (RuntimeException failure) {
        String text = what + ": " + failure.getClass().getSimpleName() + " " + failure.getMessage();
        trouble.add(new Untrusted(text).forLog());
      }
    }

    Report report() {
      return new Report(read, fresh.size(), rejected, released, trouble);
    }
  }

  private static Optional<Mode> modeOf(String text) {
    return switch (text.strip()) {
      case "active" -> Optional.of(Mode.ACTIVE);
      case "observe" -> Optional.of(Mode.OBSERVE);
      case "off" -> Optional.of(Mode.OFF);
      default -> Optional.empty();
    };
  }
}
