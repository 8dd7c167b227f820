package io.fargateautoscaler.simulator.benchmark;

import java.util.Comparator;
import java.util.List;

/** The names of policies, in the order in which tables show them. */
public final class Policies {
  public static final String OURS = "ours";

  /** With metrics of 60 s only. */
  public static final String OURS_60 = "ours-60";

  public static final String AAS_60 = "aas-60";
  public static final String AAS_20 = "aas-20";

  /** The better of {@link #AAS_60} and {@link #AAS_20} on each load; it has no runs of its own. */
  public static final String AAS_BEST = "aas-best";

  public static final String ORACLE = "oracle";

  private static final List<String> ORDER =
      List.of(
          OURS,
          OURS_60,
          AAS_BEST,
          AAS_20,
          AAS_60,
          "aas-step",
          "aas-predictive",
          "aas-backlog",
          "hpa",
          "kpa",
          "keda",
          "nomad",
          "static-peak",
          "static-mean",
          ORACLE,
          "floor");

  private Policies() {}

  /** The names of all that can run, in the order of tables. */
  public static List<String> names() {
    return ORDER.stream().filter(name -> !name.equals(AAS_BEST)).toList();
  }

  /** In the order of tables, unknown names last. */
  public static Comparator<String> order() {
    return Comparator.comparingInt(Policies::rank).thenComparing(Comparator.naturalOrder());
  }

  /** Whether it is ours in one of its forms. */
  static boolean isOurs(String policy) {
    return policy.equals(OURS) || policy.startsWith(OURS + "-");
  }

  /** Whether its capacity never changes. */
  static boolean isFixed(String policy) {
    return policy.startsWith("static-");
  }

  /** Those whose runs stand for it. */
  static List<String> members(String policy) {
    return policy.equals(AAS_BEST) ? List.of(AAS_60, AAS_20) : List.of(policy);
  }

  private static int rank(String policy) {
    int rank = ORDER.indexOf(policy);
    return rank < 0 ? ORDER.size() : rank;
  }
}
