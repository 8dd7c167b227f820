package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The services that have a policy; says which one somebody may have meant. */
public final class KnownServices {
  private static final int MOST_NAMED = 3;

  private KnownServices() {}

  /**
   * @throws Refusal if {@code service} is none of them; names the nearest
   */
  public static void require(ServiceRef service, Collection<ServiceRef> known) {
    if (!known.contains(service)) {
      throw new Refusal(service + " has no policy in this stack" + instead(service, known));
    }
  }

  private static String instead(ServiceRef service, Collection<ServiceRef> known) {
    if (known.isEmpty()) {
      return "; no service has one yet";
    }
    List<ServiceRef> near =
        known.stream()
            .filter(each -> distance(service, each) <= Math.max(2, each.toString().length() / 3))
            .sorted(Comparator.comparingInt(each -> distance(service, each)))
            .limit(MOST_NAMED)
            .toList();
    if (near.isEmpty()) {
      return "; autoscaler status lists the "
          + (known.size() == 1 ? "one that has" : known.size() + " that have");
    }
    return "; did you mean "
        + near.stream().map(ServiceRef::toString).collect(Collectors.joining(" or "))
        + "?";
  }

  /** Levenshtein's distance; a service of the same name in another cluster is near. */
  private static int distance(ServiceRef asked, ServiceRef known) {
    if (asked.service().equals(known.service())) {
      return 1;
    }
    String from = asked.toString();
    String to = known.toString();
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
