package io.fargateautoscaler.operations.policies;

import io.fargateautoscaler.config.PolicyNotices;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.PolicyWarnings;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Fleet;
import io.fargateautoscaler.operations.Parameters;
import io.fargateautoscaler.operations.Parameters.Kept;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.Waiting;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts documents where the stack reads them, and waits until they are in force. */
public final class PolicyDesk {
  private static final Duration MOST = Duration.ofMinutes(3);

  private final Stack stack;
  private final Fleet fleet;
  private final Parameters parameters;
  private final Admission admission;
  private final AuditTrail trail;
  private final Caller caller;
  private final InstantSource clock;
  private final Waiting waiting;

  public PolicyDesk(
      Stack stack,
      Fleet fleet,
      Parameters parameters,
      Admission admission,
      AuditTrail trail,
      Caller caller,
      InstantSource clock,
      Waiting waiting) {
    this.stack = stack;
    this.fleet = fleet;
    this.parameters = parameters;
    this.admission = admission;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * The text of an earlier version.
   *
   * @throws Refusal if it is not kept
   */
  public String version(ServiceRef service, long version) {
    List<Kept> history = parameters.history(parameter(service));
    return history.stream()
        .filter(kept -> kept.version() == version)
        .findFirst()
        .map(Kept::text)
        .orElseThrow(() ->
            new Refusal(
                history.isEmpty()
                    ? service + " has no document in the stack " + stack.name()
                    : service
                        + " has no version "
                        + version
                        + "; kept are "
                        + history.getFirst().version()
                        + " to "
                        + history.getLast().version()));
  }

  /**
   * What the documents would change.
   *
   * @param texts documents without problems
   * @param observe whether {@code mode: observe} is written into each
   * @throws Refusal with every problem
   */
  public List<Proposal> propose(List<String> texts, boolean observe) {
    SortedMap<ServiceRef, Proposal> proposals = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (String given : texts) {
      PolicyReader.Result read = PolicyReader.read(given, null);
      String text = observe ? ObserveOnly.of(given, read.canonicalJson()) : given;
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > PolicyReader.MAX_BYTES) {
        problems.add(
            "with mode: observe the document has "
                + bytes
                + " bytes; a parameter holds "
                + PolicyReader.MAX_BYTES
                + ": write it yourself");
        continue;
      }
      ServicePolicy policy = PolicyReader.read(text, null).policy().orElseThrow();
      if (proposals.put(policy.service(), proposal(policy, text)) != null) {
        problems.add(policy.service() + ": two documents for one service; give one");
      }
    }
    problems.addAll(admission.problems(proposals.keySet()));
    if (!problems.isEmpty()) {
      throw new Refusal(problems);
    }
    return List.copyOf(proposals.values());
  }

  private Proposal proposal(ServicePolicy policy, String text) {
    ServiceRef service = policy.service();
    Optional<Kept> before = parameters.newest(parameter(service));
    List<String> diff = LineDiff.of(before.map(Kept::text).orElse(""), text);
    List<String> remarks = new ArrayList<>(PolicyWarnings.of(policy));
    Long inForce = fleet.inForce().get(service);
    if (before.isPresent() && !Long.valueOf(before.get().version()).equals(inForce)) {
      remarks.add(
          "version "
              + before.get().version()
              + " of the parameter is not in force"
              + (inForce == null ? "" : ", but version " + inForce)
              + ": the stack refused it, or has not read it yet");
    }
    if (admission.ownedByStack(service)) {
      remarks.add(
          "this document belongs to the stack (ServiceName): it is written anew, without your"
              + " change, when one of its parameters changes; deploy with an empty ServiceName to"
              + " own it");
    }
    return new Proposal(
        service, policy, text, before.map(Kept::version).orElse(null), diff, remarks);
  }

  /**
   * Puts those that change anything and waits until all of them are in force, 3 min at most.
   *
   * @return what is in force then, in the same order
   * @throws Refusal if somebody else changed a document meanwhile, or the stack refuses one
   * @throws Trouble if one does not come into force
   */
  public List<InForce> apply(List<Proposal> proposals) {
    for (Proposal proposal : proposals) {
      Long newest =
          parameters.newest(parameter(proposal.service())).map(Kept::version).orElse(null);
      if (!Objects.equals(newest, proposal.before())) {
        throw new Refusal(
            proposal.service() + ": somebody changed the document meanwhile; look at it again");
      }
    }
    SortedMap<ServiceRef, Long> versions = new TreeMap<>();
    for (Proposal proposal : proposals) {
      versions.put(proposal.service(), put(proposal));
    }
    for (Proposal proposal : proposals) {
      await(proposal, versions.getOrDefault(proposal.service(), 0L));
    }
    return proposals.stream()
        .map(proposal -> inForce(proposal, versions.getOrDefault(proposal.service(), 0L)))
        .toList();
  }

  private long put(Proposal proposal) {
    if (!proposal.changes() && proposal.before() != null) {
      return proposal.before();
    }
    long version = parameters.put(parameter(proposal.service()), proposal.text());
    CapacityRange range = proposal.policy().capacity();
    trail.add(
        new Order(
            clock.instant(),
            proposal.service(),
            "apply",
            "version "
                + version
                + (proposal.before() == null ? "" : " in place of " + proposal.before())
                + ": "
                + range.min()
                + " to "
                + range.max()
                + " tasks",
            caller.who()));
    return version;
  }

  private void await(Proposal proposal, long version) {
    ServiceRef service = proposal.service();
    String rejected =
        PolicyNotices.rejected(
                new PolicySource.Document(
                    service.toString(), version, proposal.text(), clock.instant()),
                List.of(),
                null,
                clock.instant())
            .id();
    boolean good =
        waiting
            .until(
                service + " version " + version,
                MOST,
                () ->
                    Long.valueOf(version).equals(fleet.inForce().get(service))
                        ? Optional.of(true)
                        : fleet.tells(rejected) ? Optional.of(false) : Optional.empty())
            .orElseThrow(() ->
                new Trouble(
                    service
                        + " version "
                        + version
                        + " is not in force after 3 min: look at the log of "
                        + stack.outputs().getOrDefault("PolicySyncName", "its function PolicySync")
                        + ", and whether its rule for parameters is enabled"));
    if (!good) {
      throw new Refusal(
          service
              + ": the stack refuses version "
              + version
              + ", the notice policy-rejected says why; the last good document stays in force."
              + " Is the stack older than this command line?");
    }
  }

  private InForce inForce(Proposal proposal, long version) {
    ServicePolicy policy = proposal.policy();
    return new InForce(
        proposal.service(),
        version,
        policy.capacity(),
        policy.mode().strictest(fleet.mode()),
        policy.policies().stream().map(ScalingPolicy::name).toList());
  }

  private String parameter(ServiceRef service) {
    return stack.policyParameter(service.toString());
  }
}
