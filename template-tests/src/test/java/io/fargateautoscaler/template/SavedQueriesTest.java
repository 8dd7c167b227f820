package io.fargateautoscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.functions.policysync.PolicySyncLines;
import io.fargateautoscaler.functions.reconciler.ReconcilerLines;
import io.fargateautoscaler.functions.taskevents.TaskEventsLines;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The saved queries find the lines that the functions write. */
class SavedQueriesTest {
  private final Template template = Template.read();
  private final SavedQuery decisions = SavedQuery.of(template, "DecisionsQuery");
  private final SavedQuery why = SavedQuery.of(template, "WhyQuery");
  private final SavedQuery holds = SavedQuery.of(template, "HoldsQuery");
  private final SavedQuery problems = SavedQuery.of(template, "ProblemsQuery");

  @Test
  void decisionsAreTheNews() {
    var shown = new TreeSet<String>();
    for (var line : List.of(ReconcilerLines.hold(true), ReconcilerLines.scale(true))) {
      assertThat(decisions.find(line))
          .as(line)
          .hasValueSatisfying(fields -> shown.addAll(fields.keySet()));
    }
    assertThat(decisions.shown()).isNotEmpty();
    assertThat(shown).containsAll(decisions.shown());
    assertThat(decisions.find(ReconcilerLines.hold(false))).isEmpty();
  }

  @Test
  void whyTellsTheWholeStoryOfAChange() {
    assertThat(why.find(ReconcilerLines.cutScale()))
        .hasValueSatisfying(fields ->
            assertThat(fields)
                .containsEntry("service", "shop/checkout")
                .containsEntry("decision.scale.from", "4")
                .containsEntry("decision.scale.to", "6")
                .containsEntry("decision.because", "cpu")
                .containsEntry("why", "load 412 % needs 7; at most 2 tasks more at once")
                .containsEntry("trace.0.because", "load 412 % needs 7")
                .containsEntry("trace.1.because", "at most 2 tasks more at once")
                .containsEntry("trigger.kind", "tick"));
    assertThat(why.find(ReconcilerLines.observed()))
        .hasValueSatisfying(fields ->
            assertThat(fields).containsEntry("decision.would.to", "6").containsKey("why"));
    assertThat(why.find(ReconcilerLines.hold(true))).isEmpty();
  }

  @Test
  void whyShowsNoFieldThatNoLineHas() {
    var known = new TreeSet<String>();
    for (var line : List.of(ReconcilerLines.cutScale(), ReconcilerLines.observed())) {
      why.find(line).ifPresent(fields -> known.addAll(fields.keySet()));
    }
    assertThat(known).containsAll(why.shown());
  }

  @Test
  void holdsCountEveryHold() {
    for (boolean news : List.of(true, false)) {
      assertThat(holds.find(ReconcilerLines.hold(news)))
          .hasValueSatisfying(fields ->
              assertThat(fields)
                  .containsEntry("reason", "ON_TARGET")
                  .containsKeys(holds.shown().toArray(String[]::new)));
      assertThat(holds.find(ReconcilerLines.scale(news))).isEmpty();
    }
  }

  @Test
  void problemsAreWhateverFailed() {
    var bad = new ArrayList<String>();
    bad.add(ReconcilerLines.failedService());
    bad.add(ReconcilerLines.failedRun().getFirst());
    bad.add(TaskEventsLines.batch(true));
    bad.add(PolicySyncLines.read(true));
    assertThat(bad).allSatisfy(line -> assertThat(problems.find(line)).as(line).isPresent());
  }

  @Test
  void whatWentWellIsNoProblem() {
    var good = new ArrayList<String>();
    for (boolean news : List.of(true, false)) {
      good.add(ReconcilerLines.hold(news));
      good.add(ReconcilerLines.scale(news));
    }
    good.addAll(ReconcilerLines.goodRun());
    good.add(TaskEventsLines.batch(false));
    good.add(PolicySyncLines.read(false));
    assertThat(good).allSatisfy(line -> assertThat(problems.find(line)).as(line).isEmpty());
  }
}
