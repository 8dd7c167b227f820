package io.fargateautoscaler.core.failure;

/** Says why a task stopped, by the first row of {@link StopTable} that fits. */
public final class StopClassifier {
  private static final Classified NOT_ENDING =
      new Classified(StopClass.EXPECTED, "not-ending", "the task is not ending", "", false);

  private StopClassifier() {}

  /**
   * Why a task stopped, or is about to. Never throws; time is linear in the length of the texts.
   */
  public static Classified classify(StopFacts facts) {
    Row<StopClass> row = Row.first(StopTable.ROWS, Evidence.of(facts));
    Sentence sentence = Sentence.about(facts);
    return new Classified(
        row.kind(),
        row.name(),
        sentence.fill(row.cause()),
        sentence.fill(row.nextStep()),
        row.ownFault());
  }

  /** What is said of a task that neither has stopped nor is about to. */
  public static Classified notEnding() {
    return NOT_ENDING;
  }
}
