package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Recommendation.Blind;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.decision.Recommendation.Wait;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.QueuePolicy.MessagesPerTask;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queue scaling: the work that is there, and the backlog within its time. */
public final class QueueScaling {
  private static final BigDecimal HEADROOM = new BigDecimal("0.8");
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration STALE = Duration.ofSeconds(300);
  private static final Duration EMPTY_FOR = Duration.ofMinutes(2);
  private static final int EMPTY_READS = 3;
  private static final int BUCKETS = 30;
  private static final Duration SMALLEST_BUCKET = Duration.ofSeconds(10);

  private final QueuePolicy policy;
  private final ServicePolicy service;
  private final Load.QueueDepth depth;
  private final Instant now;
  private final int running;
  private final QueueMemory memory;
  private final List<QueueRead> reads;

  private QueueScaling(
      QueuePolicy policy,
      ServicePolicy service,
      Load.QueueDepth depth,
      Observation observation,
      QueueMemory memory) {
    this.policy = policy;
    this.service = service;
    this.depth = depth;
    this.now = observation.now();
    this.running = observation.service().running();
    this.memory = memory;
    this.reads = readsWith(memory.reads(), depth, running);
  }

  static PolicyResult recommend(
      QueuePolicy policy,
      ServicePolicy service,
      Observation observation,
      ScalingHistory history,
      int current) {
    Load load = observation.loads().get(policy.name());
    String blind = blind(load, observation.now());
    if (blind != null || !(load instanceof Load.QueueDepth depth)) {
      return PolicyResult.of(new Blind(blind == null ? "another kind of data" : blind));
    }
    return new QueueScaling(policy, service, depth, observation, memory(policy, history))
        .result(current);
  }

  /** What to remember after a decision; unchanged if the queue could not be read. */
  public static QueueMemory remember(
      QueuePolicy policy, ServicePolicy service, Observation observation, ScalingHistory history) {
    Load load = observation.loads().get(policy.name());
    QueueMemory memory = memory(policy, history);
    if (blind(load, observation.now()) != null || !(load instanceof Load.QueueDepth depth)) {
      return memory;
    }
    return new QueueScaling(policy, service, depth, observation, memory).next();
  }

  private static QueueMemory memory(QueuePolicy policy, ScalingHistory history) {
    return history.queues().getOrDefault(policy.name(), QueueMemory.NONE);
  }

  private static @Nullable String blind(@Nullable Load load, Instant now) {
    return switch (load) {
      case Load.QueueDepth depth
          when depth.visible() < 0 || depth.inFlight() < 0 || depth.delayed() < 0 ->
          "a number of messages is negative";
      case Load.QueueDepth depth when depth.at().isAfter(now.plus(MINUTE)) ->
          "the read lies in the future";
      case Load.QueueDepth depth when depth.at().isBefore(now.minus(STALE)) ->
          "the read is " + Numbers.text(Duration.between(depth.at(), now)) + " old";
      case Load.QueueDepth _ -> null;
      case Load.Missing missing -> missing.reason();
      case null -> "not read";
      default -> "another kind of data";
    };
  }

  private static List<QueueRead> readsWith(
      List<QueueRead> past, Load.QueueDepth depth, int running) {
    List<QueueRead> all = new ArrayList<>();
    for (QueueRead read : past) {
      if (read.at().isBefore(depth.at())) {
        all.add(read);
      }
    }
    all.sort(Comparator.comparing(QueueRead::at));
    all.add(new QueueRead(depth.at(), depth.visible(), depth.inFlight(), depth.delayed(), running));
    return all;
  }

  private PolicyResult result(int current) {
    int largestVote = votes(true).stream().mapToInt(Vote::count).max().orElse(0);
    Recommendation recommendation = recommendation(current, largestVote);
    return new PolicyResult(recommendation, largestVote, inFlightFloor(), idle() && current > 0);
  }

  private Recommendation recommendation(int current, int largestVote) {
    String waiting = depth.visible() + " messages wait, " + depth.inFlight() + " in flight";
    if (current == 0) {
      return depth.visible() > policy.activation()
          ? count(Math.max(1, need()), "wake up: " + waiting + explained())
          : count(0, waiting);
    }
    if (idle()) {
      return count(
          service.capacity().min(), "empty for " + Numbers.text(emptyFor()) + ": to the minimum");
    }
    int need = Math.max(1, need());
    String because = waiting + explained() + ": needs " + need;
    if (need > current && outAllowed(current)) {
      return count(need, because);
    }
    if (largestVote < current && !withinTolerance(current)) {
      int vote = Math.max(1, largestVote);
      if (vote == current) {
        return new Count(current, 0, Wait.IDLE, waiting + "; not empty for long enough yet");
      }
      return count(vote, because + ", at most " + vote + " in the last " + Numbers.text(window()));
    }
    int vote = Math.max(1, vote(reads, depth.flow()));
    if (vote < current && !withinTolerance(current)) {
      return new Count(
          current,
          vote,
          Wait.WINDOW,
          because + ", but " + largestVote + " within the last " + Numbers.text(window()));
    }
    if (current == 1 && need() == 0 && service.capacity().min() == 0) {
      return new Count(current, 0, Wait.IDLE, waiting + "; not empty for long enough yet");
    }
    return need > current
        ? new Count(
            current, current, Wait.NONE, because + ", but the wait is short: busy tasks suffice")
        : new Count(current, need, Wait.NONE, because);
  }

  private static Count count(int count, String because) {
    return new Count(count, count, Wait.NONE, because);
  }

  private int need() {
    return need(reads);
  }

  private int need(List<QueueRead> upTo) {
    return switch (policy.goal()) {
      case DrainWithin goal -> drainNeed(goal, upTo);
      case MessagesPerTask goal -> Numbers.ceilDivide(backlog(goal, upTo), goal.messages());
    };
  }

  /** V + min(F, m × r): what batch receivers hold beyond their share is not more work. */
  private static BigDecimal backlog(MessagesPerTask goal, List<QueueRead> upTo) {
    BigDecimal held = goal.messages().multiply(meanRunning(upTo));
    return BigDecimal.valueOf(upTo.getLast().visible()).add(meanInFlight(upTo).min(held));
  }

  /**
   * w = min(max(0, min(F/c, r) + s × g / c), (V + Fₙ) / c), by Little's law; n = ⌈w / 0.8 + V × s /
   * (c × D / 2)⌉, at most max(⌈(V + Fₙ) / c⌉, ⌈w / 0.8⌉). Consumers that receive in batches hold
   * more than they work on, so in flight never counts for more than the tasks that run.
   */
  private static int drainNeed(DrainWithin goal, List<QueueRead> upTo) {
    QueueRead newest = upTo.getLast();
    BigDecimal s = goal.secondsPerMessage();
    BigDecimal c = BigDecimal.valueOf(goal.concurrency());
    BigDecimal all = BigDecimal.valueOf(newest.visible()).add(whole(newest.inFlight()));
    BigDecimal present = all.divide(c, Numbers.PRECISION);
    BigDecimal busy = meanInFlight(upTo).divide(c, Numbers.PRECISION).min(meanRunning(upTo));
    BigDecimal growth = s.multiply(slope(upTo, s)).divide(c, Numbers.PRECISION);
    BigDecimal work = busy.add(growth).max(BigDecimal.ZERO).min(present);
    BigDecimal withHeadroom = work.divide(HEADROOM, Numbers.PRECISION);
    int need = Numbers.ceil(withHeadroom.add(inTime(goal, newest.visible())));
    return Math.min(need, Math.max(Numbers.ceil(present), Numbers.ceil(withHeadroom)));
  }

  /** V × s / (c × D / 2): tasks that bring the backlog down in half of the time allowed. */
  private static BigDecimal inTime(DrainWithin goal, long visible) {
    return whole(visible)
        .multiply(goal.secondsPerMessage())
        .multiply(BigDecimal.TWO)
        .divide(
            whole(goal.concurrency()).multiply(Numbers.seconds(goal.limit())), Numbers.PRECISION);
  }

  /** Growth of V + F per second: middle of the rates between neighbouring reads. */
  private static BigDecimal slope(List<QueueRead> upTo, BigDecimal secondsPerMessage) {
    long limit = secondsPerMessage.min(new BigDecimal(300)).max(new BigDecimal(60)).longValue();
    Instant start = upTo.getLast().at().minusSeconds(limit);
    List<BigDecimal> rates = new ArrayList<>();
    QueueRead earlier = null;
    for (QueueRead read : upTo) {
      if (read.at().isBefore(start)) {
        continue;
      }
      if (earlier != null && read.at().isAfter(earlier.at())) {
        long change = read.visible() + read.inFlight() - earlier.visible() - earlier.inFlight();
        BigDecimal seconds = Numbers.seconds(Duration.between(earlier.at(), read.at()));
        if (seconds.signum() > 0) {
          rates.add(whole(change).divide(seconds, Numbers.PRECISION));
        }
      }
      earlier = read;
    }
    rates.sort(Comparator.naturalOrder());
    return switch (rates.size()) {
      case 0 -> BigDecimal.ZERO;
      case 1, 2 -> rates.getFirst();
      default -> mean(rates.subList(1, rates.size() - 1));
    };
  }

  /**
   * The need, or where in flight tells nothing since consumers hold more than they work on, what
   * arrives: ⌈L × s / (0.8 × c) + V × s / (c × D / 2)⌉.
   */
  private int vote(List<QueueRead> upTo, Load.@Nullable Flow flow) {
    int need = need(upTo);
    if (policy.goal() instanceof DrainWithin goal && flow != null && holdsTooMuch(goal, upTo)) {
      double arrivals = flow.sent() + Math.max(0, flow.received() - flow.deleted());
      if (Double.isFinite(arrivals) && arrivals >= 0) {
        BigDecimal perSecond =
            Numbers.exact(arrivals).divide(BigDecimal.valueOf(60), Numbers.PRECISION);
        BigDecimal steady =
            perSecond
                .multiply(goal.secondsPerMessage())
                .divide(HEADROOM.multiply(whole(goal.concurrency())), Numbers.PRECISION);
        return Math.min(need, Numbers.ceil(steady.add(inTime(goal, upTo.getLast().visible()))));
      }
    }
    return need;
  }

  /** F > 1.1 × c × r. */
  private static boolean holdsTooMuch(DrainWithin goal, List<QueueRead> upTo) {
    BigDecimal working =
        whole(goal.concurrency()).multiply(meanRunning(upTo)).multiply(new BigDecimal("1.1"));
    return meanInFlight(upTo).compareTo(working) > 0;
  }

  /** Tasks that are merely busy are no reason: somebody must wait longer than D / 10. */
  private boolean outAllowed(int current) {
    if (!(policy.goal() instanceof DrainWithin goal) || running == 0) {
      return !withinTolerance(current);
    }
    BigDecimal wait =
        whole(depth.visible())
            .multiply(goal.secondsPerMessage())
            .divide(whole((long) goal.concurrency() * running), Numbers.PRECISION);
    return wait.multiply(BigDecimal.TEN).compareTo(Numbers.seconds(goal.limit())) > 0;
  }

  private boolean withinTolerance(int current) {
    if (!(policy.goal() instanceof MessagesPerTask goal)) {
      return false;
    }
    BigDecimal full = goal.messages().multiply(BigDecimal.valueOf(current));
    BigDecimal off = backlog(goal, reads).subtract(full).abs();
    return off.compareTo(full.multiply(goal.tolerance())) <= 0;
  }

  private int inFlightFloor() {
    return switch (policy.goal()) {
      case DrainWithin goal when depth.flow() == null || !holdsTooMuch(goal, reads) ->
          Numbers.ceil(meanInFlight(reads).divide(whole(goal.concurrency()), Numbers.PRECISION));
      default -> 0;
    };
  }

  private boolean emptyNow() {
    return depth.visible() == 0 && depth.inFlight() == 0 && depth.delayed() == 0;
  }

  private Duration emptyFor() {
    Instant since = memory.emptySince();
    return !emptyNow() || since == null ? Duration.ZERO : Duration.between(since, now);
  }

  /** Approximate numbers may be wrong for a minute: three empty reads over two minutes. */
  private boolean idle() {
    return emptyNow()
        && memory.emptyReads() + 1 >= EMPTY_READS
        && emptyFor().compareTo(EMPTY_FOR) >= 0
        && emptyFor().compareTo(policy.idleFor()) >= 0;
  }

  private Duration window() {
    Duration least = service.queueOnly() ? service.scaleIn().stabilization() : MINUTE;
    if (policy.goal() instanceof DrainWithin goal) {
      Duration twice =
          Duration.ofMillis(goal.secondsPerMessage().multiply(new BigDecimal(2000)).longValue());
      return least.compareTo(twice) >= 0 ? least : twice;
    }
    return least;
  }

  /** Votes of the window, the present one included; without stored votes, made from the reads. */
  private List<Vote> votes(boolean fromReads) {
    Instant start = now.minus(window());
    List<Vote> votes = new ArrayList<>();
    for (Vote vote : memory.votes()) {
      if (vote.at().isAfter(start) && !vote.at().isAfter(now)) {
        votes.add(vote);
      }
    }
    if (fromReads && memory.votes().isEmpty()) {
      for (int i = 0; i < reads.size() - 1; i++) {
        if (reads.get(i).at().isAfter(start)) {
          votes.add(new Vote(reads.get(i).at(), vote(reads.subList(0, i + 1), depth.flow())));
        }
      }
    }
    votes.add(new Vote(now, vote(reads, depth.flow())));
    return votes;
  }

  private QueueMemory next() {
    Duration bucket = window().dividedBy(BUCKETS);
    if (bucket.compareTo(SMALLEST_BUCKET) < 0) {
      bucket = SMALLEST_BUCKET;
    }
    List<Vote> kept = new ArrayList<>();
    for (Vote vote : votes(false)) {
      Vote last = kept.isEmpty() ? null : kept.getLast();
      if (last != null && vote.at().isBefore(last.at().plus(bucket))) {
        kept.set(kept.size() - 1, new Vote(last.at(), Math.max(last.count(), vote.count())));
      } else {
        kept.add(vote);
      }
    }
    Instant oldest = now.minus(STALE);
    List<QueueRead> recent = reads.stream().filter(read -> !read.at().isBefore(oldest)).toList();
    boolean repeated =
        !memory.reads().isEmpty() && !depth.at().isAfter(memory.reads().getLast().at());
    return new QueueMemory(
        recent,
        kept,
        emptyNow() ? (memory.emptySince() == null ? depth.at() : memory.emptySince()) : null,
        emptyNow() ? Math.min(1000, memory.emptyReads() + (repeated ? 0 : 1)) : 0);
  }

  private String explained() {
    return switch (policy.goal()) {
      case MessagesPerTask goal when goal.assumed() ->
          " (10 messages a task assumed: no goal is given)";
      case MessagesPerTask goal -> " at " + Numbers.text(goal.messages()) + " a task";
      case DrainWithin goal ->
          " (growth "
              + Numbers.text(slope(reads, goal.secondsPerMessage()))
              + "/s × "
              + Numbers.text(goal.secondsPerMessage())
              + " s, backlog within "
              + Numbers.text(goal.limit())
              + ")";
    };
  }

  private static List<QueueRead> lastMinute(List<QueueRead> upTo) {
    Instant start = upTo.getLast().at().minus(MINUTE);
    return upTo.stream().filter(read -> !read.at().isBefore(start)).toList();
  }

  private static BigDecimal meanInFlight(List<QueueRead> upTo) {
    return mean(lastMinute(upTo).stream().map(read -> whole(read.inFlight())).toList());
  }

  private static BigDecimal meanRunning(List<QueueRead> upTo) {
    return mean(lastMinute(upTo).stream().map(read -> whole(read.running())).toList());
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), Numbers.PRECISION);
  }

  private static BigDecimal whole(long value) {
    return BigDecimal.valueOf(value);
  }
}
