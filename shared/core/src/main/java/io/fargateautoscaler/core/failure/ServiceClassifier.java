package io.fargateautoscaler.core.failure;

/** Says what an event of a service means, by the first row of {@link ServiceTable} that fits. */
public final class ServiceClassifier {
  private ServiceClassifier() {}

  /** What the event means. Never throws; time is linear in the length of the reason. */
  public static ClassifiedTrouble classify(ServiceFacts facts) {
    Row<ServiceTrouble> row = Row.first(ServiceTable.ROWS, Evidence.of(facts));
    Sentence sentence = Sentence.about(facts);
    return new ClassifiedTrouble(
        row.kind(), row.name(), sentence.fill(row.cause()), sentence.fill(row.nextStep()));
  }
}
