package io.fargateautoscaler.core.claim;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stack claims where several want the same services: who came first keeps a service; of
 * stacks that came together, the one whose name is lower.
 *
 * @param ours what this stack scales
 * @param others the services that it would scale and another stack does, with that stack's name
 * @param due whether our claims have to be written again, because they say something else or are
 *     old
 */
public record Claims(
    SortedSet<ServiceRef> ours, SortedMap<ServiceRef, String> others, boolean due) {
  /**
   * Decides from what is written now.
   *
   * @param stack our name
   * @param wanted the services that we would scale if we were alone
   */
  public static Claims settle(
      String stack, Collection<ServiceRef> wanted, List<Claim> all, Instant now) {
    List<Claim> own = all.stream().filter(claim -> claim.stack().equals(stack)).toList();
    SortedMap<ServiceRef, String> rivals = new TreeMap<>();
    all.stream()
        .filter(claim -> !claim.stack().equals(stack) && claim.fresh(now))
        .forEach(claim ->
            claim
                .services()
                .forEach(service -> rivals.merge(service, claim.stack(), Claims::lower)));
    SortedSet<ServiceRef> ours = new TreeSet<>();
    SortedMap<ServiceRef, String> others = new TreeMap<>();
    for (ServiceRef service : wanted) {
      Optional<String> rival = Optional.ofNullable(rivals.get(service));
      boolean held =
          own.stream().anyMatch(claim -> claim.fresh(now) && claim.services().contains(service));
      rival
          .filter(name -> !held || name.compareTo(stack) < 0)
          .ifPresentOrElse(name -> others.put(service, name), () -> ours.add(service));
    }
    SortedSet<ServiceRef> written = new TreeSet<>();
    own.forEach(claim -> written.addAll(claim.services()));
    boolean old = own.stream().anyMatch(claim -> claim.due(now));
    return new Claims(ours, others, !written.equals(ours) || old);
  }

  private static String lower(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
