package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.simulator.PretendTask.State;
import io.fargateautoscaler.simulator.ServiceSpec.Queue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An SQS queue and its consumers, message by message. A received message is in flight until it is
 * deleted or its visibility timeout has passed; whoever asks when a message comes may get it.
 */
final class PretendQueue {
  /** What one ReceiveMessage brings at most. */
  private static final int MOST_RECEIVED = 10;

  /**
   * Something that will happen to a message.
   *
   * @param by who is done with it; null: its visibility timeout ends
   */
  private record Event(double at, long order, PretendMessage message, @Nullable PretendConsumer by)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Double.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private record Count(long visible, long inFlight) {}

  private final Queue spec;
  private final SplittableRandom random;
  private final ArrayDeque<PretendMessage> visible = new ArrayDeque<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<PretendTask, PretendConsumer> consumers = new LinkedHashMap<>();
  private final List<PretendConsumer> asking = new ArrayList<>();
  private final ArrayDeque<Count> past = new ArrayDeque<>();
  private final Waits waits = new Waits();
  private double untilNext = 1;
  private long inFlight;
  private long order;
  private double workSeconds;
  private double sent;
  private double received;
  private double deleted;

  PretendQueue(Queue spec, SplittableRandom random) {
    this.spec = spec;
    this.random = random;
  }

  /** Messages come at once. */
  void send(int messages, long second) {
    for (int i = 0; i < messages; i++) {
      arrive(second);
    }
    serve(second);
  }

  long visible() {
    return visible.size();
  }

  double workSeconds() {
    return workSeconds;
  }

  /** One second passes. */
  void second(long second, List<PretendTask> tasks) {
    tasks.forEach(this::notice);
    serve(second);
    double rate = spec.arrivals().at(second);
    double now = second;
    double end = second + 1.0;
    while (rate > 0 && untilNext <= rate * (end - now)) {
      now += untilNext / rate;
      happen(now);
      arrive(now);
      serve(now);
      untilNext = spec.random() ? -StrictMath.log(1 - random.nextDouble()) : 1;
    }
    untilNext -= rate * (end - now);
    happen(end);
    past.addLast(new Count(visible.size(), inFlight));
    if (past.size() > spec.counters().staleSeconds() + 1) {
      past.removeFirst();
    }
  }

  private void notice(PretendTask task) {
    PretendConsumer known = consumers.get(task);
    if (known == null && task.is(State.RUNNING)) {
      PretendConsumer consumer = new PretendConsumer(spec.consumer());
      consumers.put(task, consumer);
      asking.add(consumer);
    } else if (known != null && known.open && !task.is(State.RUNNING)) {
      known.open = false;
      asking.remove(known);
    }
  }

  private void arrive(double now) {
    ServiceSpec.Messages kind = spec.messages();
    PretendMessage message =
        new PretendMessage(
            now,
            kind.time().next(random),
            kind.poison() > 0 && random.nextDouble() < kind.poison());
    visible.add(message);
    sent++;
    workSeconds += message.seconds;
  }

  /** All that happens before {@code until}. */
  private void happen(double until) {
    while (!events.isEmpty() && events.peek().at() <= until) {
      Event event = events.remove();
      PretendConsumer by = event.by();
      if (by == null) {
        inFlight--;
        visible.add(event.message());
        serve(event.at());
      } else if (!by.gone) {
        done(event.message(), by, event.at());
      }
    }
  }

  private void done(PretendMessage message, PretendConsumer by, double now) {
    boolean asked = by.room() > 0;
    by.done(message);
    if (message.poison) {
      // Another try is work that came with the message too.
      workSeconds += message.receives > 1 ? message.seconds : 0;
      returns(message, now);
    } else {
      deleted++;
      inFlight--;
    }
    while (by.hasKept() && by.canBegin()) {
      begin(by.nextKept(), by, now);
    }
    if (!asked && by.room() > 0) {
      asking.add(by);
      serve(now);
    }
  }

  private void returns(PretendMessage message, double now) {
    double at = Math.max(now, message.receivedAt + spec.messages().visibilitySeconds());
    events.add(new Event(at, order++, message, null));
  }

  /** Nobody knows who of those that ask comes first. */
  private void serve(double now) {
    while (!visible.isEmpty() && !asking.isEmpty()) {
      int index = random.nextInt(asking.size());
      PretendConsumer consumer = asking.get(index);
      receive(consumer, now);
      if (consumer.room() == 0) {
        asking.set(index, asking.getLast());
        asking.removeLast();
      }
    }
  }

  private void receive(PretendConsumer consumer, double now) {
    int most = Math.min(MOST_RECEIVED, consumer.room());
    for (int i = 0; i < most && !visible.isEmpty(); ) {
      PretendMessage message = visible.remove();
      int allowed = spec.messages().mostReceives();
      if (allowed > 0 && message.receives >= allowed) {
        continue;
      }
      i++;
      received++;
      inFlight++;
      message.receives++;
      message.receivedAt = now;
      if (consumer.canBegin()) {
        begin(message, consumer, now);
      } else {
        consumer.keep(message);
      }
    }
  }

  private void begin(PretendMessage message, PretendConsumer consumer, double now) {
    if (!message.begun) {
      message.begun = true;
      waits.add(now - message.sentAt);
    }
    consumer.begin(message);
    events.add(new Event(now + message.seconds, order++, message, consumer));
  }

  /** What a task that is gone still held comes back when it is visible again. */
  void gone(PretendTask task, long second) {
    PretendConsumer consumer = consumers.remove(task);
    if (consumer != null) {
      consumer.gone = true;
      asking.remove(consumer);
      consumer.drop().forEach(message -> returns(message, second));
    }
  }

  /** Waits so far, those included that are not over. */
  Waits waits(long second) {
    Waits all = new Waits();
    all.addAll(waits);
    visible.forEach(message -> addWaiting(all, message, second));
    consumers.values().forEach(c -> c.kept().forEach(kept -> addWaiting(all, kept, second)));
    events.stream()
        .filter(event -> event.by() == null)
        .forEach(event -> addWaiting(all, event.message(), second));
    return all;
  }

  private static void addWaiting(Waits all, PretendMessage message, long second) {
    if (!message.begun) {
      all.add(second - message.sentAt);
    }
  }

  Load.QueueDepth depth(Instant now, Load.@Nullable Flow flow) {
    Count count = new Count(visible.size(), inFlight);
    int age = random.nextInt(spec.counters().staleSeconds() + 1);
    if (age > 0 && age < past.size()) {
      count = List.copyOf(past).get(past.size() - 1 - age);
    }
    return new Load.QueueDepth(now, told(count.visible()), told(count.inFlight()), 0, flow);
  }

  private long told(long number) {
    double wrong = spec.counters().noise() * (2 * random.nextDouble() - 1);
    return Math.max(0, Math.round(number * (1 + wrong)));
  }

  /** What happened since the last call. */
  Load.Flow takeFlow() {
    Load.Flow flow = new Load.Flow(null, sent, received, deleted);
    sent = 0;
    received = 0;
    deleted = 0;
    return flow;
  }
}
