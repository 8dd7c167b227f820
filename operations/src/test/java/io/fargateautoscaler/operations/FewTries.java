package io.fargateautoscaler.operations;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks three times, at once. */
public final class FewTries implements Waiting {
  @Override
  public <T> Optional<T> until(String what, Duration most, Supplier<Optional<T>> answer) {
    return Stream.generate(answer).limit(3).flatMap(Optional::stream).findFirst();
  }
}
