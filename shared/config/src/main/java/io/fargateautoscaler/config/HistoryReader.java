package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Step;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads histories. */
final class HistoryReader {
  static final ValueType<Integer> COUNT = ValueType.whole(0, 1_000_000, "");
  static final ValueType<Long> MESSAGES = ValueType.wholeLong(0, 1_000_000_000_000L);

  static final List<String> KEYS =
      List.of(
          "actions",
          "lastApplied",
          "appliedAt",
          "reads",
          "votes",
          "empty",
          "learned",
          "samplesPerTask",
          "lastStep",
          "starts",
          "brake",
          "capacity",
          "grewAt",
          "shortSince",
          "running",
          "blind",
          "external",
          "deployment",
          "paused",
          "hold",
          "frozen",
          "watchedSince");

  private static final int MOST_SAMPLES = 20;
  private static final ValueType<BigDecimal> ABOVE_ZERO = ValueType.positive("1000000000000");
  private static final ValueType<BigDecimal> SECONDS = ValueType.number("0", "1000000000000");
  private static final ValueType<String> BY =
      ValueType.text("(?s).{0,200}", "a text of at most 200 characters");

  private static final ValueType<Trouble.Kind> TROUBLE = ValueType.words(Trouble.Kind.class);
  private static final ValueType<String> SENTENCE =
      ValueType.text("(?s).{0,500}", "a text of at most 500 characters");

  private HistoryReader() {}

  /**
   * Reads a history.
   *
   * @param running the running count of reads that do not name theirs
   * @param inOrder whether to sort by time; false: as a decision read it, so that it reads the same
   *     again
   */
  static ScalingHistory read(@Nullable Fields fields, int running, boolean inOrder) {
    if (fields == null) {
      return ScalingHistory.NONE;
    }
    List<Action> actions =
        each(
            fields.list("actions"),
            one -> {
              Instant at = one.required("at", ValueType.INSTANT);
              Integer from = one.required("from", COUNT);
              Integer to = one.required("to", COUNT);
              return at == null || from == null || to == null ? null : new Action(at, from, to);
            });
    if (inOrder) {
      actions.sort(Comparator.comparing(Action::at));
    }
    return ScalingHistory.NONE
        .but()
        .actions(actions)
        .lastApplied(fields.value("lastApplied", COUNT))
        .appliedAt(fields.value("appliedAt", ValueType.INSTANT))
        .queues(queues(fields, running, inOrder))
        .samplesPerTask(samples(fields))
        .lastSteps(lastSteps(fields))
        .starts(each(fields.list("starts"), HistoryReader::start))
        .brake(brake(fields.fields("brake")))
        .capacity(capacity(fields.fields("capacity")))
        .grewAt(fields.value("grewAt", ValueType.INSTANT))
        .shortSince(fields.value("shortSince", ValueType.INSTANT))
        .running(fields.value("running", COUNT))
        .blind(span(fields, "blind"))
        .external(external(fields, actions))
        .deployment(span(fields, "deployment"))
        .paused(paused(fields.fields("paused")))
        .hold(hold(fields.fields("hold")))
        .frozen(span(fields, "frozen"))
        .watchedSince(fields.value("watchedSince", ValueType.INSTANT))
        .build();
  }

  private static Map<String, QueueMemory> queues(Fields fields, int running, boolean inOrder) {
    Map<String, List<QueueRead>> reads =
        lists(
            fields,
            "reads",
            one -> queueRead(one, running),
            inOrder ? Comparator.comparing(QueueRead::at) : null);
    Map<String, List<Vote>> votes =
        lists(
            fields, "votes", HistoryReader::vote, inOrder ? Comparator.comparing(Vote::at) : null);
    Map<String, Fields> empty = fields.named("empty");
    Map<String, Fields> learned = fields.named("learned");
    var names = new LinkedHashSet<String>(reads.keySet());
    names.addAll(votes.keySet());
    names.addAll(empty.keySet());
    names.addAll(learned.keySet());
    var queues = new TreeMap<String, QueueMemory>();
    for (String name : names) {
      Fields emptiness = empty.get(name);
      queues.put(
          name,
          new QueueMemory(
              reads.getOrDefault(name, List.of()),
              votes.getOrDefault(name, List.of()),
              emptiness == null ? null : emptiness.value("since", ValueType.INSTANT),
              emptiness == null ? 0 : emptiness.value("reads", COUNT, 0),
              learned(learned.get(name))));
    }
    return queues;
  }

  private static @Nullable QueueRead queueRead(Fields read, int running) {
    Instant at = read.required("at", ValueType.INSTANT);
    Long visible = read.required("visible", MESSAGES);
    long inFlight = read.value("in-flight", MESSAGES, 0L);
    long delayed = read.value("delayed", MESSAGES, 0L);
    int then = read.value("running", COUNT, running);
    return at == null || visible == null
        ? null
        : new QueueRead(at, visible, inFlight, delayed, then);
  }

  /** What was learned may be given without its samples. */
  private static @Nullable Learned learned(@Nullable Fields learned) {
    if (learned == null) {
      return null;
    }
    BigDecimal seconds = learned.required("seconds-per-message", ABOVE_ZERO);
    List<BigDecimal> samples = learned.scalars("samples", SECONDS, MOST_SAMPLES);
    Instant minute = learned.value("minute", ValueType.INSTANT);
    return seconds == null ? null : new Learned(seconds, samples, minute);
  }

  private static Map<String, Step> lastSteps(Fields fields) {
    var steps = new TreeMap<String, Step>();
    fields
        .named("lastStep")
        .forEach((name, step) -> {
          Instant at = step.required("at", ValueType.INSTANT);
          Integer desired = step.required("desired", COUNT);
          if (at != null && desired != null) {
            steps.put(name, new Step(at, desired));
          }
        });
    return steps;
  }

  private static @Nullable Start start(Fields start) {
    Instant at = start.required("at", ValueType.INSTANT);
    Instant ended = start.value("ended", ValueType.INSTANT);
    boolean bad = start.value("bad", ValueType.FLAG, false);
    boolean unhealthy = start.value("unhealthy", ValueType.FLAG, false);
    String deployment = start.value("deployment", BY);
    return at == null ? null : new Start(at, ended, bad, unhealthy, deployment);
  }

  private static @Nullable Brake brake(@Nullable Fields brake) {
    if (brake == null) {
      return null;
    }
    Instant since = brake.required("since", ValueType.INSTANT);
    Integer cap = brake.required("cap", COUNT);
    Instant until = brake.value("until", ValueType.INSTANT);
    return since == null || cap == null ? null : new Brake(since, cap, until);
  }

  /** The cause alone is enough to be told. */
  private static @Nullable Trouble capacity(@Nullable Fields trouble) {
    if (trouble == null) {
      return null;
    }
    Instant at = trouble.required("at", ValueType.INSTANT);
    Trouble.Kind kind = trouble.value("kind", TROUBLE, Trouble.Kind.CAPACITY);
    String cause = trouble.required("cause", SENTENCE);
    String nextStep = trouble.value("nextStep", SENTENCE, "");
    return at == null || cause == null ? null : new Trouble(at, kind, cause, nextStep);
  }

  private static @Nullable RangeHold hold(@Nullable Fields hold) {
    if (hold == null) {
      return null;
    }
    Integer min = hold.value("min", COUNT);
    Integer max = hold.value("max", COUNT);
    Instant until = hold.required("until", ValueType.INSTANT);
    String by = hold.value("by", BY);
    return until == null ? null : new RangeHold(min, max, until, by);
  }

  private static @Nullable Vote vote(Fields vote) {
    Instant at = vote.required("at", ValueType.INSTANT);
    Integer count = vote.required("count", COUNT);
    return at == null || count == null ? null : new Vote(at, count);
  }

  private static Map<String, Integer> samples(Fields fields) {
    var samples = new TreeMap<String, Integer>();
    Fields byName = fields.fields("samplesPerTask");
    if (byName != null) {
      for (String name : byName.keys()) {
        Integer count = byName.value(name, ValueType.whole(1, 1_000, ""));
        if (count != null) {
          samples.put(name, count);
        }
      }
    }
    return samples;
  }

  private static @Nullable External external(Fields fields, List<Action> actions) {
    Fields external = fields.fields("external");
    if (external == null) {
      return null;
    }
    Instant at = external.required("at", ValueType.INSTANT);
    Integer count = external.required("count", COUNT);
    if (at == null || count == null) {
      return null;
    }
    // Without "from" the change was a raise, unless an action at that instant says otherwise.
    int from =
        actions.stream()
            .filter(action -> action.at().equals(at) && action.to() == count)
            .mapToInt(Action::from)
            .findFirst()
            .orElse(0);
    return new External(at, external.value("from", COUNT, from), count);
  }

  private static @Nullable Span span(Fields fields, String key) {
    Fields span = fields.fields(key);
    if (span == null) {
      return null;
    }
    Instant until = span.value("until", ValueType.INSTANT);
    Instant from = span.required("from", ValueType.INSTANT);
    return from == null ? null : new Span(from, until);
  }

  /** A pause may be given by its end alone. */
  private static @Nullable Pause paused(@Nullable Fields pause) {
    if (pause == null) {
      return null;
    }
    Instant from = pause.value("from", ValueType.INSTANT, Instant.EPOCH);
    Instant until = pause.required("until", ValueType.INSTANT);
    return until == null ? null : new Pause(from, until, pause.value("by", BY));
  }

  private static <T> Map<String, List<T>> lists(
      Fields fields,
      String key,
      Function<Fields, @Nullable T> reader,
      @Nullable Comparator<T> order) {
    var found = new TreeMap<String, List<T>>();
    Fields byName = fields.fields(key);
    if (byName != null) {
      for (String name : byName.keys()) {
        List<T> items = each(byName.list(name), reader);
        if (order != null) {
          items.sort(order);
        }
        found.put(name, items);
      }
    }
    return found;
  }

  static <T> List<T> each(List<Fields> list, Function<Fields, @Nullable T> reader) {
    var found = new ArrayList<T>();
    for (Fields fields : list) {
      T item = reader.apply(fields);
      if (item != null) {
        found.add(item);
      }
    }
    return found;
  }
}
