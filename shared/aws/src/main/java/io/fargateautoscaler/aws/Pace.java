package io.fargateautoscaler.aws;

/** Lets calls through no faster than AWS takes them. */
@FunctionalInterface
public interface Pace {
  /** No limit. */
  Pace FREE = () -> {};

  /** Waits until the next call may be made. */
  void take();
}
