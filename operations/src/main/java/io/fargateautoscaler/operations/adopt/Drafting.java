package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the policy document of a service from what scales it today. Whatever cannot be said in a
 * document is told in a comment; nothing is dropped.
 */
final class Drafting {
  private static final int MOST = 5_000;
  private static final int MOST_SCHEDULES = 20;

  private final RunningService service;
  private final AutoScaling found;
  private final Instant now;
  private final String region;
  private final List<String> rangeComments = new ArrayList<>();

  private Drafting(RunningService service, AutoScaling found, Instant now, String region) {
    this.service = service;
    this.found = found;
    this.now = now;
    this.region = region;
  }

  /**
   * @param now schedules are tried out over the year before
   * @param region for the commands
   */
  static Draft of(RunningService service, AutoScaling found, Instant now, String region) {
    return new Drafting(service, found, now, region).draft();
  }

  private Draft draft() {
    List<Piece> policies = policies();
    boolean queue = policies.stream().anyMatch(piece -> piece.yaml().contains("{type: queue,"));
    CapacityRange range = range(queue);
    List<Piece> schedules =
        new ArrayList<>(
            new ScheduleDraft(new Names(), now, queue ? 0 : 1).of(found.actions(), targetRange()));
    schedules.replaceAll(piece ->
        piece.said() ? checked(piece, document(range, List.of(FALLBACK), List.of(piece))) : piece);
    limit(schedules);
    boolean doubtful = policies.stream().anyMatch(Piece::doubtful);
    String document = text(range, policies, schedules, doubtful, true);
    List<String> notes = new ArrayList<>();
    if (document.getBytes(StandardCharsets.UTF_8).length > PolicyReader.MAX_BYTES) {
      // Comments count in the bytes that a parameter may have.
      document = text(range, policies, schedules, doubtful, false);
      notes.add("with its comments the document would have more than 4096 bytes; here they are:");
      notes.addAll(rangeComments);
      policies.forEach(piece -> notes.addAll(piece.comments()));
      schedules.forEach(piece -> notes.addAll(piece.comments()));
    }
    Target target = found.target();
    return new Draft(
        document,
        notes,
        problems(document),
        target == null ? null : Suspension.of(service.service(), target, region));
  }

  private static final Piece FALLBACK =
      new Piece(
          List.of("No policy was found that could be translated: CPU at 60 % to begin with."),
          "cpu: {type: target-tracking, metric: cpu, target: 60}",
          false);

  private List<Piece> policies() {
    Names names = new Names();
    TrackingDraft tracking = new TrackingDraft(names);
    StepDraft steps = new StepDraft(names);
    List<Piece> pieces = new ArrayList<>();
    found.tracking().forEach(policy -> pieces.add(tracking.of(policy)));
    found.steps().forEach(policy -> pieces.addAll(steps.of(policy)));
    found
        .others()
        .forEach(policy ->
            pieces.add(
                Piece.told(
                    "Policy "
                        + Written.name(policy.name())
                        + ": there is no "
                        + Written.name(policy.type())
                        + " here")));
    pieces.replaceAll(piece ->
        piece.said()
            ? checked(piece, document(new CapacityRange(1, MOST), List.of(piece), List.of()))
            : piece);
    if (pieces.stream().noneMatch(Piece::said)) {
      pieces.add(FALLBACK);
    }
    return pieces;
  }

  /** The piece, or why the reader of documents does not take it. */
  private static Piece checked(Piece piece, String document) {
    PolicyReader.Result result = PolicyReader.read(document, null);
    if (result.policy().isPresent()) {
      return piece;
    }
    List<String> comments = new ArrayList<>(piece.comments());
    comments.add("Cannot be said here: " + Written.name(piece.yaml()));
    result.problems().forEach(problem -> comments.add("  " + Written.name("" + problem)));
    return new Piece(comments, "", false);
  }

  private void limit(List<Piece> schedules) {
    if (schedules.stream().filter(Piece::said).count() > MOST_SCHEDULES) {
      schedules.replaceAll(piece ->
          piece.said()
              ? Piece.told("More than 20 schedules; left out: " + Written.name(piece.yaml()))
              : piece);
    }
  }

  private CapacityRange targetRange() {
    Target target = found.target();
    return target == null
        ? new CapacityRange(0, 1)
        : new CapacityRange(Math.min(target.min(), target.max()), target.max());
  }

  private CapacityRange range(boolean queue) {
    Target target = found.target();
    if (target == null) {
      int max = Math.clamp(2L * service.desired(), 4, MOST);
      rangeComments.add(
          "No range is known: this is up to twice the present "
              + service.desired()
              + " tasks, please choose.");
      return new CapacityRange(1, max);
    }
    int max = Math.clamp(target.max(), 1, MOST);
    int min = Math.clamp(target.min(), queue ? 0 : 1, max);
    rangeComments.add("The range of Application Auto Scaling.");
    if (min != target.min() || max != target.max()) {
      rangeComments.add(
          "There it is "
              + target.min()
              + " to "
              + target.max()
              + "; allowed are a max of 1 to 5000, and a min of 0 where a queue can wake it.");
    }
    if (service.desired() > max) {
      rangeComments.add(service.desired() + " tasks are asked for now, more than its max.");
    }
    return new CapacityRange(min, max);
  }

  private List<String> problems(String document) {
    return PolicyReader.read(document, service.service().toString()).problems().stream()
        .map(problem -> "the document cannot be used as it is: " + problem)
        .toList();
  }

  private String document(CapacityRange range, List<Piece> policies, List<Piece> schedules) {
    return text(range, policies, schedules, false, false);
  }

  private String text(
      CapacityRange range,
      List<Piece> policies,
      List<Piece> schedules,
      boolean doubtful,
      boolean comments) {
    var out = new StringBuilder();
    if (comments) {
      new Description(service, found).lines().forEach(line -> comment(out, "", line));
    }
    out.append("service: ").append(service.service()).append('\n');
    if (comments) {
      rangeComments.forEach(line -> comment(out, "", line));
    }
    out.append("capacity: {min: " + range.min() + ", max: " + range.max() + "}\n");
    if (doubtful) {
      out.append("mode: observe");
      out.append(comments ? "  # until you have looked at what is marked CHECK\n" : "\n");
    }
    out.append("policies:\n");
    section(out, policies, comments);
    if (schedules.stream().anyMatch(Piece::said)) {
      out.append("schedules:\n");
    }
    section(out, schedules, comments);
    return out.toString();
  }

  private static void section(StringBuilder out, List<Piece> pieces, boolean comments) {
    for (Piece piece : pieces) {
      if (comments) {
        piece.comments().forEach(line -> comment(out, "  ", line));
        if (piece.doubtful()) {
          comment(out, "  ", "CHECK this one before it may act.");
        }
      }
      if (piece.said()) {
        out.append("  ").append(piece.yaml()).append('\n');
      }
    }
  }

  private static void comment(StringBuilder out, String indent, String line) {
    out.append(indent).append("# ").append(line).append('\n');
  }
}
