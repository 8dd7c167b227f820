package io.fargateautoscaler.core.policy;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an ECS service within this account and Region: {@code cluster/service}. */
public record ServiceRef(String cluster, String service) implements Comparable<ServiceRef> {
  /** ECS allows 255 letters, digits, underscores and hyphens in both names. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  private static final Comparator<ServiceRef> ORDER =
      Comparator.comparing(ServiceRef::cluster).thenComparing(ServiceRef::service);

  /**
   * @throws IllegalArgumentException if a name is not one that ECS allows
   */
  public ServiceRef {
    if (!isName(cluster) || !isName(service)) {
      throw new IllegalArgumentException("not a cluster/service name");
    }
  }

  /** Whether ECS allows {@code text} as the name of a cluster, a service or a task family. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Reads {@code cluster/service}; empty if the text is anything else. */
  public static Optional<ServiceRef> parse(String text) {
    String[] names = text.split("/", 3);
    return names.length == 2 && isName(names[0]) && isName(names[1])
        ? Optional.of(new ServiceRef(names[0], names[1]))
        : Optional.empty();
  }

  @Override
  public int compareTo(ServiceRef other) {
    return ORDER.compare(this, other);
  }

  /** {@code cluster/service}. */
  @Override
  public String toString() {
    return cluster + "/" + service;
  }
}
