package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.explain.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pure: what is wrong with the stack and its services, in sentences. */
public final class Problems {
  /** Two ticks and a half: one may be lost. */
  static final Duration NO_TICK = Duration.ofSeconds(150);

  static final Duration NOT_TOLD = Duration.ofMinutes(5);

  /** An open intent that is older should have been finished by the next look. */
  private static final Duration UNCONFIRMED = Duration.ofMinutes(2);

  private final Instant now;
  private final List<String> problems = new ArrayList<>();

  public Problems(Instant now) {
    this.now = now;
  }

  public List<String> all() {
    return List.copyOf(problems);
  }

  /**
   * @param lastTick null: none yet
   */
  public Problems ticks(Mode mode, @Nullable Instant lastTick, int services) {
    if (lastTick == null) {
      problems.add(
          "the autoscaler has not looked at anything yet; if it was deployed more than a few"
              + " minutes ago, look at its alarms");
    } else if (Duration.between(lastTick, now).compareTo(NO_TICK) > 0) {
      problems.add(
          "the autoscaler has not looked for "
              + Times.since(lastTick, now)
              + ": look at the alarms of the stack");
    }
    if (services == 0) {
      problems.add("no service has a policy yet");
    } else if (mode == Mode.OFF) {
      problems.add("the mode of the stack is off: nothing is decided");
    }
    return this;
  }

  /**
   * @param until null: not frozen
   */
  public Problems frozen(@Nullable Instant until) {
    if (until != null && until.isAfter(now)) {
      problems.add(
          "most services could not be read: nothing scales in until "
              + Times.at(until, now)
              + " UTC");
    }
    return this;
  }

  /**
   * @param oldest when the oldest was added; null: none waits
   */
  public Problems notices(int waiting, @Nullable Instant oldest) {
    if (oldest != null && Duration.between(oldest, now).compareTo(NOT_TOLD) > 0) {
      problems.add(
          waiting
              + (waiting == 1 ? " notice waits" : " notices wait")
              + " to be told, the oldest for "
              + Times.since(oldest, now)
              + ": look at the topic and the reconciler's log");
    }
    return this;
  }

  /**
   * @param messages -1: not known
   */
  public Problems deadLetters(int messages) {
    if (messages > 0) {
      problems.add(
          messages
              + (messages == 1 ? " message is" : " messages are")
              + " in dead-letter queues: look at the functions' logs");
    }
    return this;
  }

  public Problems services(Map<ServiceRef, StateStore.Stored> services) {
    services.forEach((service, stored) -> {
      ServiceState state = stored.state();
      if (state != null) {
        state
            .incidents()
            .forEach((event, incident) ->
                problems.add(
                    service + ": " + event + " for " + Times.since(incident.since(), now)));
        ServiceState.Intent intent = state.intent();
        if (intent != null && Duration.between(intent.at(), now).compareTo(UNCONFIRMED) > 0) {
          problems.add(
              service
                  + ": the change to "
                  + intent.to()
                  + " tasks was begun "
                  + Times.since(intent.at(), now)
                  + " ago and is not confirmed");
        }
      }
    });
    return this;
  }
}
