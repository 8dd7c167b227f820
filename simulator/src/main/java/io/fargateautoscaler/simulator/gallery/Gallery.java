package io.fargateautoscaler.simulator.gallery;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One example of every event that people are told of, and of its end where it has one. */
public final class Gallery {
  private Gallery() {}

  /** The examples, in the order of the events; what follows and closes one comes after it. */
  public static List<Notice> notices() {
    List<Notice> told = Stream.concat(GalleryFailures.examples(), Scenes.all()).toList();
    List<Notice> shown = new ArrayList<>();
    for (Event event : Event.values()) {
      if (event == Event.RECOVERED) {
        continue;
      }
      told.stream()
          .filter(notice -> notice.event() == event)
          .findFirst()
          .ifPresent(opening -> {
            shown.add(opening);
            told.stream().filter(notice -> follows(notice, opening)).forEach(shown::add);
          });
    }
    return shown;
  }

  /** What goes on with an incident, and its end. */
  private static boolean follows(Notice notice, Notice opening) {
    return notice != opening
        && opening.incident() != null
        && Objects.equals(notice.incident(), opening.incident())
        && Objects.equals(notice.service(), opening.service());
  }

  /** What people are told of the tasks in an event as AWS sends it; empty: nothing. */
  public static List<Notice> of(String event) {
    return GalleryFailures.of(event);
  }
}
