package io.fargateautoscaler.events;

import java.util.List;

/** Which services an event makes worth a look. */
public final class Hints {

  /** Stands for every service. */
  public static final String ALL = "*";

  private Hints() {}

  /**
   * The services to look at because of {@code event}: {@link #ALL} for a tick, and none for an
   * ignored event or a task event that is no unexpected stop. An alarm without a service in its
   * dimensions gives none here: which policies name that alarm, the event does not say.
   */
  public static List<String> of(Decoded event) {
    if (event.ignored() != null) {
      return List.of();
    }
    return switch (event) {
      case Decoded.Envelope envelope ->
          envelope.inner().stream().flatMap(inner -> of(inner).stream()).distinct().toList();
      case Decoded.TaskChange(_, var task) ->
          task != null && task.classified().stopClass().unexpected() ? event.services() : List.of();
      case Decoded.Wake(_, var kind) -> kind == Kind.SCHEDULE ? List.of(ALL) : event.services();
      case Decoded.Unrecognised _ -> List.of();
      case Decoded.AlarmChange _, Decoded.ServiceChange _, Decoded.ParameterChange _ ->
          event.services();
    };
  }
}
