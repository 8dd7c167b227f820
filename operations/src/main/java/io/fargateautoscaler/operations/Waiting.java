package io.fargateautoscaler.operations;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Port: waits for what comes by itself, and shows people that it waits. */
public interface Waiting {
  /**
   * Asks again and again.
   *
   * @param what it waits for, for people
   * @return the first answer; empty: none within {@code most}
   */
  <T> Optional<T> until(String what, Duration most, Supplier<Optional<T>> answer);
}
