package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Mode;
import java.time.Duration;
import java.util.List;

/** Keys of the document itself and of its range. */
final class DocumentKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final Key<Integer> SCHEMA =
      TABLE.key(
          Section.DOCUMENT, "schema", ValueType.whole(1, 1, ""), "1", "Version of this format.");
  static final Key<String> SERVICE =
      TABLE.required(
          Section.DOCUMENT,
          "service",
          ValueType.text(
              "[A-Za-z0-9_-]{1,255}/[A-Za-z0-9_-]{1,255}",
              "the name of a service, cluster/service"),
          "The ECS service. Must equal the path of the document's parameter.");

  static {
    TABLE.structure(
        Section.DOCUMENT, "capacity", "mapping", true, "", "The range of the desired count.");
  }

  static final Key<Mode> MODE =
      TABLE.key(
          Section.DOCUMENT,
          "mode",
          ValueType.words(Mode.class),
          "active",
          "off: decide nothing; observe: decide and tell, but do not act; active: decide and act."
              + " The stricter of this and the stack's mode counts.");

  static {
    TABLE.structure(
        Section.DOCUMENT,
        "policies",
        "mapping of names to policies, at least one",
        true,
        "",
        "The largest count that a policy asks for wins. A name is [a-z][a-z0-9-]{0,31}, not "
            + String.join(", ", PolicyKeys.RESERVED_NAMES)
            + ".");
    TABLE.structure(
        Section.DOCUMENT,
        "schedules",
        "list of schedules, at most " + ScheduleKeys.MOST,
        false,
        "none",
        "Another range, or no scale-in, at certain times. Of those in force at the same time the"
            + " last one of the list wins.");
    TABLE.structure(
        Section.DOCUMENT, "scale-out", "mapping", false, "", "How fast the count may grow.");
    TABLE.structure(
        Section.DOCUMENT, "scale-in", "mapping", false, "", "How fast the count may fall.");
    TABLE.structure(Section.DOCUMENT, "guards", "mapping", false, "", "What may stop a move.");
  }

  static final Key<Duration> RESPECT_EXTERNAL =
      TABLE.key(
          Section.DOCUMENT,
          "respect-external",
          PolicyKeys.ANY_TIME,
          "15m",
          "How long a count that others raised is a floor.");

  static final Key<String> WAKE_ALARM =
      TABLE.key(
          Section.DOCUMENT,
          "wake-alarm",
          PolicyKeys.ALARM,
          "none",
          "A CloudWatch alarm that rings when load comes back. With it a service without queue"
              + " policies that has been below 60 % of its targets at its min for 10 min is looked"
              + " at every 5 min only, which costs a fifth; the alarm and other events wake it at"
              + " once.");

  static final Key<Integer> MIN =
      TABLE.required(
          Section.CAPACITY,
          "min",
          ValueType.whole(0, 5_000, ""),
          "Smallest desired count, at most max. 0 needs a queue policy, or a schedule with a min"
              + " of at least 1, which can wake the service.");
  static final Key<Integer> MAX =
      TABLE.required(
          Section.CAPACITY, "max", ValueType.whole(1, 5_000, ""), "Largest desired count.");

  private DocumentKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }
}
