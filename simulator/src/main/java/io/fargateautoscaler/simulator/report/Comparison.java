package io.fargateautoscaler.simulator.report;

import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.load.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What several policies made of one load. All lists over time have one entry for each step.
 *
 * @param title name of the load
 * @param summary one sentence that says who is cheaper and who is late
 * @param stepSeconds length of a step
 * @param arrivals a second, mean of the step
 * @param need tasks that the load needs, largest of the step
 * @param courses ours first
 * @param notes what a reader must know to trust the figures
 */
public record Comparison(
    String title,
    String summary,
    Kind kind,
    int stepSeconds,
    List<Double> arrivals,
    List<Integer> need,
    List<Course> courses,
    List<String> notes) {

  /**
   * One policy.
   *
   * @param policy its name, such as {@code ours} or {@code aas-60}
   * @param setting target and minimum capacity in words
   * @param desired largest of the step
   * @param running mean of the step
   * @param late requests or messages of the step that were late
   * @param decisions its changes, oldest first
   */
  public record Course(
      String policy,
      String setting,
      List<Integer> desired,
      List<Double> running,
      List<Long> late,
      Measures measures,
      List<Decision> decisions) {}

  /**
   * A change of the desired count, or a hold of another kind than before.
   *
   * @param second since the start
   * @param why in words; hostile text is possible
   * @param hold its code if nothing changed
   */
  public record Decision(long second, int from, int to, String why, @Nullable String hold) {}
}
