package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Recommendation.Blind;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.decision.Recommendation.Wait;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.QueuePolicy.MessagesPerTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queue scaling: out at once by the {@link QueueNeed}, in by the largest need of a window. */
public final class QueueScaling {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration STALE = Duration.ofSeconds(300);
  private static final Duration EMPTY_FOR = Duration.ofMinutes(2);

  /** A read may fail once where only ticks read. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(150);

  private static final int EMPTY_READS = 3;
  private static final int BUCKETS = 30;
  private static final Duration SMALLEST_BUCKET = Duration.ofSeconds(10);

  private final QueuePolicy policy;
  private final Situation situation;
  private final Load.QueueDepth depth;
  private final Instant now;
  private final int current;
  private final QueueMemory memory;
  private final @Nullable Duration blindFor;
  private final QueueReads reads;
  private final QueueNeed rule;

  private QueueScaling(
      QueuePolicy policy, Situation situation, Load.QueueDepth depth, QueueMemory memory) {
    this.policy = policy;
    this.situation = situation;
    this.depth = depth;
    this.now = situation.now();
    this.current = situation.current();
    this.blindFor = gap(memory, depth);
    this.memory = blindFor == null ? memory : memory.notEmpty();
    this.reads = QueueReads.of(memory.reads(), depth, situation.service().running());
    this.rule = QueueNeed.of(policy, memory.learned());
  }

  static PolicyResult recommend(QueuePolicy policy, Situation situation) {
    Load load = situation.observation().loads().get(policy.name());
    String blind = blind(load, situation.now());
    if (blind != null || !(load instanceof Load.QueueDepth depth)) {
      return PolicyResult.of(new Blind(blind == null ? "another kind of data" : blind));
    }
    return new QueueScaling(policy, situation, depth, memory(policy, situation)).result();
  }

  /** What to remember after a decision; unchanged if the queue could not be read. */
  static QueueMemory remember(QueuePolicy policy, Situation situation) {
    Load load = situation.observation().loads().get(policy.name());
    QueueMemory memory = memory(policy, situation);
    return blind(load, situation.now()) == null && load instanceof Load.QueueDepth depth
        ? new QueueScaling(policy, situation, depth, memory).next()
        : memory;
  }

  /** How long nobody had read the queue before this read; null: no longer than usual. */
  private static @Nullable Duration gap(QueueMemory memory, Load.QueueDepth depth) {
    if (memory.reads().isEmpty()) {
      return null;
    }
    Duration since = Duration.between(memory.reads().getLast().at(), depth.at());
    return since.compareTo(LONGEST_GAP) > 0 ? since : null;
  }

  private static QueueMemory memory(QueuePolicy policy, Situation situation) {
    return situation.history().queues().getOrDefault(policy.name(), QueueMemory.NONE);
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

  private PolicyResult result() {
    int largestVote = 0;
    for (Vote vote : votes(true)) {
      largestVote = Math.max(largestVote, vote.count());
    }
    return new PolicyResult(
        recommendation(largestVote), largestVote, rule.inFlightFloor(reads, depth.flow()), idle());
  }

  private Recommendation recommendation(int largestVote) {
    String waiting =
        depth.visible()
            + " messages wait, "
            + depth.inFlight()
            + " in flight"
            + (depth.delayed() > 0 ? ", " + depth.delayed() + " delayed" : "");
    if (current == 0) {
      return depth.visible() > policy.activation()
          ? count(Math.max(1, rule.need(reads)), "wake up: " + waiting + rule.explained(reads))
          : count(0, waiting);
    }
    if (idle()) {
      return count(situation.min(), "empty for " + Numbers.text(emptyFor()) + ": to the minimum");
    }
    // Only a queue that has been empty for long enough asks for none.
    int needed = rule.need(reads);
    int need = Math.max(1, needed);
    String because = waiting + rule.explained(reads) + ": needs " + need;
    if (need > current && rule.outAllowed(reads, situation.service().running(), current)) {
      return count(need, because);
    }
    int held = rule.needOfHeld(reads, depth.flow(), situation.service().running());
    if (held > current) {
      String withThem = "some wait with consumers that hold too many";
      return count(
          held,
          held == need
              ? because + "; " + withThem
              : waiting + ": " + withThem + "; what arrives and what waits needs " + held);
    }
    if (rule.withinTolerance(reads, current)) {
      return new Count(current, need, Wait.NONE, because + near(need));
    }
    int vote = Math.max(1, largestVote);
    if (vote < current && blindFor != null) {
      // Nobody knows what was needed in the window.
      return new Count(
          current,
          vote,
          Wait.WINDOW,
          because + ", but nobody read the queue for " + Numbers.text(blindFor));
    }
    if (vote < current) {
      return count(
          vote,
          vote < need
              ? waiting
                  + "; consumers hold more than they work on; what arrives and what waits needed at"
                  + " most "
                  + vote
                  + " in the last "
                  + Numbers.text(window())
              : because + ", at most " + vote + " in the last " + Numbers.text(window()));
    }
    int present = Math.max(1, rule.vote(reads, depth.flow()));
    if (present < current) {
      return new Count(
          current,
          present,
          Wait.WINDOW,
          because
              + ", but "
              + largestVote
              + " were needed within the last "
              + Numbers.text(window()));
    }
    if (current == 1 && situation.min() == 0 && needed == 0) {
      return new Count(
          current,
          0,
          Wait.IDLE,
          waiting + (emptyNow() ? "; not empty for long enough yet" : "; not empty yet"));
    }
    return need > current
        ? new Count(
            current, current, Wait.NONE, because + ", but the wait is short: busy tasks suffice")
        : new Count(current, need, Wait.NONE, because);
  }

  private String near(int need) {
    return need != current && policy.goal() instanceof MessagesPerTask goal
        ? "; within "
            + Numbers.text(goal.tolerance().movePointRight(2))
            + " % of what "
            + Numbers.tasks(current)
            + " should carry"
        : "";
  }

  private static Count count(int count, String because) {
    return new Count(count, count, Wait.NONE, because);
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
    return rule.window(
        situation.policy().queueOnly() ? situation.policy().scaleIn().stabilization() : MINUTE);
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
      for (int i = 0; i < reads.all().size() - 1; i++) {
        Instant at = reads.all().get(i).at();
        if (at.isAfter(start)) {
          votes.add(new Vote(at, rule.vote(reads.upTo(i), depth.flow())));
        }
      }
    }
    votes.add(new Vote(now, rule.vote(reads, depth.flow())));
    return votes;
  }

  private QueueMemory next() {
    Instant oldest = now.minus(STALE);
    boolean repeated =
        !memory.reads().isEmpty() && !depth.at().isAfter(memory.reads().getLast().at());
    return new QueueMemory(
        reads.all().stream().filter(read -> !read.at().isBefore(oldest)).toList(),
        bucketed(votes(false)),
        emptyNow() ? (memory.emptySince() == null ? depth.at() : memory.emptySince()) : null,
        emptyNow() ? Math.min(1000, memory.emptyReads() + (repeated ? 0 : 1)) : 0,
        policy.goal() instanceof DrainWithin goal
            ? MessageTime.learn(goal, memory.learned(), reads, depth.flow())
            : null);
  }

  /** The largest vote of each bucket, so that a window of any length stays small. */
  private List<Vote> bucketed(List<Vote> votes) {
    Duration bucket = window().dividedBy(BUCKETS);
    if (bucket.compareTo(SMALLEST_BUCKET) < 0) {
      bucket = SMALLEST_BUCKET;
    }
    List<Vote> kept = new ArrayList<>();
    for (Vote vote : votes) {
      Vote last = kept.isEmpty() ? null : kept.getLast();
      if (last != null && vote.at().isBefore(last.at().plus(bucket))) {
        kept.set(kept.size() - 1, new Vote(last.at(), Math.max(last.count(), vote.count())));
      } else {
        kept.add(vote);
      }
    }
    return kept;
  }
}
